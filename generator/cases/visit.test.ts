import { describe, expect, it } from "vitest";
import type { MediaType } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { bodyCarrier } from "./carriers/body-carrier.ts";
import { createSampler } from "./sample/create-sampler.ts";
import { visits } from "./visit.ts";

/** What is visited of a JSON body, and what is left out. */
function visited(schema: JsonObject) {
  const part: SchemaPart = { name: "test", schema, pointer: "", origins: new Map() };
  const media: MediaType<SchemaPart> = { mediaType: "application/json", kind: "json", schema: part, pointer: "" };
  const sampler = createSampler();
  const all = [...visits(bodyCarrier(media, part, {}, sampler.sample), sampler)];
  return {
    places: all.filter((each) => "nodes" in each).map(({ site }) => site.at.join("/")),
    leftOut: all.flatMap((each) => ("nodes" in each ? [] : [{ ...each, site: each.site.at.join("/") }])),
  };
}

const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, { description: "anything" }]));

describe("visits", () => {
  it("end at so many sites, and say how many they leave out", () => {
    const { places, leftOut } = visited({ type: "object", properties: members(1_510) });
    expect(places).toHaveLength(1_500);
    expect(places.at(-1)).toBe("m1498");
    expect(leftOut).toEqual([
      {
        site: "",
        keyword: "type",
        place: "",
        what: "11 further places that were found, and all below",
        reason: "left out: 1500 places of one instance are visited",
      },
    ]);
  });

  it("leave nothing out below that", () => {
    expect(visited({ type: "object", properties: members(1_499) }).leftOut).toEqual([]);
  });
});
