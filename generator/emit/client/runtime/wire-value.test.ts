import { describe, expect, it } from "vitest";
import { toWire } from "./wire-value.ts";

describe("toWire", () => {
  it("writes dates, leaves out what is undefined, and keeps bytes", () => {
    const blob = new Blob(["x"]);
    const bytes = Buffer.from("x");
    const value = { at: [new Date(0)], gone: undefined, none: null, blob, bytes, url: new URL("https://x.example/") };
    const wire = toWire(value) as Record<string, unknown>;
    expect(wire).toEqual({ at: ["1970-01-01T00:00:00.000Z"], none: null, blob, bytes, url: "https://x.example/" });
    expect(Object.keys(wire)).not.toContain("gone");
    expect(wire["bytes"]).toBe(bytes);
  });

  it("lets a date that is none be seen", () => {
    expect(toWire(new Date(Number.NaN))).toBe("Invalid Date");
  });

  it("takes names as they are", () => {
    const wire = toWire(JSON.parse('{"__proto__": {"a": 1}}')) as object;
    expect(Object.keys(wire)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(wire)).toBe(Object.prototype);
  });
});
