import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { DocumentError, type Problem } from "../problem.ts";
import { parseSource, type SourceFile } from "../read.ts";
import { applyOverlays } from "./apply-overlays.ts";

const DOCUMENT = `openapi: 3.1.1
info: { title: Words }
tags: [{ name: a }, { name: b }, { name: c }]
list: [1, 2, 3]
deep: { one: { keep: 1, change: 2 }, two: { keep: 1 } }
same: &same { x: 1 }
again: *same
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "overlays-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function source(): SourceFile {
  return parseSource("api.yaml", DOCUMENT) as SourceFile;
}

/** An overlay with these actions, in YAML. */
const overlay = (actions: string, version = "1.1.0") => `overlay: ${version}
info: { title: t, version: 1.0.0 }
actions:
${actions}
`;

async function apply(...texts: string[]): Promise<SourceFile> {
  const files = texts.map((_, index) => join(folder, `${index}.overlay.yaml`));
  await Promise.all(texts.map((text, index) => writeFile(files[index] ?? "", text)));
  return applyOverlays(source(), files);
}

async function refusalOf(...texts: string[]): Promise<readonly Problem[]> {
  try {
    await apply(...texts);
  } catch (error) {
    if (error instanceof DocumentError) return error.problems;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("applyOverlays", () => {
  const applied: [what: string, actions: string, expected: JsonObject][] = [
    [
      "merges objects as deeply as they go",
      "  - { target: $.deep, update: { one: { change: 3, add: { x: 1 } } } }",
      { deep: { one: { keep: 1, change: 3, add: { x: 1 } }, two: { keep: 1 } } },
    ],
    ["concatenates arrays in them", "  - { target: $, update: { list: [4, 5] } }", { list: [1, 2, 3, 4, 5] }],
    ["appends an entry", "  - { target: $.list, update: 4 }", { list: [1, 2, 3, 4] }],
    ["appends the entries of an array", "  - { target: $.list, update: [4, [5]] }", { list: [1, 2, 3, 4, [5]] }],
    [
      "replaces single values",
      "  - { target: $.deep.one.change, update: text }",
      { deep: { one: { keep: 1, change: "text" }, two: { keep: 1 } } },
    ],
    [
      "changes every node that is selected",
      "  - { target: $.deep.*, update: { keep: 2 } }",
      { deep: { one: { keep: 2, change: 2 }, two: { keep: 2 } } },
    ],
    ["removes members", "  - { target: $.deep.one, remove: true }", { deep: { two: { keep: 1 } } }],
    [
      "removes items by what they are",
      "  - { target: \"$.tags[?@.name != 'b']\", remove: true }",
      { tags: [{ name: "b" }] },
    ],
    ["removes several items, in any order", '  - { target: "$.list[2,0]", remove: true }', { list: [2] }],
    ["removes what stands in what is removed", '  - { target: "$.deep..*", remove: true }', { deep: {} }],
    [
      "copies, and moves by removing then",
      "  - { target: $, update: { moved: {} } }\n  - { target: $.moved, copy: $.deep.two }\n  - { target: $.deep, remove: true }",
      { moved: { keep: 1 }, deep: undefined as never },
    ],
    [
      "copies into what is copied",
      "  - { target: $.deep.two, copy: $.deep }",
      { deep: { one: { keep: 1, change: 2 }, two: { keep: 1, one: { keep: 1, change: 2 }, two: { keep: 1 } } } },
    ],
    [
      "applies an action to what the one before has made",
      '  - { target: $.list, update: 4 }\n  - { target: "$.list[?@ == 4]", remove: true }',
      { list: [1, 2, 3] },
    ],
    [
      "does not change what a YAML alias repeats",
      "  - { target: $.same, update: { x: 2 } }",
      { same: { x: 2 }, again: { x: 1 } },
    ],
  ];

  it.each(applied)("%s", async (_what, actions, expected) => {
    const { value } = await apply(overlay(actions));
    expect(value).toEqual({ ...source().value, ...expected });
  });

  it("applies overlays in their order, and leaves the document that it was given as it is", async () => {
    const given = source();
    const { value } = await apply(
      overlay("  - { target: $.info, update: { title: One, version: '1' } }"),
      overlay("  - { target: $.info, update: { title: Two } }"),
    );
    expect(value["info"]).toEqual({ title: "Two", version: "1" });
    expect(given.value["info"]).toEqual({ title: "Words" });
  });

  it("reads 1.0, where values of another kind are replaced", async () => {
    const { value } = await apply(overlay("  - { target: $.deep, update: { one: 5 } }", "1.0.0"));
    expect(value["deep"]).toEqual({ one: 5, two: { keep: 1 } });
  });

  it("gives a member of any name to the document, and to nothing else", async () => {
    const { value } = await apply(
      `{"overlay":"1.1.0","info":{"title":"t","version":"1"},"actions":[{"target":"$","update":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}]}`,
    );
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("a problem of a changed document", () => {
  const at = async (actions: string, pointer: string) => {
    const { problemAt } = await apply(overlay(actions));
    const { file, line, pointer: place } = problemAt(pointer, { what: "", hint: "", rule: "" });
    return `${file.replace(folder, "").slice(1) || file}:${line} ${place}`.replace(/^pi\.yaml/, "api.yaml");
  };

  it("is told in the document where the overlay has changed nothing", async () => {
    expect(await at("  - { target: $.info, update: { version: '1' } }", "/info/title")).toBe("api.yaml:2 /info/title");
  });

  it("is told in the overlay where it has", async () => {
    const actions = "  - target: $.info\n    update:\n      version: '1'";
    expect(await at(actions, "/info/version")).toBe("0.overlay.yaml:6 /actions/0/update/version");
    expect(await at(actions, "/info/version/inside")).toBe("0.overlay.yaml:6 /actions/0/update/version/inside");
  });

  it("is told where an item stood before others went", async () => {
    const actions = '  - { target: "$.tags[0]", remove: true }\n  - { target: $.tags, update: { name: d } }';
    expect(await at(actions, "/tags/1/name")).toBe("api.yaml:3 /tags/2/name");
    expect(await at(actions, "/tags/2/name")).toBe("0.overlay.yaml:5 /actions/1/update/name");
  });

  it("is told where what was copied stands", async () => {
    const actions =
      "  - { target: $.deep.one, update: { new: 1 } }\n  - { target: $.deep.two, copy: $.deep.one }\n  - { target: $.deep.one, remove: true }";
    expect(await at(actions, "/deep/two/change")).toBe("api.yaml:5 /deep/one/change");
    expect(await at(actions, "/deep/two/new")).toBe("0.overlay.yaml:4 /actions/0/update/new");
  });
});

describe("an overlay that cannot be applied", () => {
  it("is refused where it selects nothing, with what is still there, for each such action", async () => {
    const actions =
      "  - { target: $.deep.three.x, update: { a: 1 } }\n  - { target: $.info, update: { b: 1 } }\n  - { target: \"$.tags[?@.name == 'z']\", remove: true }";
    expect(await refusalOf(overlay(actions))).toMatchObject([
      {
        file: join(folder, "0.overlay.yaml"),
        line: 4,
        pointer: "/actions/0/target",
        rule: "overlay-without-match",
        what: "selects nothing in api.yaml: $.deep.three.x",
        hint: expect.stringContaining("$.deep is still there"),
      },
      { line: 6, pointer: "/actions/2/target", rule: "overlay-without-match" },
    ]);
  });

  const refused: [what: string, text: string, expected: Partial<Problem>][] = [
    ["no overlay", "openapi: 3.1.1\n", { pointer: "", what: "is no overlay: it has no `overlay` member" }],
    ["a list", "- 1\n", { what: "is no overlay: it has no `overlay` member" }],
    ["broken YAML", "overlay: [", { rule: "invalid-yaml" }],
    ["another version", overlay("  - { target: $, update: {} }", "2.0.0"), { pointer: "/overlay", line: 1 }],
    [
      "no info",
      "overlay: 1.0.0\nactions: [{ target: $, update: {} }]\n",
      { pointer: "", what: expect.stringContaining("`info`") },
    ],
    ["no actions", "overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions: []\n", { pointer: "/actions", line: 3 }],
    ["a member with a spelling mistake", overlay("  - { taget: $, update: {} }"), { pointer: "/actions/0/taget" }],
    ["an action that changes nothing", overlay("  - { target: $ }"), { what: "changes nothing" }],
    [
      "an action with two changes",
      overlay("  - { target: $.info, remove: true, update: {} }"),
      { what: "has update and remove" },
    ],
    ["copy in 1.0", overlay("  - { target: $.info, copy: $.deep }", "1.0.0"), { pointer: "/actions/0/copy" }],
    [
      "single values in 1.0",
      overlay("  - { target: $.info.title, update: x }", "1.0.0"),
      { pointer: "/actions/0/target", hint: "write `overlay: 1.1.0`" },
    ],
    [
      "several entries in 1.0",
      overlay("  - { target: $.list, update: [4] }", "1.0.0"),
      { pointer: "/actions/0/update" },
    ],
    [
      "no JSONPath",
      overlay("  - { target: '$.[', update: {} }"),
      { pointer: "/actions/0/target", what: expect.stringContaining("is no JSONPath expression") },
    ],
    [
      "an object for an array",
      overlay("  - { target: $, update: { list: {} } }"),
      { pointer: "/actions/0/update", what: "/list is an array and the update is an object" },
    ],
    [
      "a value for an object",
      overlay("  - { target: $.info, update: 1 }"),
      { what: "/info is an object and the update is a single value" },
    ],
    [
      "nodes of several kinds",
      overlay("  - { target: $.*, update: {} }"),
      { what: "selects a single value and an array and an object: $.*" },
    ],
    ["all of it removed", overlay("  - { target: $, remove: true }"), { what: "selects the whole document" }],
    [
      "several nodes to copy",
      overlay("  - { target: $.info, copy: $.deep.* }"),
      { pointer: "/actions/0/copy", what: "selects 2 nodes: $.deep.*" },
    ],
    [
      "a copy of a copy, without end",
      overlay(Array.from({ length: 60 }, () => "  - { target: $.deep.two, copy: $ }").join("\n")),
      { what: expect.stringMatching(/more than/) },
    ],
  ];

  it.each(refused)("is refused: %s", async (_what, text, expected) => {
    const problems = await refusalOf(text);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: expect.any(String), hint: expect.stringMatching(/./), ...expected }),
    );
  });

  it("is refused when it is not there", async () => {
    await expect(applyOverlays(source(), [join(folder, "none.yaml")])).rejects.toThrow(
      /none\.yaml: there is no such file \[unreadable\]\n {2}hint: give the path of an overlay/,
    );
  });
});
