import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../../../spec/interchange/json.ts";
import { buildContract } from "../../../contract.ts";
import { loadDocument } from "../../../document/load.ts";
import { linkParts } from "../../../link-parts.ts";
import { schemaParts } from "../../../schema-parts.ts";
import { emitClient } from "../../client.ts";
import { headerBlock } from "../../header.ts";
import { emitTypes } from "../../types.ts";
import { compileToSource } from "../../validators/compile.ts";
import { emitValidators } from "../../validators.ts";
import { emitValidatorsDeclaration } from "../../validators-declaration.ts";

const PROVENANCE = { document: "document.json", sha256: "0".repeat(64), command: "generate" };

/** The client of a document and what it imports, in a folder of its own. */
export interface EmittedDocument {
  folder: string;
  client: string;
  remove(): Promise<void>;
}

/** Writes the client of a document, with its types and validators, where it can be compiled and loaded. */
export async function emitDocument(document: JsonObject, name: string): Promise<EmittedDocument> {
  const folder = await mkdtemp(join(tmpdir(), "client-"));
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  await write("document.json", JSON.stringify(document));
  const loaded = await loadDocument(join(folder, "document.json"));
  const { contract } = buildContract(loaded);
  const client = emitClient(contract, { name, header: headerBlock(PROVENANCE) });
  await write("package.json", '{ "type": "module" }');
  await write("client.ts", client);
  await write("types.ts", await emitTypes(loaded.document, PROVENANCE));
  await write("validators.js", await emitValidators(compileToSource(linkParts(schemaParts(contract))), PROVENANCE));
  await write("validators.d.ts", emitValidatorsDeclaration(contract, PROVENANCE));
  const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));
  await symlink(modules, join(folder, "node_modules"), "junction");
  return { folder, client, remove: () => rm(folder, { recursive: true }) };
}
