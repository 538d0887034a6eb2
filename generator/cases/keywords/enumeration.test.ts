import { describe, expect, it } from "vitest";
import type { Json } from "../../../spec/interchange/json.ts";
import type { Finding } from "../candidate.ts";
import { createSampler } from "../sample/create-sampler.ts";
import { rootSite } from "../site.ts";
import { enumeration } from "./enumeration.ts";

function findings(members: Json[]): Finding[] {
  const schema = { enum: members };
  const site = rootSite({ name: "test", schema, pointer: "", origins: new Map() });
  const sampler = createSampler();
  const { sample } = sampler;
  const context = { site, keyword: "enum", argument: members, schema, place: "/enum", instance: members[0] as Json };
  return enumeration.derive({ ...context, isText: false, isForm: false, sampler, sample });
}

const codes = (count: number) => Array.from({ length: count }, (_, index) => `code-${index}`);

describe("enum", () => {
  it("has every member of a short list", () => {
    const found = findings(codes(60));
    expect(found.filter((each) => "valid" in each && each.valid)).toHaveLength(60);
    expect(found.every((each) => "edits" in each)).toBe(true);
  });

  it("says how many members of a long list are not tried", () => {
    const found = findings(codes(61));
    expect(found.filter((each) => "valid" in each && each.valid)).toHaveLength(60);
    expect(found.filter((each) => "reason" in each)).toEqual([
      {
        keyword: "enum",
        place: "/enum",
        what: "1 of 61 members",
        reason: "left out: 60 are sent, chosen evenly over the list",
      },
    ]);
  });

  it("has strangers of each kind, whatever another kind has found", () => {
    const rejected = findings([0, 5, null]).flatMap((each) =>
      "edits" in each && each.valid === false ? each.edits.map((edit) => "value" in edit && edit.value) : [],
    );
    for (const stranger of [[0], "0", 1, -1, 0.5]) expect(rejected).toContainEqual(stranger);
  });
});
