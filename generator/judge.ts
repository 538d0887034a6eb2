import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { addVocabulary } from "../spec/vocabulary/ajv-vocabulary.ts";

/**
 * An Ajv for JSON Schema 2020-12 that knows the vocabulary and asserts formats. Validators must be
 * called with `this` as `{ now }` (epoch milliseconds).
 */
export function createAjv(options: Options = {}): Ajv2020 {
  return addVocabulary(
    new Ajv2020({
      strictSchema: true,
      strictNumbers: true,
      allowUnionTypes: true,
      // These find fault with sound schemas: `properties` beside a `$ref` that brings the type.
      strictTypes: false,
      strictTuples: false,
      passContext: true,
      ...options,
    }),
  );
}
