import { readFileSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CaseFile } from "../spec/interchange/case.ts";
import type { Contract, SchemaName } from "../spec/interchange/contract.ts";
import type { JsonObject, JsonSchema } from "../spec/interchange/json.ts";
import { validatorName } from "../spec/interchange/names.ts";
import type { Validator } from "../spec/interchange/violation.ts";

/** A generated folder, e.g. `generated/direct-upload`, as the kit and the mock use it. */
export interface Artefacts {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly contract: Contract;
  /** `openapi.json`. Not to be changed: it is shared. */
  readonly document: JsonObject;
  /** The precompiled validator of a schema. @throws ArtefactsError when `validators.js` has none for it */
  validator(name: SchemaName): Validator;
  /** `schemas/<name>.json`, read at its first use. Not to be changed. @throws ArtefactsError */
  schema(name: SchemaName): JsonSchema;
  /** Every file of `cases/`, ordered by file name. @throws ArtefactsError */
  caseFiles(): Promise<CaseFile[]>;
}

/** A generated folder that is incomplete or unreadable; the message names the file and the way out. */
export class ArtefactsError extends Error {
  override name = "ArtefactsError";
}

/**
 * Loads a generated folder.
 *
 * @throws ArtefactsError when `contract.json`, `openapi.json` or `validators.js` is missing or unreadable
 */
export async function loadArtefacts(folder: string): Promise<Artefacts> {
  const root = resolve(folder);
  // First and alone: of a folder that is no output, always the same file is named.
  const contract = await readJson<Contract>(join(root, "contract.json"));
  const [document, validators] = await Promise.all([
    readJson<JsonObject>(join(root, "openapi.json")),
    importValidators(join(root, "validators.js")),
  ]);
  const schemas = new Map<SchemaName, JsonSchema>();
  return {
    folder: root,
    contract,
    document,
    validator(name) {
      const validator = validators[validatorName(name)];
      if (typeof validator === "function") return validator as Validator;
      throw unusable(join(root, "validators.js"), `exports no ${validatorName(name)} for the schema ${name}`);
    },
    schema(name) {
      const known = schemas.get(name);
      if (known !== undefined) return known;
      const file = join(root, "schemas", `${name}.json`);
      const schema = attempt(file, () => JSON.parse(readFileSync(file, "utf8")) as JsonSchema);
      schemas.set(name, schema);
      return schema;
    },
    async caseFiles() {
      if (contract.operations.length === 0) return [];
      const cases = join(root, "cases");
      const names = await readdir(cases).catch((error: unknown) => {
        // Of large documents they are derived only when it is asked for.
        throw unusable(cases, reason(error), error, "contract-kit generate --cases");
      });
      const files = names.filter((name) => name.endsWith(".json")).sort();
      return Promise.all(files.map((name) => readJson<CaseFile>(join(cases, name))));
    },
  };
}

async function readJson<T>(file: string): Promise<T> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw unusable(file, reason(error), error);
  });
  return attempt(file, () => JSON.parse(text) as T);
}

async function importValidators(file: string): Promise<Record<string, unknown>> {
  try {
    // Modules are cached by URL; the time of writing keeps a regenerated file from being taken for the old one.
    const { mtimeMs } = await stat(file);
    const url = pathToFileURL(file);
    url.searchParams.set("written", String(mtimeMs));
    return await importModule(url.href);
  } catch (error) {
    throw unusable(file, reason(error), error);
  }
}

/** Imports an ECMAScript module, wherever it lies: Node would guess by the nearest `package.json`, and warn that it does. */
async function importModule(href: string): Promise<Record<string, unknown>> {
  const hooks = registerHooks({
    load: (url, context, next) => next(url, url === href ? { ...context, format: "module" } : context),
  });
  try {
    return (await import(/* @vite-ignore */ href)) as Record<string, unknown>;
  } finally {
    hooks.deregister();
  }
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unusable(file, reason(error), error);
  }
}

function reason(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "is missing";
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

function unusable(file: string, what: string, cause?: unknown, command = "contract-kit generate"): ArtefactsError {
  return new ArtefactsError(`${file}: ${what}. Run \`${command}\` to write it anew.`, { cause });
}
