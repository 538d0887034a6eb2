import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { deriveContent, requestOf } from "./testing/derive-body.ts";

const numberOf = (name: string, maximum: number): JsonObject => ({
  type: "object",
  required: [name],
  properties: { [name]: { type: "integer", maximum } },
});

describe("media types behind the first", () => {
  const derived = deriveContent({
    "application/json": { schema: numberOf("n", 9) },
    "application/x-www-form-urlencoded": { schema: numberOf("m", 5) },
    "text/plain": { schema: { type: "string", maxLength: 4 } },
    "application/vnd.example+json": { schema: numberOf("n", 9) },
    "application/xml": { schema: numberOf("n", 9) },
  });
  const sent = (start: string) =>
    derived.cases
      .filter(({ name }) => name.startsWith(`op/body as ${start}`))
      .map((found) => ({ what: found.name, outcome: found.expect.outcome, body: requestOf(derived, found).body }));

  it("have the cases of their own schema, sent as they travel", () => {
    const form = sent("application%2Fx-www-form-urlencoded/m/maximum/");
    expect(form).toContainEqual({
      what: "op/body as application%2Fx-www-form-urlencoded/m/maximum/one step outside 6",
      outcome: "rejected",
      body: {
        kind: "urlencoded",
        contentType: "application/x-www-form-urlencoded",
        fields: [{ name: "m", value: "6" }],
      },
    });
    expect(form.some(({ outcome }) => outcome === "accepted")).toBe(true);
    const text = sent("text%2Fplain/maxLength/");
    expect(new Set(text.map(({ outcome }) => outcome))).toEqual(new Set(["accepted", "rejected"]));
    expect(text.map(({ body }) => body?.kind)).toEqual(text.map(() => "raw"));
  });

  it("have the cases of how they travel", () => {
    const form = sent("application%2Fx-www-form-urlencoded/");
    expect(form.map(({ what }) => what)).toContain(
      "op/body as application%2Fx-www-form-urlencoded/urlencoded/field m twice",
    );
    expect(sent("text%2Fplain/content-type/").map(({ outcome }) => outcome)).toContain("accepted");
  });

  it("do not take the names of others", () => {
    const names = derived.cases.map(({ name }) => name);
    expect(names).toContain("op/body/n/maximum/one step outside 10");
    expect(names.filter((name) => / \d+$/.test(name) && name.includes("required"))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are left out where they are read like another, and say so", () => {
    expect(sent("application%2Fvnd.example%2Bjson")).toEqual([]);
    const reasons = Object.fromEntries(derived.skipped.map(({ name, reason }) => [name, reason]));
    expect(reasons["op/body as application%2Fvnd.example%2Bjson/content/its own cases"]).toMatch(
      /^left out: it is read as application\/json is/,
    );
    expect(reasons["op/body/media type application/xml"]).toMatch(/give the media type an example/);
  });
});
