import { Pointer } from "rfc6902";
import type { RequestPatch, RequestTemplate } from "../../spec/interchange/case.ts";
import type { MediaType, Parameter, ParameterPlace } from "../../spec/interchange/contract.ts";
import type { JsonTemplate, Text } from "../../spec/interchange/expression.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Edit } from "./candidate.ts";
import { edited } from "./instance.ts";
import { rootSite, type Site } from "./site.ts";
import { isObjectTemplate, toText } from "./template.ts";

/** One part of a request that a schema describes, and how its instance travels. */
export interface Carrier {
  place: ParameterPlace | "body";
  part: SchemaPart;
  root: Site;
  /** The instance in the base request. */
  instance: JsonTemplate | undefined;
  /** Whether what is at this place of the instance travels as a text of its own. */
  isText(at: string[]): boolean;
  /** Whether a request can break this keyword at this place: that parameters are an object is not theirs to choose. */
  constrains(at: string[], keyword: string): boolean;
  /** The edits as changes of the base request, or why they cannot travel. */
  patch(edits: Edit[], base: RequestTemplate): RequestPatch[] | { reason: string };
}

type Sample = (site: Site) => JsonTemplate | undefined;

/** The carrier of the parameters of one place. */
export function parameterCarrier(
  place: ParameterPlace,
  part: SchemaPart,
  parameters: Parameter[],
  instance: Record<string, JsonTemplate>,
  sample: Sample,
): Carrier {
  const root = rootSite(part);
  return {
    place,
    part,
    root,
    instance,
    isText: (at) => at.length === 1,
    constrains: (at, keyword) => at.length > 0 || (keyword !== "type" && !(place === "path" && keyword === "required")),
    patch(edits, base) {
      const changed = applyAll(instance, edits, root, sample);
      if (!isObjectTemplate(changed)) return { reason: "there is no way to the place" };
      const patches: RequestPatch[] = [];
      for (const name of touched(edits)) {
        const parameter = parameters.find((candidate) => nameOf(candidate) === name);
        if (!parameter && place === "path") return { reason: "a path has no place for it" };
        const values = Object.hasOwn(changed, name)
          ? toTexts(parameter, changed[name] as JsonTemplate, isWire(edits, name))
          : [];
        if (values === undefined) return { reason: "objects in parameters are not derived yet" };
        const patch = place === "query" ? queryPatch(base, name, values) : namedPatch(place, base, name, values);
        if ("reason" in patch) return patch;
        patches.push(...patch);
      }
      return patches;
    },
  };
}

/** The carrier of a multipart or JSON body. */
export function bodyCarrier(
  media: MediaType<SchemaPart>,
  part: SchemaPart,
  instance: JsonTemplate | undefined,
  sample: Sample,
): Carrier {
  const root = rootSite(part);
  const isMultipart = media.kind === "multipart";
  return {
    place: "body",
    part,
    root,
    instance,
    isText: (at) => isMultipart && at.length === 1,
    constrains: (at, keyword) => !(isMultipart && at.length === 0 && keyword === "type"),
    patch(edits, base) {
      const changed = applyAll(instance, edits, root, sample);
      if (changed === undefined) return { reason: "there is no way to the place" };
      if (!isMultipart) return jsonPatch(instance, changed, edits);
      if (!isObjectTemplate(changed)) return { reason: "a form is an object" };
      return [...touched(edits)]
        .reverse()
        .flatMap((name) => partPatch(base, name, Object.hasOwn(changed, name) ? changed[name] : undefined));
    },
  };
}

function applyAll(
  instance: JsonTemplate | undefined,
  edits: Edit[],
  root: Site,
  sample: Sample,
): JsonTemplate | undefined {
  return edits.reduce<JsonTemplate | undefined>((current, edit) => edited(current, edit, root, sample), instance);
}

function touched(edits: Edit[]): Set<string> {
  return new Set(edits.map(({ at }) => at[0] ?? ""));
}

function isWire(edits: Edit[], name: string): boolean {
  return edits.some((edit) => edit.at[0] === name && "text" in edit);
}

/** The name by which a parameter's schema knows it: header names in lower case. */
export function nameOf(parameter: Parameter): string {
  return parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
}

/** One text per field: an exploded array has several. */
function toTexts(parameter: Parameter | undefined, value: JsonTemplate, isWireText: boolean): Text[] | undefined {
  if (isWireText) return [value as Text];
  if (parameter?.contentType !== undefined) return [toText(value)];
  if (isObjectTemplate(value)) return undefined;
  if (!Array.isArray(value)) return [toText(value)];
  if (parameter?.in === "query" && parameter.style === "form" && parameter.explode) return value.map(toText);
  const texts = value.map(toText);
  if (texts.some((text) => typeof text !== "string" || /[,|% ]/.test(text))) return undefined;
  const delimiter = { spaceDelimited: " ", pipeDelimited: "|" }[parameter?.style ?? ""] ?? ",";
  return [texts.join(delimiter)];
}

function queryPatch(base: RequestTemplate, name: string, values: Text[]): RequestPatch[] {
  const present = base.query.flatMap((entry, index) => (entry.name === name ? [index] : []));
  return [
    ...present.reverse().map((index): RequestPatch => ({ op: "remove", path: `/query/${index}` })),
    ...values.map(
      (value): RequestPatch => ({
        op: "add",
        path: "/query/-",
        value: { name, value: value as JsonTemplate },
      }),
    ),
  ];
}

const GROUPS = { path: "path", header: "headers", cookie: "cookies" } as const;

function namedPatch(
  place: Exclude<ParameterPlace, "query">,
  base: RequestTemplate,
  name: string,
  [value]: Text[],
): RequestPatch[] | { reason: string } {
  const group = GROUPS[place];
  const path = new Pointer(["", group, name]).toString();
  const isPresent = Object.hasOwn(base[group], name);
  if (value !== undefined) return [{ op: isPresent ? "replace" : "add", path, value: value as JsonTemplate }];
  if (place === "path") return { reason: "a path without one of its parameters is another path" };
  return isPresent ? [{ op: "remove", path }] : [];
}

function partPatch(base: RequestTemplate, name: string, value: JsonTemplate | undefined): RequestPatch[] {
  const parts = base.body?.kind === "multipart" ? base.body.parts : [];
  const index = parts.findIndex((part) => part.name === name);
  if (value === undefined) return index === -1 ? [] : [{ op: "remove", path: `/body/parts/${index}` }];
  const text = toText(value) as JsonTemplate;
  if (index !== -1) return [{ op: "replace", path: `/body/parts/${index}/value`, value: text }];
  return [{ op: "add", path: "/body/parts/-", value: { name, value: text } }];
}

/** Changes of a JSON body, each at the nearest place that the base has. */
function jsonPatch(
  instance: JsonTemplate | undefined,
  changed: JsonTemplate,
  edits: Edit[],
): RequestPatch[] | { reason: string } {
  if (edits.some((edit) => "text" in edit)) return { reason: "in a JSON body nothing travels as text" };
  return edits.flatMap(({ at }): RequestPatch[] => {
    const tokens = at.slice(0, commonDepth(instance, at));
    const path = new Pointer(["", "body", "value", ...tokens]).toString();
    const value = valueAt(changed, tokens);
    if (value !== undefined) return [{ op: tokens.length === 0 ? "replace" : "add", path, value }];
    return valueAt(instance, tokens) === undefined ? [] : [{ op: "remove", path }];
  });
}

function valueAt(instance: JsonTemplate | undefined, tokens: string[]): JsonTemplate | undefined {
  return tokens.reduce<JsonTemplate | undefined>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)];
    return isObjectTemplate(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }, instance);
}

/** How many steps of the way lead to a place whose holder the base has. */
function commonDepth(instance: JsonTemplate | undefined, at: string[]): number {
  let node: unknown = instance;
  for (const [index, step] of at.entries()) {
    if (typeof node !== "object" || node === null) return index;
    // An item in the middle of an array would be inserted, not replaced: the array is written whole.
    if (Array.isArray(node)) return index;
    node = Object.hasOwn(node, step) ? (node as Record<string, unknown>)[step] : undefined;
  }
  return at.length;
}
