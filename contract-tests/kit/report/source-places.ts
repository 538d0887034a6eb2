import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { isJsonObject } from "../../../spec/interchange/json.ts";
import { tokensOf } from "../../../spec/interchange/pointer.ts";
import { inDocument } from "../checks/check.ts";
import type { Place, Places } from "./place.ts";

const LONGEST_TEXT = 100;
/** More references than this one after the other lead in a circle. */
const MOST_REFERENCES = 20;

interface Source {
  file: string;
  document: Document;
  lines: LineCounter;
}

/** A node, where it or its name begins, and the file that it is in. */
interface Found {
  source: Source;
  node: unknown;
  name: string;
  offset: number;
}

/**
 * Finds the places of `openapi.json` in the YAML or JSON document that it was bundled from, also where
 * a `$ref` leads into another file; and the places of other files under their own names. Files are
 * read when the first place is asked for; what cannot be read or found has no place.
 *
 * @param document - path of the document
 */
export function sourcePlaces(document: string): Places {
  const sources = new Map<string, Source | undefined>();
  const places = new Map<string, Place | undefined>();
  const root = inDocument("");

  function open(file: string): Source | undefined {
    if (!sources.has(file)) sources.set(file, readSource(file));
    return sources.get(file);
  }

  function find(where: string): Place | undefined {
    const [, named = "", pointer = ""] = /^([^#]+)#(.*)$/s.exec(where) ?? [];
    const source = named === "" ? undefined : open(`${named}#` === root ? document : named);
    const found = source && walk(start(source), tokensOf(pointer), open, MOST_REFERENCES);
    return found && placeOf(found);
  }

  return (where) => {
    if (!places.has(where)) places.set(where, find(where));
    return places.get(where);
  };
}

function readSource(file: string): Source | undefined {
  try {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, prettyErrors: false });
    return document.errors.length > 0 ? undefined : { file, document, lines };
  } catch {
    return undefined;
  }
}

function start(source: Source): Found {
  return { source, node: source.document.contents, name: "", offset: 0 };
}

function walk(
  from: Found,
  [token, ...rest]: string[],
  open: (file: string) => Source | undefined,
  references: number,
): Found | undefined {
  const at = resolved(from);
  if (token === undefined) return at;
  const next = member(at, token);
  if (next) return walk(next, rest, open, references);
  // A bundled document has the target in the place of a reference to another file.
  const reference = isMap(at.node) ? at.node.get("$ref") : undefined;
  if (typeof reference !== "string" || references === 0) return undefined;
  const [file = "", fragment = ""] = reference.split("#", 2);
  const source = file === "" ? at.source : open(join(dirname(at.source.file), decode(file)));
  const target = source && walk(start(source), tokensOf(decode(fragment)), open, references - 1);
  return target && walk(target, [token, ...rest], open, references - 1);
}

function resolved(found: Found): Found {
  const { node, source } = found;
  return isAlias(node) ? { ...found, node: node.resolve(source.document) } : found;
}

function member({ node, source }: Found, token: string): Found | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === token);
    const offset = (pair?.key as Node | undefined)?.range?.[0];
    return pair && offset !== undefined ? { source, node: pair.value, name: token, offset } : undefined;
  }
  const item = isSeq(node) && /^\d+$/.test(token) ? (node.items[Number(token)] as Node | undefined) : undefined;
  const offset = item?.range?.[0];
  return item && offset !== undefined ? { source, node: item, name: "", offset } : undefined;
}

function placeOf({ source, node, name, offset }: Found): Place {
  const { line, col } = source.lines.linePos(offset);
  const value = inWords((node as Node | null)?.toJS(source.document));
  return { file: source.file, line, column: col, text: name === "" ? value : `${name}: ${value}` };
}

/** As short as YAML writes it. */
function inWords(value: unknown): string {
  if (typeof value === "string" && /^[A-Za-z][\w ./+-]*$/.test(value) && value.length <= LONGEST_TEXT) return value;
  const text = JSON.stringify(value ?? null);
  if (text.length <= LONGEST_TEXT) return text;
  if (isJsonObject(value)) return "{…}";
  return `${[...text].slice(0, LONGEST_TEXT).join("")}…`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
