import { Writable } from "node:stream";
import { WriteStream } from "node:tty";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Case } from "../../../spec/interchange/case.ts";
import { type LocalAnswer, type LocalHandler, localServer } from "../fixture/local-server.ts";
import { ACCEPTED, notesArtefacts, notesCases, REJECTED, UNAUTHORIZED } from "../fixture/notes-contract.ts";
import { CREATED, forgetsLimit, keepsContract } from "../fixture/notes-server.ts";
import { notesRun } from "../fixture/run-options.ts";
import { runContract } from "../run.ts";
import { listen } from "../run-event.ts";
import type { RunOptions } from "../run-options.ts";
import { type TerminalOptions, terminalReporter } from "./terminal.ts";

/** A stream that keeps what is written to it. */
class Screen extends Writable {
  text = "";
  readonly isTTY: boolean;
  readonly columns = 40;

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  readonly getColorDepth = WriteStream.prototype.getColorDepth;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

async function report(
  handler: LocalHandler,
  options: Partial<RunOptions> = {},
  terminal: TerminalOptions = {},
  isTTY = false,
) {
  const { url } = await localServer(handler);
  const screen = new Screen(isTTY);
  const stream = screen as unknown as NodeJS.WriteStream;
  await listen(runContract(notesRun(url, options)), [terminalReporter({ ...terminal, stream })]);
  return screen.text;
}

/** More cases of the same fault. */
function variants(count: number, of: Case): Case[] {
  return Array.from({ length: count }, (_, index) => ({ ...of, name: `${of.name}, variant ${index}` }));
}

beforeEach(() => {
  for (const name of ["NO_COLOR", "FORCE_COLOR", "NODE_DISABLE_COLORS"]) vi.stubEnv(name, undefined);
  vi.stubEnv("TERM", "xterm-256color");
});
afterEach(() => void vi.unstubAllEnvs());

describe("terminalReporter", () => {
  it("tells what to know of the target", async () => {
    const text = await report((request, response) => {
      const later = new Date(Date.now() + 600_000).toUTCString();
      const answer = keepsContract(request, response) as LocalAnswer;
      return { ...answer, headers: { ...answer.headers, Date: later } };
    });
    expect(text).toMatch(/\nNote: the target's clock is (?:10 min|9 min 59 s|10 min 1 s) ahead of this machine's;/);
  });

  it("says that a run was cut short", async () => {
    const text = await report(keepsContract, { maxTimeMs: 0.5 });
    expect(text).toContain("Cut short: the time of 0.0005 s was over before 3 cases.\nNot all was run.");
    expect(text).not.toContain("The contract is kept");
  });

  it("is short when all is well", async () => {
    const text = await report(keepsContract);
    expect(text).toContain("Notes 1.0.0 → http://127.0.0.1:");
    expect(text).toContain("3 cases · seed seed");
    expect(text).toMatch(/✔ createNote +3 passed\n/);
    expect(text).toMatch(/The contract is kept\. {2}3 passed · 0 failed {2}3 cases in \d+ ms · seed seed\n$/);
    expect(text.trim().split("\n").length).toBeLessThan(8);
  });

  it("says all about a failure", async () => {
    const text = await report(forgetsLimit);
    const lines = text.split("\n").map((line) => line.trim());
    expect(text).toMatch(/✖ createNote +2 passed +1 failed/);
    expect(lines).toContain("1 rejected-when-invalid  createNote › body/title/maxLength");
    expect(lines).toContain(`case     ${REJECTED.name}`);
    expect(lines).toContain(`where    openapi.json#${REJECTED.tests.pointer}`);
    expect(text).toMatch(
      /what +a request that breaks `maxLength` was answered 200; expected 400: refused because of its data/,
    );
    expect(lines).toContain('sends    body title = "a" × 6');
    expect(lines).toContain('got      200 OK application/json {"id":"n1"}');
    expect(text).toMatch(
      /curl +curl -sS -i --path-as-is -X POST 'http:.*' \\\n +-H "Authorization: Bearer \$TOKEN" \\\n/,
    );
    expect(text).toMatch(/hint +Count Unicode code points/);
    expect(text).toContain("The contract is broken.  2 passed · 1 failed");
  });

  it("shows one finding for one cause", async () => {
    const artefacts = notesArtefacts(notesCases([ACCEPTED, ...variants(9, REJECTED), UNAUTHORIZED]));
    const text = await report(forgetsLimit, { artefacts });
    expect(text.match(/rejected-when-invalid/g)).toHaveLength(1);
    expect(text).toContain("createNote › body/title/maxLength  9 cases");
    expect(text).toMatch(/like it +createNote\/body\/title\/maxLength\/6 characters, variant 1\n/);
    expect(text).toMatch(/and 5 more\n/);
  });

  it("takes a broken response for one cause, whatever the cases test", async () => {
    const artefacts = notesArtefacts(notesCases([REJECTED, UNAUTHORIZED]));
    const text = await report(({ headers }) => ({ status: headers.authorization ? 400 : 401, body: { error: 1 } }), {
      artefacts,
    });
    expect(text.match(/response-schema/g)).toHaveLength(2);
    const teapot = () => ({ status: 418, headers: { "Content-Type": "text/html" } });
    const html = await report(teapot, { artefacts, probe: false });
    expect(html.match(/\d (?:rejected-when-invalid|credentials-required)/g)).toHaveLength(2);
    expect(html).toMatch(/also +fails documented-status\n/);
  });

  it("takes a base request that fails for the cause of all that is answered alike, and leads with it", async () => {
    const base: Case = {
      ...ACCEPTED,
      name: "createNote/request/base",
      request: [],
      tests: { keyword: "paths", pointer: "" },
    };
    const artefacts = notesArtefacts(notesCases([...variants(3, REJECTED), ...variants(2, ACCEPTED), base]));
    const text = await report(({ body }) => (body.length > 17 ? CREATED : { status: 400, body: { error: "x" } }), {
      artefacts,
    });
    expect(text).toMatch(/ 1 accepted-when-valid {2}createNote › request {2}3 cases\n/);
    expect(text).toMatch(/ 2 rejected-when-invalid {2}createNote › body\/title\/maxLength {2}3 cases\n/);
    expect(text).not.toMatch(/^ 3 /m);
  });

  it("limits itself, and says so", async () => {
    const artefacts = notesArtefacts(notesCases([ACCEPTED, REJECTED, UNAUTHORIZED]));
    const text = await report(() => ({ status: 500 }), { artefacts, probe: false }, { most: 1 });
    expect(text).toContain("… and 1 finding more in 1 case\n");
  });

  it("tells of known failures, stale entries and what was skipped", async () => {
    const knownFailing = [
      { case: REJECTED.name, reason: "forgotten" },
      { case: "gone", reason: "long ago" },
    ];
    const text = await report(forgetsLimit, { knownFailing, skip: ["**/credentials/**"] });
    expect(text).toMatch(/✔ createNote +1 passed +1 known failing +1 skipped/);
    expect(text).toContain('known-failing "gone": means no case; listed because: long ago');
    expect(text).toContain("1 case of createNote skipped: left out by a pattern");
    expect(text).toContain("1 passed · 1 failed · 1 known failing · 1 skipped");
  });

  it("has one line for what a good run skipped, and the commonest reasons when something failed", async () => {
    const skipped = ["a", "b", "b", "c", "d", "d", "e"].map((reason, index) => ({
      name: `createNote/${index}`,
      tests: ACCEPTED.tests,
      reason,
    }));
    const artefacts = notesArtefacts(notesCases([ACCEPTED, REJECTED], skipped));
    const lines = (text: string) => text.split("\n").filter((line) => line.includes(" skipped") && !line.includes("✔"));
    const good = lines(await report(keepsContract, { artefacts }));
    expect(good[0]).toMatch(/^ {2}7 cases skipped, for 5 reasons: each is in a report of --reporter html=FILE/);
    expect(good).toHaveLength(2);
    expect(good[1]).toContain("7 skipped");
    const bad = lines(await report(forgetsLimit, { artefacts })).filter((line) => !line.includes("✖"));
    expect(bad.slice(0, 3).map((line) => line.trim())).toEqual([
      "2 cases of createNote skipped: b",
      "2 cases of createNote skipped: d",
      "1 case of createNote skipped: a",
    ]);
    expect(bad[3]).toMatch(/^ {2}2 more cases skipped: each is in a report/);
    expect(bad).toHaveLength(5);
  });

  it("lets no server write to the terminal", async () => {
    const text = await report(() => ({ status: 200, headers: { "X-Left": "1" }, body: "\u001b[2J\u0007 {}\n" }));
    expect(text.split("").filter((character) => character === "\u001b" || character === "\u0007")).toEqual([]);
    expect(text).toContain("\\u001b[2J\\u0007");
  });

  it("has colours and a live line on a terminal only", async () => {
    const plain = await report(forgetsLimit);
    expect(stripVTControlCharacters(plain)).toBe(plain);
    expect(plain).not.toContain("\r");
    // In CI there are no colours even on a terminal, unless they are asked for.
    vi.stubEnv("FORCE_COLOR", "1");
    const colourful = await report(forgetsLimit, {}, {}, true);
    expect(colourful).toContain("\r\u001b[2K\u001b[2m  1/3 createNote/body/");
    expect(colourful).toContain("\u001b[32m");
    vi.stubEnv("FORCE_COLOR", undefined);
    vi.stubEnv("NO_COLOR", "1");
    expect((await report(forgetsLimit, {}, {}, true)).replaceAll("\u001b[2K", "")).not.toContain("\u001b");
    for (const line of stripVTControlCharacters(colourful)
      .split(/[\r\n]/)
      .filter((each) => /^ +\d\/3 /.test(each))) {
      expect(line.length).toBeLessThan(40);
    }
  });
});
