import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { createAjv } from "../../../generator/judge.ts";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { packageRoot } from "../../package-root.ts";

/** A row of a table, ratios first. */
export interface ValidatorRow {
  what: string;
  /** How many times as many values in a time as Ajv's own function. */
  "× Ajv": string;
  "million values/s": string;
  /** Of a bundle with this validator alone, minified. */
  "gzip B": number;
}

type Check = (value: unknown) => unknown;

const ERROR = { code: 5400, message: "Bad request", documentation_url: "https://example.com/5400" };
const SUBJECTS: { schema: string; name: string; value: Json }[] = [
  {
    schema: "createDirectUpload.body",
    name: "validateCreateDirectUploadBody",
    value: { requireSignedURLs: true, metadata: { key: "value" }, creator: "somebody" },
  },
  {
    schema: "createDirectUpload.400",
    name: "validateCreateDirectUpload400",
    value: { success: false, errors: Array.from({ length: 200 }, () => ERROR), messages: [], result: null },
  },
];

/** How fast the committed validators of the direct upload are, and Ajv's own functions for the same schemas. */
export async function validatorTable(): Promise<ValidatorRow[]> {
  const generated = join(packageRoot(), "generated/direct-upload");
  const validators = (await import(join(generated, "validators.js"))) as Record<string, Check>;
  const rows: ValidatorRow[] = [];
  for (const { schema, name, value } of SUBJECTS) {
    const text = readFileSync(join(generated, `schemas/${schema}.json`), "utf8");
    const compiled = createAjv({ allErrors: true }).compile(JSON.parse(text) as JsonObject);
    const ours = validators[name];
    if (!ours) throw new Error(`there is no ${name}`);
    const [own, theirs] = rates([ours, (each) => compiled.call({ now: 0 } as never, each)], value);
    rows.push({
      what: name,
      "× Ajv": (own / theirs).toFixed(2),
      "million values/s": (own / 1e6).toFixed(2),
      "gzip B": await sizeOf(join(generated, "validators.js"), name),
    });
  }
  return rows;
}

/** Values per second of two functions that take turns; of several turns the fastest counts. */
function rates([one, other]: [Check, Check], value: Json): [number, number] {
  const best: [number, number] = [0, 0];
  for (let turn = 0; turn < 20; turn++) {
    for (const [index, check] of [one, other].entries()) {
      const start = performance.now();
      let count = 0;
      for (; performance.now() - start < 50; count += 100) for (let each = 0; each < 100; each++) check(value);
      best[index] = Math.max(best[index] ?? 0, (count / (performance.now() - start)) * 1_000);
    }
  }
  return best;
}

async function sizeOf(file: string, name: string): Promise<number> {
  const contents = `export { ${name} } from ${JSON.stringify(file)};`;
  const options = { bundle: true, minify: true, write: false, format: "esm" } as const;
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: packageRoot() } });
  return gzipSync(outputFiles[0]?.contents ?? "").length;
}
