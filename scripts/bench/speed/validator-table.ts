import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAjv } from "../../../generator/judge.ts";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { packageRoot } from "../../package-root.ts";
import { PEERS, type Peers } from "./peers.ts";
import { ZOD_SCHEMAS } from "./zod-schemas.ts";

/** A row of a table, ratios first: how many times as many values in a time as the others. */
export interface ValidatorRow {
  what: string;
  "× Ajv": string;
  "× zod": string;
  "thousand values/s": string;
  "Ajv's": string;
  "zod's": string;
}

type Check = (value: unknown) => boolean;

interface Subject {
  what: string;
  schema: string;
  validator: string;
  zod: string;
  valid: Json;
  invalid: Json;
}

const IMAGE = {
  id: "2cdc28f0-017a-49c4-9ed7-87056c83901",
  filename: "beach at night.jpeg",
  meta: { album: "holiday", tags: ["beach", "night"], by: { name: "somebody" } },
  requireSignedURLs: false,
  uploaded: "2026-01-31T09:00:00.123Z",
  variants: ["public", "thumbnail", "hero"].map((name) => `https://imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/a/${name}`),
};
const page = (images: Json[]) => ({
  success: true,
  errors: [],
  messages: [],
  result: { images, continuation_token: "a" },
});

const SUBJECTS: Subject[] = [
  {
    what: "the direct upload's request",
    schema: "createDirectUpload.body",
    validator: "validateCreateDirectUploadBody",
    zod: "createDirectUploadBody",
    valid: { id: "this/is/my-customid", metadata: { key: "value" }, creator: "somebody" },
    invalid: { id: "/this", metadata: { key: "value" }, creator: "somebody" },
  },
  {
    what: "a page of 1,000 images",
    schema: "listImages.200",
    validator: "validateListImages200",
    zod: "listImages200",
    valid: page(Array.from({ length: 1_000 }, (_, index) => ({ ...IMAGE, id: `${IMAGE.id}${index}` }))),
    invalid: page([{ ...IMAGE, uploaded: "yesterday" }]),
  },
];

/** How fast the committed validators of the direct upload are beside Ajv's own functions for the same schemas and zod. */
export async function validatorTable(peers: Peers): Promise<ValidatorRow[]> {
  const generated = join(packageRoot(), "generated/direct-upload");
  const validators = (await import(join(generated, "validators.js"))) as Record<
    string,
    ((value: unknown) => { valid: boolean }) | undefined
  >;
  const file = join(peers.folder, "zod-schemas.js");
  await writeFile(file, ZOD_SCHEMAS);
  const schemas =
    await peers.load<Record<string, { safeParse(value: unknown): { success: boolean } } | undefined>>(file);
  return SUBJECTS.map(({ what, schema, validator, zod, valid, invalid }): ValidatorRow => {
    const text = readFileSync(join(generated, `schemas/${schema}.json`), "utf8");
    const compiled = createAjv({ allErrors: true }).compile(JSON.parse(text) as JsonObject);
    const own = validators[validator];
    const theirs = schemas[zod];
    if (!own || !theirs) throw new Error(`there is no ${validator} or ${zod}`);
    const checks: [Check, Check, Check] = [
      (value) => own(value).valid,
      (value) => compiled.call({ now: Date.now() } as never, value),
      (value) => theirs.safeParse(value).success,
    ];
    if (checks.some((check) => !check(valid) || check(invalid))) throw new Error(`${what}: they do not agree`);
    const [ours, ajv, others] = rates(checks, valid).map((rate) => rate / 1_000) as [number, number, number];
    return {
      what,
      "× Ajv": (ours / ajv).toFixed(2),
      "× zod": (ours / others).toFixed(2),
      "thousand values/s": ours.toPrecision(3),
      "Ajv's": ajv.toPrecision(3),
      "zod's": `${others.toPrecision(3)} (${PEERS.zod})`,
    };
  });
}

/** Values per second of functions that take turns; of several turns the fastest counts. */
function rates(checks: readonly Check[], value: Json): number[] {
  const best = checks.map(() => 0);
  for (let turn = 0; turn < 20; turn++) {
    for (const [index, check] of checks.entries()) {
      const start = performance.now();
      let count = 0;
      while (performance.now() - start < 50) {
        for (let each = 0; each < 10; each++) check(value);
        count += 10;
      }
      best[index] = Math.max(best[index] ?? 0, (count / (performance.now() - start)) * 1_000);
    }
  }
  return best;
}
