import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "../testing/packed-project.ts";
import { ROOT } from "../testing/run-cli.ts";
import { EXPECTED } from "./consumer/program.ts";
import { CONSUMER, startMocks } from "./project.ts";

let mocks: Awaited<ReturnType<typeof startMocks>>;
beforeAll(async () => {
  mocks = await startMocks();
}, 60_000);
afterAll(() => mocks.close());

describe("the matrix's program", () => {
  it("uses what was generated as it is, in this Node", async () => {
    const args = [join(CONSUMER, "main.ts"), ...mocks.urls];
    expect(await execute(process.execPath, args, { cwd: ROOT })).toEqual({ code: 0, output: `${EXPECTED}\n` });
  }, 60_000);
});
