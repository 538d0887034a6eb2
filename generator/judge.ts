import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { textMatcher } from "../spec/patterns/text-matcher.ts";
import { addVocabulary } from "../spec/vocabulary/ajv-vocabulary.ts";

/** Slow patterns are matched by their automata. Ajv knows each by its text, and writes `new RegExp` for any. */
const MATCHERS = Object.assign(
  (pattern: string) => {
    const matcher = textMatcher(pattern);
    return { test: (text: string) => matcher.test(text), toString: () => pattern };
  },
  { code: "new RegExp" },
);

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
      // With these, Ajv itself runs patterns on names, and finds fault with sound schemas.
      allowMatchingProperties: true,
      passContext: true,
      ...options,
      code: { ...options.code, regExp: MATCHERS },
    }),
  );
}
