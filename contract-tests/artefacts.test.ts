import { execFile as callback } from "node:child_process";
import { cp, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Artefacts, loadArtefacts } from "./artefacts.ts";
import { handmadeArtefacts } from "./mock/testing/handmade-artefacts.ts";

const execFile = promisify(callback);

let artefacts: Artefacts;
const copies: string[] = [];

beforeAll(async () => {
  const body = { required: true, content: { "text/plain": { kind: "text" as const, schema: { maxLength: 3 } } } };
  artefacts = await handmadeArtefacts({ operations: [{ id: "send", method: "POST", path: "/", body, responses: {} }] });
  await writeFile(join(artefacts.folder, "cases", "b.json"), '{"operation":"b"}');
  await writeFile(join(artefacts.folder, "cases", "a.json"), '{"operation":"a"}');
  await writeFile(join(artefacts.folder, "cases", "notes.txt"), "");
});

afterAll(() => Promise.all([artefacts.folder, ...copies].map((folder) => rm(folder, { recursive: true }))));

async function copy(): Promise<string> {
  const folder = `${artefacts.folder}-${copies.length}`;
  copies.push(folder);
  await cp(artefacts.folder, folder, { recursive: true });
  return folder;
}

describe("loadArtefacts", () => {
  it("reads what is there", async () => {
    expect(artefacts.contract.operations.map(({ id }) => id)).toEqual(["send"]);
    expect(artefacts.document).toHaveProperty("paths");
    expect(artefacts.schema("send.body")).toEqual({ maxLength: 3 });
    expect(artefacts.schema("send.body")).toBe(artefacts.schema("send.body"));
    expect(artefacts.validator("send.body")("four")).toMatchObject({ valid: false });
    expect(await artefacts.caseFiles()).toEqual([{ operation: "a" }, { operation: "b" }]);
  });

  it("takes validators for a module, also in a package of another type, without a warning", async () => {
    const folder = await copy();
    await writeFile(join(folder, "package.json"), "{}");
    const program = `import { loadArtefacts } from ${JSON.stringify(new URL("./artefacts.ts", import.meta.url).href)};
      const { validator } = await loadArtefacts(${JSON.stringify(folder)});
      console.log(validator("send.body")("four").valid);`;
    const ended = await execFile(process.execPath, ["--input-type=module", "-e", program]);
    expect(ended).toEqual({ stdout: "false\n", stderr: "" });
  });

  it.each(["contract.json", "openapi.json", "validators.js"])("says that %s is missing", async (file) => {
    const folder = await copy();
    await rm(join(folder, file));
    await expect(loadArtefacts(folder)).rejects.toThrow(
      `${join(folder, file)}: is missing. Run \`contract-kit generate\``,
    );
  });

  it.each(["contract.json", "validators.js"])("says that %s cannot be read", async (file) => {
    const folder = await copy();
    await writeFile(join(folder, file), "{{");
    await expect(loadArtefacts(folder)).rejects.toThrow(`${join(folder, file)}: cannot be read: `);
  });

  it("says which schema, validator or folder is missing", async () => {
    const folder = await copy();
    await rm(join(folder, "cases"), { recursive: true });
    const loaded = await loadArtefacts(folder);
    expect(() => loaded.schema("other.body")).toThrow(`${join(folder, "schemas", "other.body.json")}: is missing`);
    expect(() => loaded.validator("other.body")).toThrow("exports no validateOtherBody for the schema other.body");
    await expect(loaded.caseFiles()).rejects.toThrow(
      `${join(folder, "cases")}: is missing. Run \`contract-kit generate --cases\``,
    );
  });

  it("sees validators that were generated again", async () => {
    const folder = await copy();
    await writeFile(join(folder, "validators.js"), "export const validateSendBody = () => 1;");
    await utimes(join(folder, "validators.js"), 1, 1);
    expect((await loadArtefacts(folder)).validator("send.body")("")).toBe(1);
    await writeFile(join(folder, "validators.js"), "export const validateSendBody = () => 2;");
    expect((await loadArtefacts(folder)).validator("send.body")("")).toBe(2);
  });
});
