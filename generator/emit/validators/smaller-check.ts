import { isJsonObject, type Json } from "../../../spec/interchange/json.ts";
import { valueAt } from "../../../spec/interchange/pointer.ts";
import { describeKeyword } from "../../describe.ts";
import { withoutUnread } from "./without-unread.ts";

/** A schema that was compiled to a function or into one, and its place in the schemas that use it. */
export interface Origin {
  schema: Json;
  place: string;
}

/**
 * The text of a function that Ajv has compiled, without what it holds for features that nothing here uses. The
 * places that it reports are made whole: it gives them relative to the function or the definition.
 *
 * @param definitions - those that may be compiled into the function, which calls them `def:0`, `def:1`, …
 */
export function smallerCheck(text: string, own: Origin | undefined, definitions: readonly Origin[]): string {
  const short = text
    .replace(
      '{instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}',
      '{instancePath=""}={}',
    )
    .replaceAll(
      /,parentData(?::\w+)?,parentDataProperty(?::(?:"(?:[^"\\]|\\.)*"|\w+))?,rootData,dynamicAnchors\}/g,
      "}",
    )
    .replaceAll(ERROR, (_whole, _name, error: string) => `(vErrors ??= []).push(${smallerError(error)});`);
  return withoutUnread(short);

  function smallerError(error: string): string {
    return error.replaceAll(
      ERROR_PART,
      (whole, place: string | undefined, not: string | undefined, words: string | undefined) => {
        if (words !== undefined) return joined(words);
        // What is left of an error tells the parameters in words.
        if (place === undefined) return "";
        const path = JSON.parse(place) as string;
        const definition = /^def:(\d+)/.exec(path);
        const origin = definition ? definitions[Number(definition[1])] : own;
        if (!origin) return whole;
        const rest = path.slice(definition?.[0].length ?? 1);
        const told =
          not === undefined ? "" : `,keyword:"not",message:${JSON.stringify(notMessage(origin.schema, rest))}`;
        return `schemaPath:${JSON.stringify(origin.place + rest)}${told}`;
      },
    );
  }
}

/** How Ajv adds an error to those that it has found, each part in a line of its own. */
const ERROR =
  /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g;
const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const ERROR_PART = new RegExp(
  [
    `schemaPath:(${STRING})(,keyword:"not",params:\\{\\},message:"must NOT be valid")?`,
    `(${STRING}(?:\\+${STRING})*)`,
    `,params:\\{(?:${STRING}|[^"{}])*\\}`,
  ].join("|"),
  "g",
);

/** Strings that are put together are one. */
function joined(strings: string): string {
  if (!strings.includes('"+"')) return strings;
  const parts = strings.match(new RegExp(STRING, "g")) ?? [];
  return `"${parts.map((part) => part.slice(1, -1)).join("")}"`;
}

function notMessage(schema: Json, place: string): string {
  const holder = valueAt(schema, decodeURIComponent(place.slice(0, -"/not".length)));
  const words = isJsonObject(holder) ? describeKeyword("not", holder) : undefined;
  return words === undefined ? "must NOT be valid" : `must be ${words}`;
}
