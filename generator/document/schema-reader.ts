import type { SchemaName } from "../../spec/interchange/contract.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
} from "../../spec/interchange/json.ts";
import { below, escapeToken, localPointer, tokensOf, valueAt } from "../../spec/interchange/pointer.ts";
import { keywordNamed } from "../../spec/vocabulary/vocabulary.ts";
import { createNamer } from "../names.ts";
import type { SchemaPart } from "../schema-part.ts";
import { isBinary, isSilent, keywordShape, modernise, withExamples } from "./dialect.ts";
import { checkFormat, checkPattern, checkVocabulary } from "./keyword-checks.ts";
import type { LoadedDocument } from "./load.ts";
import { type Direction, oneWayMembers } from "./one-way-members.ts";
import type { Problem } from "./problem.ts";

/** Brings the Schema Objects of one document to plain JSON Schema 2020-12. */
export interface SchemaReader {
  /** One schema of the document, self-contained. */
  read(name: SchemaName, pointer: JsonPointer, options?: ReadOptions): SchemaPart;
  /** An object schema whose members are schemas of the document; `pointer` is where they are listed. */
  group(name: SchemaName, pointer: JsonPointer, members: GroupMember[]): SchemaPart;
  /** What was found wrong on the way. Any `error` means that the schemas must not be used. */
  errors: Problem[];
  warnings: Problem[];
}

/** How a schema is read. */
export interface ReadOptions {
  /** Binary members may be anything. */
  bytes?: boolean;
  /** Which way its instances travel: members that do not travel so are not demanded. By default all are. */
  direction?: Direction;
}

/** What is read together: one self-contained schema. */
interface Reading extends ReadOptions {
  /** Definitions that are referred to, by where they stand. */
  pending: Map<JsonPointer, string>;
}

/** A schema that is referred to, and what it refers to in turn. */
interface Definition {
  schema: JsonSchema;
  refers: Map<JsonPointer, string>;
}

/** A member of a schema that {@link SchemaReader.group} puts together. */
export interface GroupMember {
  name: string;
  required: boolean;
  /** Where the member's schema stands; a member without one may be anything. */
  pointer?: JsonPointer;
}

/** A reader for a document; it collects problems instead of throwing, so that all are told at once. */
export function createSchemaReader(loaded: LoadedDocument): SchemaReader {
  const version = String(loaded.document["openapi"]);
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const definitionNames = new Map<JsonPointer, string>();
  const takenNames = new Set<string>();
  const uniqueName = createNamer();
  const definitionsRead = new Map<string, Definition>();

  return { read, group, errors, warnings };

  function read(name: SchemaName, pointer: JsonPointer, options: ReadOptions = {}): SchemaPart {
    const reading: Reading = { ...options, pending: new Map() };
    return finish(name, convert(at(pointer), pointer, reading), pointer, new Map(), reading);
  }

  function group(name: SchemaName, pointer: JsonPointer, members: GroupMember[]): SchemaPart {
    const reading: Reading = { pending: new Map() };
    // What says that there are members, and which are required, is the list of them.
    const origins = new Map(["/type", "/properties", "/required"].map((place) => [place, pointer]));
    const properties: JsonObject = {};
    for (const member of members) {
      define(
        properties,
        member.name,
        member.pointer === undefined ? true : convert(at(member.pointer), member.pointer, reading),
      );
      if (member.pointer !== undefined) origins.set(below("/properties", member.name), member.pointer);
    }
    const required = members.filter((member) => member.required).map((member) => member.name);
    const schema: JsonObject = {
      type: "object",
      properties,
      ...(required.length > 0 && { required }),
    };
    return finish(name, schema, pointer, origins, reading);
  }

  function at(pointer: JsonPointer): Json {
    return valueAt(loaded.document, pointer) as Json;
  }

  /** Adds the definitions that were referred to, and those that they refer to. */
  function finish(
    name: SchemaName,
    schema: JsonSchema,
    pointer: JsonPointer,
    origins: Map<JsonPointer, JsonPointer>,
    reading: Reading,
  ): SchemaPart {
    const own = uniqueName(name);
    const { pending } = reading;
    const definitions: JsonObject = {};
    // A Map visits what is added while it is walked.
    for (const [target, definition] of pending) {
      const { schema: converted, refers } = definitionAt(target, reading);
      define(definitions, definition, converted);
      origins.set(below("/$defs", definition), target);
      for (const [further, its] of refers) pending.set(further, its);
    }
    const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (pending.size > 0 && isJsonObject(schema))
      return { name: own, schema: { ...schema, $defs: sorted }, pointer, origins };
    return { name: own, schema, pointer, origins };
  }

  /** A definition is read once for all that refer to it. */
  function definitionAt(target: JsonPointer, { bytes, direction }: Reading): Definition {
    const key = `${bytes === true} ${direction} ${target}`;
    const known = definitionsRead.get(key);
    if (known) return known;
    const reading: Reading = {
      pending: new Map(),
      ...(bytes !== undefined && { bytes }),
      ...(direction !== undefined && { direction }),
    };
    const definition = { schema: convert(at(target), target, reading), refers: reading.pending };
    definitionsRead.set(key, definition);
    return definition;
  }

  /** @param exempt - members that nothing demands, as the schema is a part of one that says so */
  function convert(node: Json, pointer: JsonPointer, reading: Reading, exempt?: ReadonlySet<string>): JsonSchema {
    if (typeof node === "boolean") return node;
    if (!isJsonObject(node)) {
      fail(pointer, "is not a schema", "write an object of keywords, or `true` for anything", "invalid-schema");
      return true;
    }
    const source = modernise(withExamples(node), version);
    const schema: JsonObject = {};
    const oneWay = reading.direction ? oneWayMembers(node, reading.direction, loaded.document) : new Set<string>();
    const absent = exempt === undefined ? oneWay : oneWay.union(exempt);
    for (const [keyword, value] of Object.entries(source)) {
      const place = below(pointer, keyword);
      if (keyword === "$ref") schema["$ref"] = reference(String(value), place, reading.pending);
      else if (reading.bytes && isBinary(source) && (keyword === "type" || keyword === "format")) continue;
      else if (keyword.startsWith("x-") || !isSilent(keyword))
        member(schema, source, keyword, demanded(keyword, value, absent), place, reading, absent);
    }
    return schema;
  }

  function member(
    schema: JsonObject,
    source: JsonObject,
    keyword: string,
    value: Json,
    pointer: JsonPointer,
    reading: Reading,
    absent: ReadonlySet<string>,
  ): void {
    if (keyword.startsWith("x-")) {
      const problem = checkVocabulary(keyword, value, source);
      if (problem) errors.push(loaded.problemAt(pointer, problem));
      else if (keywordNamed(keyword)) schema[keyword] = value;
      return;
    }
    const child = (key: string | number, part: Json): JsonSchema =>
      convert(part, below(pointer, String(key)), reading, keyword === "allOf" ? absent : undefined);
    switch (keywordShape(keyword)) {
      case "schema":
        schema[keyword] = convert(value, pointer, reading);
        return;
      case "schemas":
        if (Array.isArray(value)) schema[keyword] = value.map((part, index) => child(index, part));
        return;
      case "schema-map": {
        const map: JsonObject = {};
        for (const [key, part] of Object.entries(isJsonObject(value) ? value : {})) {
          const problem = keyword === "patternProperties" ? checkPattern(key) : undefined;
          if (problem) errors.push(loaded.problemAt(below(pointer, key), problem));
          else define(map, key, child(key, part));
        }
        schema[keyword] = map;
        return;
      }
      case "data":
        data(schema, keyword, value, pointer);
        return;
      default:
        warnings.push(
          loaded.problemAt(pointer, {
            what: `"${keyword}" is no keyword of JSON Schema 2020-12: it is left out, and nothing checks it`,
            hint: "mend its spelling; a name that starts with x- may hold notes of your own",
            rule: "unknown-keyword",
          }),
        );
    }
  }

  function data(schema: JsonObject, keyword: string, value: Json, pointer: JsonPointer): void {
    const problem = keyword === "pattern" ? checkPattern(value) : undefined;
    if (problem) errors.push(loaded.problemAt(pointer, problem));
    const doubt = keyword === "format" ? checkFormat(value) : undefined;
    if (doubt) warnings.push(loaded.problemAt(pointer, doubt));
    if (!problem && !doubt) schema[keyword] = value;
  }

  function reference(ref: string, pointer: JsonPointer, pending: Map<JsonPointer, string>): string {
    const target = localPointer(ref);
    if (target === undefined) {
      fail(
        pointer,
        `$ref by name is not supported: ${ref}`,
        "refer by a JSON Pointer: #/components/schemas/Name",
        "unsupported-ref",
      );
      return "#";
    }
    const name = definitionName(target);
    pending.set(target, name);
    return `#/$defs/${encodeURIComponent(escapeToken(name))}`;
  }

  /** `Message` for `#/components/schemas/Message`, otherwise the pointer's tokens joined; distinct per target. */
  function definitionName(target: JsonPointer): string {
    const known = definitionNames.get(target);
    if (known !== undefined) return known;
    const tokens = tokensOf(target);
    const wish =
      target.startsWith("/components/schemas/") && tokens.length === 3 ? String(tokens[2]) : tokens.join(".");
    let name = wish;
    for (let count = 2; takenNames.has(name); count++) name = `${wish}.${count}`;
    definitionNames.set(target, name);
    takenNames.add(name);
    return name;
  }

  function fail(pointer: JsonPointer, what: string, hint: string, rule: string): void {
    errors.push(loaded.problemAt(pointer, { what, hint, rule }));
  }
}

/** `required` without the members that do not travel. */
function demanded(keyword: string, value: Json, absent: ReadonlySet<string>): Json {
  if (keyword !== "required" || !Array.isArray(value) || absent.size === 0) return value;
  return value.filter((name) => !absent.has(String(name)));
}

/** Sets a member whatever its name: assigning `__proto__` would set the prototype. */
function define(target: JsonObject, name: string, value: Json): void {
  if (name !== "__proto__") target[name] = value;
  else
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}
