import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  YAMLParseError,
} from "yaml";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { tokensOf } from "../../spec/interchange/pointer.ts";
import { boundedText, decoded } from "./bounded-text.ts";
import { hasDuplicateMembers, jsonPositions } from "./json-positions.ts";
import { checkShape, checkSize, tooDeep } from "./limits.ts";
import { DocumentError, type Problem } from "./problem.ts";
import type { ReferenceRules } from "./reference-guard.ts";

/** A parsed YAML or JSON file that knows where its parts stand. */
export interface Source<Value extends Json = Json> {
  /** As the user named it. */
  file: string;
  value: Value;
  /** What means nothing in the file as YAML. */
  warnings: readonly Problem[];
  /** A problem at a place of this file, with line and column where they can be told. */
  problemAt(pointer: JsonPointer, problem: Omit<Problem, "file" | "pointer" | "line" | "column">): Problem;
}

/** A file that holds an object, as OpenAPI documents do. */
export type SourceFile = Source<JsonObject>;

/**
 * Reads a YAML 1.2 or JSON file that holds an object.
 *
 * @throws {@link DocumentError} when the file cannot be read or parsed, or holds no object
 */
export async function readSource(file: string, { onRead }: Pick<ReferenceRules, "onRead"> = {}): Promise<SourceFile> {
  const text = await readText(file, { mayBePipe: true });
  onRead?.(resolve(file), text);
  const source = parseSource(file, text);
  const { value } = source;
  if (isJsonObject(value)) return { ...source, value };
  throw new DocumentError([
    {
      file,
      what: "is not an OpenAPI document: it holds no object",
      hint: "an OpenAPI document starts with `openapi: 3.1.1`",
      rule: "not-openapi",
    },
  ]);
}

/**
 * Parses YAML 1.2 or JSON.
 *
 * @param file - what the text is called in problems
 * @throws {@link DocumentError} when it cannot be parsed
 */
export function parseSource(file: string, text: string): Source {
  const plain = text.replace(/^\ufeff/, "");
  const source = parseJson(file, plain) ?? parseYaml(file, plain);
  checkShape(file, source.value);
  return source;
}

/** Some 50 times as fast as the parser of YAML, which says what is wrong with a text that is no sound JSON. */
function parseJson(file: string, text: string): Source | undefined {
  if (!isLikeJson(text)) return undefined;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (hasDuplicateMembers(text, value)) return undefined;
  const positions = jsonPositions(text);
  return {
    file,
    value,
    warnings: [],
    problemAt: (pointer, problem) => ({
      file,
      pointer,
      ...positions.linePosition(positions.offsetOf(pointer)),
      ...problem,
    }),
  };
}

function isLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** What is wrong with a text that is neither JSON nor YAML, and where, if the parser of JSON says that. */
function jsonFault(text: string): Pick<Problem, "what" | "hint" | "rule" | "line" | "column"> {
  const hint = "mend the syntax at this place; an editor with JSON support shows it";
  let what = "an object has two members of one name";
  try {
    JSON.parse(text);
  } catch (error) {
    what = (error as Error).message;
  }
  const [where = "", line, column] = / in JSON at position \d+ \(line (\d+) column (\d+)\)$/.exec(what) ?? [];
  return {
    ...{ what: `is not valid JSON: ${what.slice(0, what.length - where.length)}`, hint, rule: "invalid-json" },
    ...(line !== undefined && { line: Number(line), column: Number(column) }),
  };
}

function parseYaml(file: string, text: string): Source {
  const lines = new LineCounter();
  // The parser holds each name against each other one, which takes minutes for many: the names are looked at below.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2", uniqueKeys: false });
  const error = document.errors[0] ?? duplicateKey(document);
  // The parser calls itself for each level.
  if (error?.code === "RESOURCE_EXHAUSTION") throw tooDeep(file);
  if (error) {
    const { line, col: column } = lines.linePos(error.pos[0]);
    const isYaml = /\.ya?ml$/i.test(file) || !isLikeJson(text);
    if (!isYaml) throw new DocumentError([{ file, line, column, ...jsonFault(text) }]);
    throw new DocumentError([
      {
        ...{ file, line, column },
        what: `is not valid YAML: ${inWords(error)}`,
        hint: "mend the syntax at this place; an editor with YAML support shows it",
        rule: "invalid-yaml",
      },
    ]);
  }
  return {
    file,
    value: toValue(file, document),
    warnings: document.warnings.map(({ message, pos }) => {
      const { line, col: column } = lines.linePos(pos[0]);
      const hint = "take the tag out; a tag that is not of YAML 1.2 means nothing here";
      return { file, line, column, what: `${message}: what follows is taken as it stands`, hint, rule: "unknown-tag" };
    }),
    problemAt: (pointer, problem) => ({
      file,
      pointer,
      ...positionOf(document, lines, pointer),
      ...problem,
    }),
  };
}

/** The second one of two keys of a map that are the same. */
function duplicateKey(document: Document.Parsed): YAMLParseError | undefined {
  let found: YAMLParseError | undefined;
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        // `1` and `"1"` are one name of an object.
        const name = String(key.value);
        const [start = 0, end = 0] = key.range ?? [];
        if (keys.has(name)) found = new YAMLParseError([start, end], "DUPLICATE_KEY", "Map keys must be unique");
        if (found) return visit.BREAK;
        keys.add(name);
      }
      return undefined;
    },
  });
  return found;
}

/** What the parser says, without what it says to those who call it. */
function inWords({ code, message }: YAMLParseError): string {
  return code === "MULTIPLE_DOCS" ? "it holds several documents" : message.replace(/\.$/, "");
}

/**
 * The text of a file.
 *
 * @param mayBePipe - a pipe or a device is waited for, which may be for ever: only the user may name one
 * @throws {@link DocumentError} when it cannot be read
 */
export async function readText(file: string, { mayBePipe = false } = {}): Promise<string> {
  try {
    const found = await stat(file);
    checkSize(file, found.size);
    if (found.isFile() || found.isDirectory()) return decoded(file, await readFile(file));
    if (!mayBePipe) throw Object.assign(new Error(), { code: "ENXIO" });
    return await boundedText(file, createReadStream(file));
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    const what = WHY[code] ?? `cannot be read (${code})`;
    throw new DocumentError([
      {
        file,
        what,
        hint: "give the path of an OpenAPI document in YAML or JSON",
        rule: "unreadable",
      },
    ]);
  }
}

const WHY: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "is a folder",
  ENXIO: "is no file, but a pipe or a device",
};

function toValue(file: string, document: Document.Parsed): Json {
  try {
    // Aliases are bounded by the library (100 of them), which stops "billion laughs" documents.
    return document.toJS() as Json;
  } catch (error) {
    throw new DocumentError([
      {
        file,
        what: `cannot be expanded: ${(error as Error).message}`,
        hint: "write out the YAML aliases",
        rule: "invalid-yaml",
      },
    ]);
  }
}

/** The position of the nearest part of the pointer that the file has. */
function positionOf(
  document: Document.Parsed,
  lines: LineCounter,
  pointer: JsonPointer,
): { line?: number; column?: number } {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const token of tokensOf(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === token);
      if (!pair) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isNode(node) && "items" in node) {
      node = (node.items as unknown[])[Number(token)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else {
      break;
    }
  }
  if (offset === undefined) return {};
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
