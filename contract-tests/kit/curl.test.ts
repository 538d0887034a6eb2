import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { InstantSegment } from "../../spec/interchange/expression.ts";
import { percentEncode } from "../../spec/interchange/percent-encoding.ts";
import { renderText } from "../../spec/interchange/render.ts";
import { instantOf } from "../../spec/vocabulary/instant.ts";
import type { Secret } from "./credentials.ts";
import { toCurl } from "./curl.ts";
import { localServer } from "./fixture/local-server.ts";
import { httpTransport } from "./http-transport.ts";
import { encodeMultipart } from "./multipart.ts";
import { sentInstants } from "./sent-instants.ts";
import type { WireRequest } from "./wire-message.ts";

const SECRETS: Secret[] = [
  { name: "API_TOKEN", value: "tok en/1", at: { in: "header", name: "Authorization" } },
  { name: "KEY", value: "k&1", at: { in: "query", name: "key" } },
  { name: "KEY", value: "k&1", at: { in: "header", name: "x-key" } },
  { name: "KEY", value: "k&1", at: { in: "cookie", name: "sid" } },
];

const FORM = encodeMultipart([{ name: "é", value: Uint8Array.of(0, 1, 255) }], { seed: "s" });

type CurlCase = [string, Omit<WireRequest, "url"> & { path: string }];

const REQUESTS: CurlCase[] = [
  ["a plain GET", { method: "GET", path: "/a?b=1", headers: [] }],
  [
    "what a shell would read",
    { method: "GET", path: "/%2E%2E/a/$HOME/`id`/!!/'x'", headers: [["X-A", 'it\'s "$HOME" `id` \\ !1']] },
  ],
  [
    "an empty header field and repeated ones",
    {
      method: "GET",
      path: "/",
      headers: [
        ["X-E", ""],
        ["X-R", "1"],
        ["X-R", "2"],
      ],
    },
  ],
  ["a POST without a body", { method: "POST", path: "/", headers: [] }],
  ["a body without Content-Type", { method: "POST", path: "/", headers: [], body: new TextEncoder().encode("x") }],
  [
    "a JSON body",
    {
      method: "PUT",
      path: "/",
      headers: [["Content-Type", "application/json"]],
      body: new TextEncoder().encode('{"a":"it\'s\\n"}\n'),
    },
  ],
  ...["é😀 ß", "e\u0301", "a\u200bb", "\u202eabc", "\u00a0", "\u212b"].map(
    (text): CurlCase => [
      `the text ${JSON.stringify(text)}`,
      {
        ...{ method: "PUT", path: "/", headers: [["Content-Type", "text/plain"]] },
        body: new TextEncoder().encode(text),
      },
    ],
  ),
  [
    "a body like a file name",
    {
      method: "POST",
      path: "/",
      headers: [["Content-Type", "text/plain"]],
      body: new TextEncoder().encode("@/etc/passwd"),
    },
  ],
  ["an empty body", { method: "POST", path: "/", headers: [["Content-Type", "text/plain"]], body: new Uint8Array() }],
  ["a form with bytes", { method: "POST", path: "/", headers: [["Content-Type", FORM.contentType]], body: FORM.bytes }],
  [
    "a long body",
    { method: "POST", path: "/", headers: [["Content-Type", "text/plain"]], body: new Uint8Array(200_000).fill(97) },
  ],
  [
    "a DELETE with a body",
    { method: "DELETE", path: "/", headers: [["Content-Type", "text/plain"]], body: new TextEncoder().encode("x") },
  ],
  [
    "credentials",
    {
      method: "GET",
      path: "/?key=k%261&x=1",
      headers: [
        ["Authorization", "Bearer tok en/1"],
        ["Cookie", "a=1; sid=k%261; b=2"],
      ],
    },
  ],
  ["brackets", { method: "GET", path: "/a[1]{b}?c[]=1", headers: [] }],
];

const HAS_CURL = spawnSync("sh", ["-c", "curl --version && echo | base64 -d"]).status === 0;

/** Header fields that both clients add by themselves. */
const OWN = ["host", "user-agent", "accept", "connection", "content-length", "expect"];

function fieldsOf(raw: string[]): string[] {
  const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []));
  return lines.filter((line) => !OWN.includes(line.slice(0, line.indexOf(":")).toLowerCase()));
}

describe("toCurl", () => {
  for (const [what, { path, ...rest }] of REQUESTS) {
    it.skipIf(!HAS_CURL)(`sends the same as the kit: ${what}`, async () => {
      const { url, received } = await localServer(() => ({ status: 200 }));
      const request = { ...rest, url: `${url}${path}` };
      const transport = httpTransport();
      await transport.send(request, { timeoutMs: 5_000 });
      transport.close();
      const env = { PATH: process.env["PATH"], API_TOKEN: "tok en/1", KEY: "k%261" };
      const shell = promisify(execFile)("sh", [], { env });
      shell.child.stdin?.end(toCurl({ request, secrets: SECRETS }));
      await shell;
      const [ours, curls] = received.map((each) => ({
        ...{
          method: each.method,
          url: each.url,
          body: each.body.toString("base64"),
          length: each.headers["content-length"] ?? "0",
        },
        fields: fieldsOf(each.rawHeaders),
      }));
      expect(curls).toEqual(ours);
    });
  }

  it("shows no secret", () => {
    const headers: [string, string][] = [
      ["Authorization", "Bearer tok en/1"],
      ["X-Key", "k&1"],
      ["Cookie", "a=1; sid=k%261"],
    ];
    const command = toCurl({ request: { method: "GET", url: "http://h/?key=k%261&x=1", headers }, secrets: SECRETS });
    expect(command).toBe(
      [
        'curl -sS -i --path-as-is "http://h/?key=$KEY&x=1"',
        '-H "Authorization: Bearer $API_TOKEN"',
        '-H "X-Key: $KEY"',
        '-H "Cookie: a=1; sid=$KEY"',
      ].join(" \\\n  "),
    );
  });

  it("asks for the head only of a HEAD", () => {
    expect(toCurl({ request: { method: "HEAD", url: "http://h/", headers: [] }, secrets: [] })).toContain(
      " --head 'http://h/'",
    );
  });

  it("says when instants were computed that date cannot write", () => {
    const instants = [{ text: "soon", fromNow: 120 }];
    const input = { request: { method: "GET", url: "http://h/", headers: [] }, secrets: [], instants, instantsAt: 0 };
    expect(toCurl(input)).toMatch(/^# Its instants were computed at 1970-01-01T00:00:00\.000Z; .*\ncurl /);
  });

  it("breaks a form into its lines", () => {
    const { contentType, bytes } = encodeMultipart([{ name: "id", value: "it's 5 % \\ é" }], { seed: "s" });
    const request: WireRequest = {
      method: "POST",
      url: "http://h/",
      headers: [["Content-Type", contentType]],
      body: bytes,
    };
    const boundary = contentType.replace(/.*=/, "");
    expect(toCurl({ request, secrets: [] }).split("\n").slice(0, 6)).toEqual([
      `printf %b '--${boundary}\\r\\n' \\`,
      `  'Content-Disposition: form-data; name="id"\\r\\n' \\`,
      "  '\\r\\n' \\",
      "  'it'\\''s 5 % \\\\ \\0303\\0251\\r\\n' \\",
      `  '--${boundary}--\\r\\n' |`,
      "curl -sS -i --path-as-is -X POST 'http://h/' \\",
    ]);
  });

  for (const [what, segment, pattern] of [
    ["a bound", { instant: "now+PT2M", guard: 1 }, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/],
    ["an offset", { instant: "now+PT2M", guard: 1, offset: "-05:30", fraction: "" }, /:\d\d-05:30$/],
    ["a fraction", { instant: "now+PT2M", guard: 1, fraction: "123456", lowerCase: true }, /\.123456z$/],
  ] satisfies [string, InstantSegment, RegExp][]) {
    it.skipIf(!HAS_CURL)(`computes instants when it is run: ${what}`, async () => {
      const { url, received } = await localServer(() => ({ status: 200 }));
      const yesterday = Date.now() - 86_400_000;
      const context = { now: yesterday, guard: 2_000, fresh: () => "" };
      const text = renderText({ $text: [segment] }, context);
      const form = encodeMultipart([{ name: "at", value: text }], { seed: "s" });
      const request = {
        ...{ method: "POST", url: `${url}/?at=${percentEncode(text)}`, body: form.bytes },
        headers: [["Content-Type", form.contentType]] satisfies [string, string][],
      };
      const instants = sentInstants({ value: { $text: [segment] } }, context);
      const before = Math.floor(Date.now() / 1_000);
      const shell = promisify(execFile)("sh", []);
      shell.child.stdin?.end(toCurl({ request, secrets: [], instants, instantsAt: yesterday }));
      await shell;
      const after = Math.ceil(Date.now() / 1_000);
      const [{ url: target = "", body = Buffer.of() } = {}] = received;
      const inForm = /\r\n\r\n(.*)\r\n/.exec(body.toString())?.[1] ?? "";
      for (const sent of [new URL(target, url).searchParams.get("at") ?? "", inForm]) {
        expect(sent).toMatch(pattern);
        const seconds = Math.floor(instantOf(sent) / 1_000);
        expect(seconds).toBeGreaterThanOrEqual(before + 122);
        expect(seconds).toBeLessThanOrEqual(after + 122);
      }
    });
  }

  it("leaves alone what no date command writes", () => {
    const context = { now: Date.UTC(2026, 0, 31, 9), guard: 0 };
    const edit = { pattern: "T", replacement: " " };
    const of = (segment: InstantSegment) => sentInstants([{ $text: ["x", segment] }], context)[0];
    expect(of({ instant: "now", edit })?.format).toBe("%Y-%m-%d %H:%M:%S.000Z");
    expect(of({ instant: "now", edit: { pattern: "-01-", replacement: "-13-" } })?.format).toBeUndefined();
    expect(of({ instant: "2026-01-31T09:00:00Z" })).toBeUndefined();
  });
});
