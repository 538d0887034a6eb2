import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { type LocalHandler, localServer } from "./fixture/local-server.ts";
import { ACCEPTED, REJECTED, UNAUTHORIZED } from "./fixture/notes-contract.ts";
import { forgetsLimit, keepsContract } from "./fixture/notes-server.ts";

interface JsonResults {
  testResults: {
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] }[];
  }[];
}

const KIT = import.meta.dirname;

/** Runs Vitest itself on a suite of `describeContract`. */
async function vitest(handler: LocalHandler, options: string, subjectOptions = "") {
  const { url } = await localServer(handler);
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

const STALE = "every entry of the known-failing list means a case";

describe("describeContract", () => {
  it("declares one test per case, grouped by operation", async () => {
    const tests = await vitest(keepsContract, "");
    expect(tests.map(({ ancestorTitles, title, status }) => [...ancestorTitles.slice(1), title, status])).toEqual([
      ["createNote", ACCEPTED.name, "passed"],
      ["createNote", REJECTED.name, "passed"],
      ["createNote", UNAUTHORIZED.name, "passed"],
      ["createNote", "createNote/long", "skipped"],
      [STALE, "passed"],
    ]);
    expect(tests[0]?.ancestorTitles[0]).toMatch(/^contract of http:/);
  });

  it("says all about a failure, and only runs what is selected", async () => {
    const tests = await vitest(forgetsLimit, `only: ["createNote/body"]`);
    expect(tests.map(({ title, status }) => [title, status])).toEqual([
      [ACCEPTED.name, "passed"],
      [REJECTED.name, "failed"],
      [STALE, "passed"],
    ]);
    const [message = ""] = tests[1]?.failureMessages ?? [];
    expect(message).toContain("rejected-when-invalid");
    for (const label of ["where", "what", "sends", "got", "curl", "hint"])
      expect(message).toMatch(new RegExp(`^${label} +\\S`, "m"));
    expect(message).not.toContain("run-case.ts");
  });

  it("lets known failures fail, and fails those that pass and stale entries", async () => {
    const list = `knownFailing: [{ case: ${JSON.stringify(REJECTED.name)}, reason: "old" }, { case: "gone", reason: "older" }]`;
    const statuses = async (handler: LocalHandler) => (await vitest(handler, "", list)).map(({ status }) => status);
    expect(await statuses(forgetsLimit)).toEqual(["passed", "passed", "passed", "skipped", "failed"]);
    expect(await statuses(keepsContract)).toEqual(["passed", "failed", "passed", "skipped", "failed"]);
  });

  it("fails at once when there is nothing to test", async () => {
    const tests = await vitest(() => ({ status: 404 }), "");
    expect(tests.filter(({ status }) => status === "passed")).toEqual([]);
  });
}, 60_000);
