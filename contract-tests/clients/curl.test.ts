import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { curlExample } from "../mock/page/curl-example.ts";
import { DIRECT_UPLOAD, useFlowMock } from "./flow-mock.ts";
import { runProgram } from "./run-program.ts";
import { PNG } from "./sample-png.ts";

const ACCOUNT = "9a7806061c88ada191ed06f989cc3dac";
const AUTHORIZATION = "Authorization: Bearer sample-token";

const flow = useFlowMock();
const hasCurl = (await runProgram("curl", ["--version"])).code === 0;

/** The JSON that curl prints. */
async function curl(
  ...args: string[]
): Promise<{ success: boolean; errors: object[]; result: Record<string, string> }> {
  const { code, stdout, stderr } = await runProgram("curl", ["--silent", "--show-error", ...args]);
  if (code !== 0) throw new Error(`curl ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

function create(...args: string[]): ReturnType<typeof curl> {
  const url = `${flow.mock.url}/client/v4/accounts/${ACCOUNT}/images/v2/direct_upload`;
  return curl("--request", "POST", url, "--header", AUTHORIZATION, ...args);
}

async function pictureFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "contract-kit-curl-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "beach.png");
  await writeFile(file, PNG);
  return file;
}

describe.skipIf(!hasCurl)(`curl${hasCurl ? "" : " (skipped: there is no curl)"}`, () => {
  it("creates, uploads and asks, as Cloudflare's documentation has it", async () => {
    const draft = await create("--form", "requireSignedURLs=true", "--form", 'metadata={"key":"value"}');
    expect(draft).toMatchObject({ success: true, errors: [] });
    const { id = "", uploadURL = "" } = draft.result;

    const details = `${flow.mock.url}/client/v4/accounts/${ACCOUNT}/images/v1/${id}`;
    const before = await curl(details, "--header", AUTHORIZATION);
    expect(before.result).toMatchObject({ draft: true, requireSignedURLs: true, meta: { key: "value" } });

    const file = await pictureFile();
    const uploaded = await curl("--request", "POST", uploadURL, "--form", `file=@${file}`);
    expect(uploaded).toMatchObject({ success: true, result: { id, filename: "beach.png" } });

    const after = await curl(details, "--header", AUTHORIZATION);
    expect(after.result).not.toHaveProperty("draft");
    const again = await curl("--request", "POST", uploadURL, "--form", `file=@${file}`);
    expect(again).toMatchObject({ success: false, result: null });
  });

  it("takes the examples of the mock's page as they stand", async () => {
    const { contract, caseFiles } = await loadArtefacts(DIRECT_UPLOAD);
    const bases = new Map((await caseFiles()).map(({ operation, base }) => [operation, base]));
    const { securitySchemes } = contract;
    for (const operation of contract.operations.filter(
      ({ id }) => id === "createDirectUpload" || id === "listImages",
    )) {
      const base = bases.get(operation.id) ?? expect.unreachable(operation.id);
      const example = curlExample({ operation, base, securitySchemes, origin: flow.mock.url, now: Date.now() });
      const { stdout } = await runProgram("sh", ["-c", example]);
      expect(JSON.parse(stdout)).toMatchObject({ success: true });
    }
  });

  it("creates without any body", async () => {
    expect(await create()).toMatchObject({ success: true });
  });

  it("uploads to an id with slashes", async () => {
    const { result } = await create("--form", "id=curl/a b/ü.png");
    expect(result["id"]).toBe("curl/a b/ü.png");
    const uploaded = await curl(
      "--request",
      "POST",
      result["uploadURL"] ?? "",
      "--form",
      `file=@${await pictureFile()}`,
    );
    expect(uploaded).toMatchObject({ success: true, result: { id: "curl/a b/ü.png" } });
  });

  it("is refused an upload that is no form", async () => {
    const { result } = await create();
    const file = await pictureFile();
    const refused = await curl("--request", "POST", result["uploadURL"] ?? "", "--data-binary", `@${file}`);
    expect(refused).toMatchObject({ success: false, errors: [{ code: 5415 }] });
  });
});
