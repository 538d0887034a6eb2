import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { arenasOf, without } from "./arenas.ts";
import { comparisonTable } from "./comparison-table.ts";
import { findSchemathesis } from "./find-schemathesis.ts";
import { runSchemathesis } from "./run-schemathesis.ts";

let folder = "";

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), "schemathesis-test-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  folder = made;
});

/** A program in the folder that runs some JavaScript. */
function program(name: string, code: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/usr/bin/env node\n${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.skipIf(process.platform === "win32")("findSchemathesis", () => {
  const node = dirname(process.execPath);
  const onPath = (more: NodeJS.ProcessEnv = {}) => findSchemathesis({ PATH: `${folder}${delimiter}${node}`, ...more });

  it("finds st, whatever else there is", async () => {
    program("schemathesis", 'console.error("broken"); process.exit(3)');
    program("st", 'console.log("st, version 4.32.5")');
    expect(await onPath()).toEqual({ command: "st", version: "4.32.5" });
  });

  it("finds nothing where there is none, or another program of that name", async () => {
    expect(await onPath()).toBeUndefined();
    program("st", 'console.log("st 0.9")');
    expect(await onPath()).toBeUndefined();
  });

  it("takes what is named, and says so when it is something else", async () => {
    program("st", 'console.log("st, version 4.32.5")');
    const own = program("own", 'console.log("own, version 4.1.0")');
    expect(await onPath({ SCHEMATHESIS: own })).toEqual({ command: own, version: "4.1.0" });
    await expect(onPath({ SCHEMATHESIS: node })).rejects.toThrow(/it is not Schemathesis\nhint: name its command/);
  });
});

describe.skipIf(process.platform === "win32")("runSchemathesis", () => {
  const report = {
    failures: [
      { type: "RejectedPositiveData", operations: ["POST /orders", "GET /products"] },
      { type: "RejectedPositiveData", operations: ["POST /orders"] },
    ],
    errors: [{ title: "Network Error" }],
    test_cases: { generated: 12 },
  };
  const fake = (exit: number, text = JSON.stringify(report)) =>
    program(
      "fake",
      `const { writeFileSync } = require("node:fs");
       const given = process.argv.slice(2);
       writeFileSync("given.json", JSON.stringify(given));
       console.log("what it says");
       ${text === "" ? "" : `writeFileSync(given.at(-1), ${JSON.stringify(text)});`}
       process.exit(${exit});`,
    );
  const run = (command: string, isStateful = true) =>
    runSchemathesis({
      ...{ command, document: "api.json", url: "http://127.0.0.1:1", header: "Authorization: Bearer x" },
      ...{ isStateful, seed: 7, seconds: 3, folder },
    });

  it("gives each kind of failure of an operation once, and the errors", async () => {
    const failures = ["Network Error", "RejectedPositiveData of GET /products", "RejectedPositiveData of POST /orders"];
    expect(await run(fake(1))).toEqual({ failures, cases: 12 });
    const given = JSON.parse(readFileSync(join(folder, "given.json"), "utf8")) as string[];
    expect(given.slice(0, 2)).toEqual(["run", "api.json"]);
    expect(given[given.indexOf("--phases") + 1]).toBe("examples,coverage,fuzzing,stateful");
    expect([given[given.indexOf("--seed") + 1], given[given.indexOf("--max-time") + 1]]).toEqual(["7", "3"]);
  });

  it("follows no links where there is nothing to follow", async () => {
    await run(fake(0), false);
    const given = JSON.parse(readFileSync(join(folder, "given.json"), "utf8")) as string[];
    expect(given[given.indexOf("--phases") + 1]).toBe("examples,coverage,fuzzing");
  });

  it("says what it says when it could not run, and never reads the report of another run", async () => {
    await run(fake(0));
    await expect(run(fake(2, ""))).rejects.toThrow("it could not run: what it says");
    await expect(run(fake(0, ""))).rejects.toThrow("ENOENT");
  });
});

describe("arenas", () => {
  it("leaves out what Schemathesis cannot know where the server keeps nothing", () => {
    const read = (name: string) => JSON.parse(readFileSync(`generated/${name}/openapi.json`, "utf8"));
    const [whole, seen] = arenasOf("direct-upload", read("direct-upload"));
    expect([whole?.remembers, seen?.remembers]).toEqual([true, false]);
    expect(JSON.stringify(whole?.document)).toContain("x-formatMinimum");
    expect(JSON.stringify(seen?.document)).not.toContain("x-formatMinimum");
    const orders = read("orders");
    expect(arenasOf("orders", orders).map(({ document }) => document)).toEqual([orders, orders]);
  });

  it("says when there is nothing to leave out", () => {
    expect(() => without({ a: {} }, [["a", "b", "c"]])).toThrow("/a/b/c: there is none");
  });
});

describe("comparisonTable", () => {
  it("counts by group, and all", () => {
    const of = (group: string, ours?: string, theirs?: string) => ({ group, name: "m", ours, theirs });
    expect(
      comparisonTable([of("a", "x", "y"), of("b", "x"), of("a", undefined, "y")])
        .split("\n")
        .slice(2),
    ).toEqual(["| a | 2 | 1 | 2 |", "| b | 1 | 1 | 0 |", "| **all** | 3 | 2 | 2 |"]);
  });
});
