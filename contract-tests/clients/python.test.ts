import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFlowMock } from "./flow-mock.ts";
import { runProgram } from "./run-program.ts";

/** An interpreter that has the package `cloudflare`, e.g. of a virtual environment. */
const PYTHON = process.env["PYTHON"] ?? "python3";

const flow = useFlowMock();
const { code } = await runProgram(PYTHON, ["-c", "import cloudflare"]);
const missing =
  code === 0 ? "" : ` (skipped: ${PYTHON} cannot import cloudflare; PYTHON names an interpreter that can)`;

describe.skipIf(code !== 0)(`Cloudflare's Python package${missing}`, { timeout: 30_000 }, () => {
  it("runs the page's example", async () => {
    const example = join(import.meta.dirname, "python-example.py");
    const { stdout, stderr } = await runProgram(PYTHON, [example], {
      CLOUDFLARE_BASE_URL: flow.mock.url,
      CLOUDFLARE_API_TOKEN: "sample-token",
    });
    expect(stderr).toBe("");
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      custom: "python/a custom id",
      creator: "python-user",
      meta: { album: "holiday" },
      dotted: { album: "holiday", place: { country: "PT" }, tags: ["sea", "sun"] },
      refused: { class: "BadRequestError", status: 400 },
    });
    expect(told.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(told.uploadURL).toContain(flow.mock.url);
  });
});
