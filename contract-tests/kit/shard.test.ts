import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInShard, shardOf } from "./shard.ts";

describe("shardOf", () => {
  it("puts every name into exactly one shard", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (name, count) => {
        const shards = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
        expect(shards.filter((shard) => isInShard(name, shard))).toEqual([{ index: shardOf(name, count), count }]);
      }),
    );
    expect(isInShard("any", undefined)).toBe(true);
  });

  it("is the same on every machine and in every version", () => {
    const names = ["createNote/body/title/maxLength/6 characters", "createNote/credentials/none", "é", ""];
    expect(names.map((name) => shardOf(name, 7))).toEqual([6, 6, 4, 2]);
  });

  it("spreads names that differ little", () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `operation/body/field/maxLength/${index} characters`);
    const sizes = [...Map.groupBy(names, (name) => shardOf(name, 5)).values()].map(({ length }) => length);
    expect(sizes).toHaveLength(5);
    for (const size of sizes) expect(Math.abs(size - 600)).toBeLessThan(90);
  });
});
