import { Ajv2020 } from "ajv/dist/2020.js";
import leven from "leven";
import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { isFormatName } from "../../spec/vocabulary/format-table.ts";
import { keywordNamed, vocabulary } from "../../spec/vocabulary/vocabulary.ts";
import type { Problem } from "./problem.ts";

type Finding = Pick<Problem, "what" | "hint" | "rule">;

/** It compiles each schema once. */
const ARGUMENTS = new Ajv2020({ strict: true, allowUnionTypes: true, messages: true });

/** Why a keyword of the vocabulary cannot be used as it stands, or why an `x-` name looks like a misspelt one. */
export function checkVocabulary(name: string, argument: Json, schema: JsonObject): Finding | undefined {
  const keyword = keywordNamed(name);
  if (!keyword) return checkSpelling(name);
  const isSound = ARGUMENTS.compile(keyword.argument);
  if (!isSound(argument)) {
    return {
      what: `${name} cannot be ${JSON.stringify(argument)}: it ${ARGUMENTS.errorsText(isSound.errors, { dataVar: "" }).trim()}`,
      hint: `see the meaning of ${name} in the vocabulary`,
      rule: "invalid-keyword-argument",
    };
  }
  const refusal = keyword.refuse(argument, schema);
  if (refusal === undefined) return undefined;
  return {
    what: `${name}: ${refusal}`,
    hint: "mend the argument, or take the keyword out",
    rule: "invalid-keyword-argument",
  };
}

/** `x-formatMin` and `x-maxBtyes` would be notes that assert nothing: surely not what was meant. */
function checkSpelling(name: string): Finding | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const meant = vocabulary.find(
    (keyword) =>
      leven(plain(keyword.name), plain(name)) <= 2 ||
      (plain(name).length > 7 && plain(keyword.name).startsWith(plain(name))),
  );
  if (!meant) return undefined;
  return {
    what: `"${name}" is no keyword of the vocabulary`,
    hint: `did you mean ${meant.name}?`,
    rule: "unknown-keyword",
  };
}

/** Why a pattern cannot be used: JSON Schema asks for ECMA-262 expressions with the `u` flag. */
export function checkPattern(pattern: Json): Finding | undefined {
  try {
    new RegExp(String(pattern), "u");
    return undefined;
  } catch (error) {
    return {
      what: `pattern does not compile: ${(error as Error).message}`,
      hint: "write it as an ECMA-262 expression that is valid with the u flag (no `(?i)`, no needless escapes)",
      rule: "invalid-pattern",
    };
  }
}

/** A format that nothing checks. */
export function checkFormat(format: Json): Finding | undefined {
  if (typeof format === "string" && isFormatName(format)) return undefined;
  return {
    what: `the format ${JSON.stringify(format)} is not known: it is not checked`,
    hint: "use a format of JSON Schema 2020-12 or of the OpenAPI registry, or say it with a pattern",
    rule: "unknown-format",
  };
}
