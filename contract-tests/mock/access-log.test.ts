import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { accessLogLine } from "./access-log.ts";
import type { MockEvent } from "./events.ts";

const answered: MockEvent = {
  kind: "answered",
  method: "GET",
  path: "/a",
  status: 200,
  violations: [],
  milliseconds: 1.25,
};
const line = (event: MockEvent) => stripVTControlCharacters(accessLogLine(event) ?? "nothing");

describe("accessLogLine", () => {
  it("tells a request in one line", () => {
    expect(line(answered)).toBe("200 GET /a 1.3 ms");
  });

  it("names the violated constraint", () => {
    const violations = [{ place: "body", pointer: "/id", keyword: "maxLength", message: "must be short" }];
    expect(line({ ...answered, status: 400, violations })).toBe(
      "400 GET /a 1.3 ms  body/id: must be short [maxLength]",
    );
  });

  it("tells what was dropped", () => {
    expect(line({ ...answered, dropped: "body" })).toBe("200 GET /a 1.3 ms dropped (body)");
  });

  it("leaves out the page that asks for the state", () => {
    expect(accessLogLine({ ...answered, path: "/__mock/state" })).toBeUndefined();
    expect(line({ ...answered, path: "/__mock/state", status: 403 })).toMatch(/^403/);
  });

  it("lets nothing from outside move the cursor, begin a line or turn text around", () => {
    const hostile = "/\u001b[2J\u009b1m\r\n200 GET /\u2028\u202e\u0007\ud800";
    const violations = [{ place: "body", pointer: "/a\nb", keyword: "type", message: "x" }];
    for (const event of [
      { ...answered, path: hostile, violations },
      { kind: "aborted", method: "GET", path: hostile },
      { kind: "unreadable", status: 400, reason: hostile },
      { kind: "failed", method: "GET", path: "/", reason: hostile },
    ] satisfies MockEvent[]) {
      const text = stripVTControlCharacters(accessLogLine(event) ?? "");
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(text).toContain("\\u{1b}[2J");
    }
  });

  it("bounds its length", () => {
    expect(line({ ...answered, path: `/${"x".repeat(30_000)}` }).length).toBeLessThan(1100);
  });
});
