import type { Ajv2020 } from "ajv/dist/2020.js";
import { containsOf } from "./contains.ts";
import { type FormatName, formatTypes } from "./format-table.ts";
import * as formats from "./formats.ts";
import { ajvKeyword } from "./keyword.ts";
import { multipleOf } from "./multiple-of.ts";
import { vocabulary } from "./vocabulary.ts";

/**
 * Teaches an Ajv instance the formats, the keywords and decimal `multipleOf`, and returns it. Its option `passContext`
 * has to be on, or a validator's `this`, the clock, does not reach referenced schemas.
 *
 * Standalone code refers to `runtime` (the namespace of `runtime.ts`), and to `formats` (the
 * namespace of `formats.ts`) if the option `code.formats` is `` _`formats` ``.
 *
 * @throws Error when `passContext` is off
 */
export function addVocabulary(ajv: Ajv2020): Ajv2020 {
  if (ajv.opts.passContext !== true) throw new Error("Ajv: keywords read the clock from `this`; set passContext: true");
  for (const [name, validate] of Object.entries(formats) as [FormatName, Format][]) {
    const type = formatTypes[name];
    if (validate === formats.binary) ajv.addFormat(name, true);
    else ajv.addFormat(name, type === "number" ? { type, validate } : validate);
  }
  ajv.removeKeyword("multipleOf").addKeyword(multipleOf);
  const contains = containsOf(ajv);
  ajv.removeKeyword("contains").addKeyword(contains);
  for (const keyword of vocabulary) ajv.addKeyword(ajvKeyword(keyword));
  return ajv;
}

type Format = ((text: string) => boolean) & ((value: number) => boolean);
