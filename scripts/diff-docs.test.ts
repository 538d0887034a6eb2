import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./testing/run-cli.ts";

const DIFF = join(ROOT, "generator/diff");
const OUTCOMES: Record<string, string> = { breaking: "breaking", unproved: "unproved", "non-breaking": "compatible" };

/** `request-refused breaking` for each row of the tables of docs/diff.md. */
function documented(text: string): string[] {
  const rows = text.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (breaking|unproved|compatible) \|/gm);
  return [...rows].flatMap(([, rules = "", outcome]) =>
    [...rules.matchAll(/`([a-z-]+)`/g)].map(([, rule]) => `${rule} ${outcome}`),
  );
}

/** The same, as the code says it. */
function coded(source: string): string[] {
  const literal = [...source.matchAll(/kind: "([a-z-]+)",\s*rule: "([a-z-]+)"/g)].map(([, kind = "", rule]) => [
    rule,
    kind,
  ]);
  const told = [...source.matchAll(/(?:\?\? |\(\) => |"parameter", |"media-type", )"([a-z]+(?:-[a-z]+)+)"/g)].map(
    ([, rule]) => [rule, "breaking"],
  );
  const doubted = [...source.matchAll(/unproved: "([a-z-]+)"/g)].map(([, rule]) => [rule, "unproved"]);
  const quiet = [...source.matchAll(/(?:\{\s*rule: |quiet\()"([a-z-]+)",/g)].map(([, rule]) => [rule, "non-breaking"]);
  return [...literal, ...told, ...doubted, ...quiet].map(([rule, kind = ""]) => `${rule} ${OUTCOMES[kind]}`);
}

it("docs/diff.md names the rules that there are, with their outcomes", async () => {
  const files = (await readdir(DIFF)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const sources = await Promise.all(files.map((name) => readFile(join(DIFF, name), "utf8")));
  const text = await readFile(join(ROOT, "docs/diff.md"), "utf8");
  const rules = new Set(sources.flatMap(coded));
  // `not-compared` has a sentence of its own.
  expect([...new Set([...documented(text), "not-compared unproved"])].sort()).toEqual([...rules].sort());
  expect(text).toContain("(`not-compared`)");
});
