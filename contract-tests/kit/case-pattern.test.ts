import { describe, expect, it } from "vitest";
import { casePattern } from "./case-pattern.ts";

describe("casePattern", () => {
  const matches = (pattern: string, name: string) => casePattern([pattern])(name);

  it("is a glob over the full name", () => {
    expect(matches("op/body/*/maxLength/**", "op/body/id/maxLength/1025 astral")).toBe(true);
    expect(matches("op/*", "op/body/id")).toBe(false);
    expect(matches("**/{a,b} twice", "op/multipart/b twice")).toBe(true);
  });

  it("takes a name, and the beginning of one up to a slash", () => {
    expect(matches("op", "op/body/id")).toBe(true);
    expect(matches("op/body", "op/bodyless/id")).toBe(false);
    expect(matches("op/x [a] (b) {c}? *", "op/x [a] (b) {c}? *")).toBe(true);
  });

  it("is not confused by dots, slashes, line ends and emoji in a name", () => {
    for (const name of ["op/..", "op/a/../b", "op/./b", "op/.hidden", "op//", "op/a\nb", "op/😀\r\n/."]) {
      expect(matches("**", name), name).toBe(true);
      expect(matches("op/**", name), name).toBe(true);
    }
    expect(matches("op/..", "op/..")).toBe(true);
  });

  it("means a case when one of the patterns does, and none without a pattern", () => {
    expect(casePattern(["a", "b/**"])("b/c")).toBe(true);
    expect(casePattern([])("b/c")).toBe(false);
  });
});
