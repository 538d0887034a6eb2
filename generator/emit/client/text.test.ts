import { describe, expect, it } from "vitest";
import { docComment, memberName, objectLiteral } from "./text.ts";

describe("memberName", () => {
  it.each([
    ["plain", "plain"],
    ["größe", "größe"],
    ["200", "200"],
    ["0200", '"0200"'],
    ["a-b", '"a-b"'],
    ["", '""'],
    ["__proto__", '["__proto__"]'],
  ])("writes %j as %s", (name, written) => {
    expect(memberName(name)).toBe(written);
  });
});

describe("objectLiteral", () => {
  it("is on one line when it is short, and leaves out what has no value", () => {
    expect(objectLiteral([])).toBe("{}");
    expect(
      objectLiteral([
        ["a", "1"],
        ["b", undefined],
      ]),
    ).toBe("{ a: 1 }");
    expect(
      objectLiteral([
        ["a", "{\n  x: 1,\n}"],
        ["b", "2"],
      ]),
    ).toBe("{\n  a: {\n    x: 1,\n  },\n  b: 2,\n}");
  });
});

describe("docComment", () => {
  it("wraps, and cannot be ended by its text", () => {
    expect(docComment([undefined, " "])).toBe("");
    expect(docComment(["a */ b"])).toBe("/** a *\\/ b */\n");
    expect(docComment(["a\r\nb", "c"], "  ")).toBe("  /**\n   * a\n   * b\n   *\n   * c\n   */\n");
    const lines = docComment(["word ".repeat(60)]).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(docComment(["a\u2028*/"])).toBe("/**\n * a\n * *\\/\n */\n");
  });
});
