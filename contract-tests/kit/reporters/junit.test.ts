import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { localServer } from "../fixture/local-server.ts";
import { ACCEPTED, REJECTED, UNAUTHORIZED } from "../fixture/notes-contract.ts";
import { notesReport } from "../fixture/notes-report.ts";
import { forgetsLimit, keepsContract } from "../fixture/notes-server.ts";
import { renderJunit } from "./junit.ts";

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** The shape that Surefire documents and Jenkins accepts: attributes by element, the required ones marked. */
const SHAPE: Record<string, { attributes: string[]; children: string[] }> = {
  testsuites: { attributes: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    attributes: ["name!", "tests!", "failures!", "errors!", "skipped", "time"],
    children: ["testcase"],
  },
  testcase: { attributes: ["name!", "classname", "time"], children: ["failure", "skipped", "error"] },
  error: { attributes: ["message", "type"], children: [] },
  failure: { attributes: ["message", "type"], children: [] },
  skipped: { attributes: ["message"], children: [] },
};

function parse(xml: string): Element {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    trimValues: false,
  });
  const nodes = parser.parse(xml) as Record<string, unknown>[];
  const [root] = elementsOf(nodes).filter(({ name }) => name !== "?xml");
  if (!root) throw new Error("there is no element");
  return root;
}

function elementsOf(nodes: Record<string, unknown>[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ":@") ?? "";
    if (name === "#text") return [];
    const inner = node[name] as Record<string, unknown>[];
    const text = inner.map((each) => each["#text"] ?? "").join("");
    return [{ name, attributes: (node[":@"] ?? {}) as Record<string, string>, children: elementsOf(inner), text }];
  });
}

function expectShape({ name, attributes, children }: Element): void {
  const shape = SHAPE[name];
  if (!shape) throw new Error(`there is no element ${name}`);
  const known = shape.attributes.map((each) => each.replace("!", ""));
  expect(known).toEqual(expect.arrayContaining(Object.keys(attributes)));
  const required = shape.attributes.filter((each) => each.endsWith("!")).map((each) => each.slice(0, -1));
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining(required));
  for (const figure of ["tests", "failures", "errors", "skipped"]) {
    if (figure in attributes) expect(attributes[figure]).toMatch(/^\d+$/);
  }
  if ("time" in attributes) expect(attributes["time"]).toMatch(/^\d+\.\d{3}$/);
  for (const child of children) {
    expect(shape.children).toContain(child.name);
    expectShape(child);
  }
  for (const [figure, count] of Object.entries(countsOf(children))) {
    if (figure in attributes && name.startsWith("testsuite"))
      expect([name, figure, attributes[figure]]).toEqual([name, figure, String(count)]);
  }
}

/** What the figures of suites have to be, by what is in them. */
function countsOf(children: readonly Element[]): Record<string, number> {
  const cases = children.flatMap((child) => (child.name === "testsuite" ? child.children : child));
  const having = (verdict: string) => cases.filter((each) => each.children.some(({ name }) => name === verdict)).length;
  return {
    ...{ tests: cases.length, failures: having("failure") },
    ...{ errors: having("error"), skipped: having("skipped") },
  };
}

describe("renderJunit", () => {
  it("has a suite per operation and a test case per case, with everything about a failure", async () => {
    const { url } = await localServer(forgetsLimit);
    const knownFailing = [{ case: "gone", reason: "x" }];
    const root = parse(renderJunit(await notesReport(url, { knownFailing, skip: ["createNote/credentials"] })));
    expectShape(root);
    expect(root.attributes).toMatchObject({ name: `Notes 1.0.0 → ${url}`, tests: "4", failures: "2" });
    const [suite, stale] = root.children;
    expect(suite?.attributes).toMatchObject({ name: "createNote", tests: "3", failures: "1", skipped: "1" });
    expect(
      suite?.children.map(({ attributes, children }) => [attributes["name"], ...children.map(({ name }) => name)]),
    ).toEqual([[ACCEPTED.name], [REJECTED.name, "failure"], [UNAUTHORIZED.name, "skipped"]]);
    const failure = suite?.children[1]?.children[0];
    expect(failure?.attributes).toMatchObject({
      type: "rejected-when-invalid",
      message: expect.stringMatching(/^a request that breaks `maxLength`/),
    });
    expect(failure?.text).toMatch(/^curl {3}curl .* \\\n {9}-H "Authorization: Bearer \$TOKEN"/m);
    expect(stale?.attributes).toMatchObject({ name: "known-failing", tests: "1", failures: "1" });
  });

  it("counts a run that was cut short as an error", async () => {
    const { url } = await localServer(keepsContract);
    const report = await notesReport(url);
    const cut = { ...report, summary: { ...report.summary, cutShort: "the time was over" } };
    const root = parse(renderJunit(cut));
    expectShape(root);
    expect(root.attributes).toMatchObject({ tests: "4", failures: "0", errors: "1" });
    expect(root.children[1]?.children[0]?.children[0]).toMatchObject({
      name: "error",
      attributes: { message: "cut short: the time was over" },
    });
  });

  it("says why a known failure is none", async () => {
    const { url } = await localServer(forgetsLimit);
    const root = parse(
      renderJunit(await notesReport(url, { knownFailing: [{ case: REJECTED.name, reason: 'old <&"' }] })),
    );
    const [found] = root.children[0]?.children[1]?.children ?? [];
    expect(found).toMatchObject({ name: "skipped", attributes: { message: 'known to fail: old <&"' } });
  });

  it("holds whatever a server says", async () => {
    const said = ']]></failure><x a="b">&lt;&#0;\u0000\u001b[2J\ufffe\u{1f600}\ud800\r\n';
    const { url } = await localServer(() => ({
      status: 200,
      headers: { "X-Left": "1" },
      body: { [said]: said, id: said },
    }));
    const root = parse(renderJunit(await notesReport(url, { only: [REJECTED.name] })));
    expectShape(root);
    const text = root.children[0]?.children[0]?.children[0]?.text ?? "";
    expect(text).toContain(']]></failure><x a=\\"b\\">&lt;&#0;');
    const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
    expect(codes.filter((code) => (code < 32 && code !== 10) || code === 0xfffe)).toEqual([]);
    expect(text).toContain("\\ufffe");
  });
});
