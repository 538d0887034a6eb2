import { describe, expect, it } from "vitest";
import { createTurns, keysOf } from "./turns.ts";

describe("turns", () => {
  it("lets only one of the same be on the way", async () => {
    const turns = createTurns();
    const log: string[] = [];
    const act = (name: string, ms: number) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      log.push(`${name} ends`);
      if (name === "first") throw new Error("it fails");
    };
    await Promise.allSettled([
      turns(["a"], act("first", 15)),
      turns(["a", "b"], act("second", 1)),
      turns(["c"], act("other", 1)),
    ]);
    expect(log.indexOf("second begins")).toBeGreaterThan(log.indexOf("first ends"));
    expect(log.indexOf("other begins")).toBeLessThan(log.indexOf("first ends"));
  });

  it("takes texts for the same that read the same, and fresh ones never", () => {
    const add = (value: object) => ({
      request: [{ op: "add" as const, path: "/body/parts/-", value: { name: "id", ...value } }],
    });
    expect(keysOf("o", add({ value: "aa" }))).toEqual(
      keysOf("o", add({ value: { $text: [{ repeat: "a", times: 2 }] } })),
    );
    const fresh = add({ value: { $text: [{ fresh: 4 }] } });
    const other = { request: [...fresh.request, ...add({ value: "x" }).request] };
    expect(keysOf("o", fresh)[0]).not.toBe(keysOf("o", other)[0]);
  });
});
