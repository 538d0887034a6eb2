import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { type LocalHandler, localServer } from "./fixture/local-server.ts";
import { ACCEPTED, REJECTED, UNAUTHORIZED } from "./fixture/notes-contract.ts";
import { CREATED, forgetsLimit, keepsContract } from "./fixture/notes-server.ts";

interface JsonResults {
  testResults: {
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] }[];
  }[];
}

const KIT = import.meta.dirname;

/** Runs Vitest itself on a suite of `describeContract`. */
async function vitest(handler: LocalHandler, options: string, subjectOptions = "", host = "127.0.0.1") {
  const url = (await localServer(handler)).url.replace("127.0.0.1", host);
  const folder = await mkdtemp(join(tmpdir(), "contract-kit-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (path: string) => JSON.stringify(join(KIT, path));
  await writeFile(
    join(folder, "suite.test.ts"),
    `import { describeContract } from ${at("vitest.ts")};
    import { notesArtefacts, notesCases } from ${at("fixture/notes-contract.ts")};
    import { urlSubject } from ${at("./url-subject.ts")};
    const skipped = [{ name: "createNote/long", tests: { keyword: "x", pointer: "" }, reason: "too long" }];
    const subject = urlSubject(${JSON.stringify(url)}, { credentials: { token: "good-token" }, ${subjectOptions} });
    describeContract({ artefacts: notesArtefacts(notesCases(undefined, skipped)), subject, ${options} });`,
  );
  const bin = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const out = join(folder, "results.json");
  const args = [bin, "run", "--root", folder, "--reporter", "json", "--outputFile", out];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
  await promisify(execFile)(process.execPath, args, { env }).catch(() => undefined);
  const results = (await import(out, { with: { type: "json" } })) as { default: JsonResults };
  return results.default.testResults.flatMap((file) => file.assertionResults);
}

const [TESTABLE, STALE, TRIED] = [
  "the target can be tested",
  "every entry of the known-failing list means a case",
  "all could be tried",
] as const;

describe("describeContract", () => {
  it("declares one test per case, grouped by operation", async () => {
    const tests = await vitest(keepsContract, "");
    expect(tests.map(({ ancestorTitles, title, status }) => [...ancestorTitles.slice(1), title, status])).toEqual([
      [TESTABLE, "passed"],
      ["createNote", ACCEPTED.name, "passed"],
      ["createNote", REJECTED.name, "passed"],
      ["createNote", UNAUTHORIZED.name, "passed"],
      ["createNote", "createNote/long", "skipped"],
      [STALE, "passed"],
      [TRIED, "passed"],
    ]);
    expect(tests[0]?.ancestorTitles[0]).toMatch(/^contract of http:/);
  });

  it("says all about a failure, and only runs what is selected", async () => {
    const tests = await vitest(forgetsLimit, `only: ["createNote/body"]`);
    expect(tests.map(({ title, status }) => [title, status])).toEqual([
      [TESTABLE, "passed"],
      [ACCEPTED.name, "passed"],
      [REJECTED.name, "failed"],
      [STALE, "passed"],
      [TRIED, "passed"],
    ]);
    const [message = ""] = tests[2]?.failureMessages ?? [];
    expect(message).toContain("rejected-when-invalid");
    for (const label of ["where", "what", "sends", "got", "curl", "hint"])
      expect(message).toMatch(new RegExp(`^${label} +\\S`, "m"));
    expect(message).not.toContain("run-case.ts");
  });

  it("lets known failures fail, and fails those that pass and stale entries", async () => {
    const list = `knownFailing: [{ case: ${JSON.stringify(REJECTED.name)}, reason: "old" }, { case: "gone", reason: "older" }]`;
    const failed = async (handler: LocalHandler) =>
      (await vitest(handler, "", list)).filter(({ status }) => status === "failed").map(({ title }) => title);
    expect(await failed(forgetsLimit)).toEqual([STALE]);
    expect(await failed(keepsContract)).toEqual([REJECTED.name, STALE]);
  });

  it("fails one test, with the fix, when there is nothing to test", async () => {
    const tests = await vitest(() => ({ status: 404 }), "");
    expect(tests.map(({ title, status }) => [title, status])).toEqual([
      [TESTABLE, "failed"],
      ...tests.slice(1).map(({ title }) => [title, "skipped"]),
    ]);
    expect(tests[0]?.failureMessages[0]).toMatch(
      /answers 404 to every operation, e\.g\. POST \S+ \[wrong-base-path\]\n {2}hint: Mend the base path/,
    );
  });

  it("writes to no other machine unasked", async () => {
    let count = 0;
    const counting: LocalHandler = (request, response) => {
      count++;
      return keepsContract(request, response);
    };
    const tests = await vitest(counting, "", "", "0.0.0.0");
    expect(count).toBe(0);
    expect(tests[0]?.failureMessages[0]).toMatch(
      /all 4 cases are skipped: POST may change data at http:\/\/0\.0\.0\.0:\d+/,
    );
  });

  it("sends random requests when it is asked to", async () => {
    const careful: LocalHandler = ({ body }) => {
      try {
        const { title } = JSON.parse(body.toString()) as { title?: unknown };
        return typeof title === "string" && [...title].length <= 5
          ? CREATED
          : { status: 400, body: { error: "title" } };
      } catch {
        return { status: 400, body: { error: "no JSON" } };
      }
    };
    const tests = await vitest(careful, `fuzz: { runs: 2 }, only: ["*/fuzz/**"]`);
    const fuzz = tests.filter(({ title }) => title.includes("/fuzz/"));
    expect(fuzz.map(({ title }) => title)).toEqual(
      ["valid", "invalid", "bytes"].map((each) => `createNote/fuzz/${each}`),
    );
    expect(fuzz.some(({ status }) => status === "passed")).toBe(true);
  });

  it("skips what is left when the time is over, and fails for it", async () => {
    const tests = await vitest(keepsContract, "maxTimeMs: 1");
    expect(tests.filter(({ status }) => status === "passed").map(({ title }) => title)).toEqual([TESTABLE, STALE]);
    expect(tests.at(-1)).toMatchObject({ title: TRIED, status: "failed" });
    expect(tests.at(-1)?.failureMessages[0]).toContain("Cut short: the time of 0.001 s was over before 3 cases");
  });

  it("waits for no target that is lost", async () => {
    let count = 0;
    const tests = await vitest((request, response) => {
      if (++count < 3) return keepsContract(request, response);
      const { server } = response.socket as Socket & { server: Server };
      server.close();
      server.closeAllConnections();
      return undefined;
    }, "");
    expect(tests.map(({ status }) => status)).toEqual([
      ...["passed", "passed", "failed", "skipped", "skipped", "passed", "failed"],
    ]);
    expect(tests.at(-1)?.failureMessages[0]).toContain("the target accepts no connections any more");
  });
}, 60_000);
