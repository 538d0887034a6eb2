import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { ExpressionError } from "./runtime-expression.ts";
import type { WorkflowProblem } from "./workflow-problem.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Reads a document member by member and notes everything that is wrong. */
export interface Reader {
  readonly problems: WorkflowProblem[];
  complain(pointer: JsonPointer, rule: string, what: string, hint: string): void;
  /** An object with these fields and extensions (`x-…`), all required ones there; `undefined` after a complaint. */
  object(value: Json | undefined, pointer: JsonPointer, fields: Fields): JsonObject | undefined;
  /** A text that is not empty; `undefined` when it is absent or, after a complaint, something else. */
  text(holder: JsonObject, name: string, pointer: JsonPointer): string | undefined;
  /** A list, empty when absent, with the pointers of its items. */
  list(holder: JsonObject, name: string, pointer: JsonPointer): [item: Json, pointer: JsonPointer][];
  /** The members of a map whose names are those of components and outputs. */
  map(holder: JsonObject, name: string, pointer: JsonPointer): [name: string, value: Json, pointer: JsonPointer][];
  /** What the action gives; a malformed expression becomes a complaint. */
  expression<T>(pointer: JsonPointer, action: () => T): T | undefined;
}

/** The fields of an object, and what it is called. */
export interface Fields {
  called: string;
  required?: readonly string[];
  optional?: readonly string[];
}

/** A reader of one file. */
export function createReader(source: YamlSource): Reader {
  const problems: WorkflowProblem[] = [];
  const complain: Reader["complain"] = (pointer, rule, what, hint) => {
    problems.push({ file: source.file, pointer, ...source.locate(pointer), rule, what, hint });
  };
  return {
    problems,
    complain,
    object(value, pointer, { called, required = [], optional = [] }) {
      if (!isJsonObject(value)) {
        complain(
          pointer,
          "wrong-type",
          `${called} has to be an object`,
          `It has the fields ${[...required, ...optional].join(", ")}.`,
        );
        return undefined;
      }
      const known = [...required, ...optional];
      for (const name of Object.keys(value)) {
        if (known.includes(name) || name.startsWith("x-")) continue;
        const hint = `${called} has: ${known.join(", ")}; fields of your own begin with x-.`;
        complain(below(pointer, name), "unknown-field", `there is no field "${name}" in ${called}`, hint);
      }
      const missing = required.filter((name) => !Object.hasOwn(value, name));
      for (const name of missing) {
        complain(pointer, "missing-field", `${called} lacks "${name}"`, `Add "${name}".`);
      }
      return missing.length === 0 ? value : undefined;
    },
    text(holder, name, pointer) {
      const value = holder[name];
      if (value === undefined) return undefined;
      if (typeof value === "string" && value !== "") return value;
      complain(below(pointer, name), "wrong-type", `"${name}" has to be a text`, "Write a text that is not empty.");
      return undefined;
    },
    list(holder, name, pointer) {
      const value = holder[name] ?? [];
      const at = below(pointer, name);
      if (Array.isArray(value)) return value.map((item, index) => [item, below(at, String(index))]);
      complain(at, "wrong-type", `"${name}" has to be a list`, "Begin each item with a dash.");
      return [];
    },
    map(holder, name, pointer) {
      const value = holder[name] ?? {};
      const at = below(pointer, name);
      if (!isJsonObject(value)) {
        complain(at, "wrong-type", `"${name}" has to be an object`, "Write one `name: value` a line.");
        return [];
      }
      return Object.entries(value).flatMap(([key, each]) => {
        if (/^[a-zA-Z0-9._-]+$/.test(key)) return [[key, each, below(at, key)]];
        complain(below(at, key), "bad-name", `"${key}" is no name here`, "Names have letters, digits and . _ - only.");
        return [];
      });
    },
    expression(pointer, action) {
      try {
        return action();
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        complain(pointer, "bad-expression", error.message, error.hint);
        return undefined;
      }
    },
  };
}

/** The members of a list that occur again, by a key. */
export function repeated<T>(list: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((item) => {
    const isKnown = seen.has(key(item));
    seen.add(key(item));
    return isKnown;
  });
}
