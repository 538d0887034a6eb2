import { PassThrough } from "node:stream";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case, CredentialVariant } from "../../../spec/interchange/case.ts";
import type { SecurityScheme } from "../../../spec/interchange/contract.ts";
import { ACCEPTED, CREATE_NOTE, NOTES_CONTRACT, notesArtefacts, notesCases } from "../fixture/notes-contract.ts";
import { notesReport } from "../fixture/notes-report.ts";
import type { RunReport } from "../report/run-report.ts";
import type { Transport } from "../transport.ts";
import type { WireRequest } from "../wire-message.ts";
import { renderAnnotations } from "./github.ts";
import { renderHtml } from "./html.ts";
import { renderJobSummary } from "./job-summary.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { printReport } from "./terminal.ts";

const SCHEMES: Record<string, SecurityScheme> = {
  bearer: { kind: "http", scheme: "bearer" },
  basic: { kind: "http", scheme: "basic" },
  oauth: { kind: "other", type: "oauth2" },
  header: { kind: "apiKey", in: "header", name: "X-Key" },
  query: { kind: "apiKey", in: "query", name: "key" },
  cookie: { kind: "apiKey", in: "cookie", name: "sid" },
};
const VARIANTS: CredentialVariant[] = ["given", "longer", "shorter", "other-case"];
const CASES: Case[] = VARIANTS.map((as) => ({
  ...ACCEPTED,
  name: `createNote/credentials/${as}`,
  request: [{ op: "replace", path: "/credentials", value: [{ scheme: "own", as }] }],
}));

/** A report of failed cases with one scheme and its near misses, and the requests as they were sent. */
async function failing(scheme: SecurityScheme, credential: string, echo = false) {
  const artefacts = notesArtefacts(notesCases(CASES));
  const operation = { ...CREATE_NOTE, security: [["own"]] };
  const contract = { ...NOTES_CONTRACT, securitySchemes: { own: scheme }, operations: [operation] };
  const sent: WireRequest[] = [];
  const transport: Transport = {
    send: async (request) => {
      sent.push(request);
      const told = echo ? JSON.stringify([request.url, request.headers, credential]) : "no";
      const headers: [string, string][] = echo ? [["X-Seen", credential]] : [];
      return { status: 418, statusText: "", headers, body: new TextEncoder().encode(told), durationMs: 1 };
    },
  };
  const credentials = { own: credential };
  const options = { artefacts: { ...artefacts, contract }, transport, credentials, probe: false, concurrency: 1 };
  return { report: await notesReport("http://127.0.0.1:1", options), sent };
}

async function allOutputs(report: RunReport): Promise<string> {
  const stream = new PassThrough();
  let terminal = "";
  stream.on("data", (chunk: Buffer) => {
    terminal += chunk.toString();
  });
  printReport(report, { stream: stream as unknown as NodeJS.WriteStream });
  await new Promise((done) => stream.end(done));
  const page = await renderHtml(report);
  const [, embedded = ""] = /<script type="application\/gzip\+base64" id="report">([^<]*)/.exec(page) ?? [];
  const data = gunzipSync(Buffer.from(embedded, "base64")).toString();
  const markup = page.replace(embedded, "").replaceAll(/<(script|style)\b.*?<\/\1>/gs, "");
  const others = [renderJson, renderJunit, renderJobSummary].map((render) => render(report));
  return [...others, renderAnnotations(report, "."), terminal, markup, data].join("\n");
}

/** What a header field, a query and a cookie may hold; a password may hold anything of it. */
const credential = (length: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom(..."abcXYZ0189-._~+/=!"), ...length });

describe.each(Object.entries(SCHEMES))("a credential of the scheme %s", (kind, scheme) => {
  const isBasic = kind === "basic";

  it("is in no report, even if the server tells it to everybody", async () => {
    const long = fc.tuple(credential({ minLength: 8, maxLength: 40 }), credential({ minLength: 8, maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(long, async ([one, other]) => {
        // A text that would be there by chance proves nothing.
        fc.pre(/[a-zX-Z].*\d|\d.*[a-zX-Z]/.test(one) && new Set(one).size > 5 && new Set(other).size > 5);
        const secret = isBasic ? `${one}:${other}` : one;
        const { report } = await failing(scheme, secret, true);
        const texts = await allOutputs(report);
        for (const near of isBasic ? [one, other, other.slice(0, -1)] : [one, one.slice(0, -1)]) {
          expect(texts).not.toContain(isBasic && near === one ? `${one}:` : near);
          expect(texts).not.toContain(
            Buffer.from(near)
              .toString("base64")
              .replace(/.{0,2}=*$/, ""),
          );
        }
        expect(report.cases).toHaveLength(4);
      }),
      { numRuns: 6 },
    );
  });

  it("is hidden where it is presented, however short it is", async () => {
    const short = fc.tuple(credential({ minLength: 1, maxLength: 8 }), credential({ minLength: 1, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(short, async ([one, other]) => {
        const { report, sent } = await failing(scheme, isBasic ? `${one}:${other}` : one);
        for (const [index, { request, curl = "" }] of report.cases.entries()) {
          const variable = index === 0 ? "$OWN" : `$OWN_${["", "LONGER", "SHORTER", "OTHER_CASE"][index]}`;
          const was = positionOf(kind, sent[index] as WireRequest);
          const isEmpty = was === "" || was === "Bearer" || was === "Basic";
          const shown = request && positionOf(kind, { ...request, body: undefined } as unknown as WireRequest);
          expect(shown).toBe(
            isEmpty ? was : was.replace(/^(Bearer |Basic |).+$/s, (_, before: string) => before + variable),
          );
          if (!isEmpty) expect(curl).toMatch(new RegExp(`(?:Bearer |Basic |: |=)\\$\\{?${variable.slice(1)}\\b`));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** The whole of the header field, parameter or cookie that presents a credential. */
function positionOf(kind: string, { url, headers }: Pick<WireRequest, "url" | "headers">): string {
  const field = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? "";
  if (kind === "query") return /[?&]key=([^&]*)/.exec(url)?.[1] ?? "";
  if (kind === "cookie") return /(?:^|; )sid=([^;]*)/.exec(field("cookie"))?.[1] ?? "";
  return field(kind === "header" ? "x-key" : "authorization");
}
