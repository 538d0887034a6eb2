import type { RequestPatch, RequestTemplate, WirePair } from "../../../spec/interchange/case.ts";
import type { Parameter, ParameterPlace } from "../../../spec/interchange/contract.ts";
import { claims } from "../../../spec/interchange/decode-parameters.ts";
import { encodeParameter } from "../../../spec/interchange/encode-parameter.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isJsonMediaType } from "../../../spec/interchange/media-type.ts";
import { percentEncode } from "../../../spec/interchange/percent-encoding.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isObjectTemplate, toText } from "../../../spec/interchange/template.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { memberOf } from "../instance.ts";
import { rootSite } from "../site.ts";
import { applyAll, type Carrier, isMadeOf, NO_WAY, nameOf, type Sample, touched } from "./carrier.ts";

/** The carrier of the parameters of one place. */
export function parameterCarrier(
  place: ParameterPlace,
  part: SchemaPart,
  parameters: Parameter[],
  instance: Record<string, JsonTemplate>,
  sample: Sample,
): Carrier {
  const root = rootSite(part);
  const here = parameters.filter((parameter) => parameter.in === place);
  const parameterOf = (name = "") => here.find((candidate) => nameOf(candidate) === name);
  const isStructured = (name: string) => isMadeOf(memberOf(root, name), "array", "object");
  return {
    place,
    part,
    root,
    instance,
    isText([name = "", ...rest]) {
      const type = parameterOf(name)?.contentType;
      if (type !== undefined) return rest.length === 0 && !isJsonMediaType(type);
      return rest.length === (isStructured(name) ? 1 : 0);
    },
    constrains([name, ...rest], keyword) {
      if (name === undefined) return keyword !== "type" && !(place === "path" && keyword === "required");
      // By its style, whatever travels is read as an array or an object.
      const isContent = parameterOf(name)?.contentType !== undefined;
      return !(rest.length === 0 && keyword === "type" && isStructured(name) && !isContent);
    },
    patch(edits, base) {
      const changed = applyAll(instance, edits, root, sample);
      if (!isObjectTemplate(changed)) return NO_WAY;
      const patches: RequestPatch[] = [];
      const query = { removed: new Set<number>(), added: [] as WirePair[] };
      for (const name of touched(edits)) {
        const parameter = parameterOf(name);
        if (!parameter && place === "path") return { reason: "a path has no place for it" };
        const pairs = Object.hasOwn(changed, name) ? pairsOf(parameter, name, changed[name] as JsonTemplate) : [];
        if ("reason" in pairs) return pairs;
        const belongs = (other: string) =>
          parameter ? claims(parameter, percentEncode(other), part.schema) : other === name;
        if (place === "query") {
          for (const [index, pair] of base.query.entries()) if (belongs(pair.name)) query.removed.add(index);
          query.added.push(...pairs);
          continue;
        }
        const patch = namedPatch(place, base, name, belongs, pairs);
        if ("reason" in patch) return patch;
        patches.push(...patch);
      }
      return [...queryPatch(query), ...patches];
    },
  };
}

function pairsOf(parameter: Parameter | undefined, name: string, value: JsonTemplate): WirePair[] | { reason: string } {
  return parameter ? encodeParameter(parameter, value) : [{ name, value: toText(value) }];
}

/** From the last one on, so that what is taken out moves nothing that is still to go; each but once. */
function queryPatch({ removed, added }: { removed: ReadonlySet<number>; added: readonly WirePair[] }): RequestPatch[] {
  const indexes = [...removed].sort((one, other) => other - one);
  return [
    ...indexes.map((index): RequestPatch => ({ op: "remove", path: `/query/${index}` })),
    ...added.map((pair): RequestPatch => ({ op: "add", path: "/query/-", value: pair as unknown as JsonTemplate })),
  ];
}

const GROUPS = { path: "path", header: "headers", cookie: "cookies" } as const;

function namedPatch(
  place: Exclude<ParameterPlace, "query">,
  base: RequestTemplate,
  name: string,
  belongs: (name: string) => boolean,
  pairs: WirePair[],
): RequestPatch[] | { reason: string } {
  const group = GROUPS[place];
  if (place === "path" && pairs.length === 0) {
    return { reason: "a path without one of its parameters is another path" };
  }
  // Only an object in cookies has other names than its own.
  const entries = place === "cookie" ? pairs : pairs.slice(0, 1).map(({ value }) => ({ name, value }));
  const kept = new Set(entries.map((entry) => entry.name));
  const present = Object.keys(base[group]);
  const gone = present.filter((other) => !kept.has(other) && (place === "cookie" ? belongs(other) : other === name));
  const at = (member: string) => below("", group, member);
  return [
    ...gone.map((member): RequestPatch => ({ op: "remove", path: at(member) })),
    ...entries.map(
      (entry): RequestPatch => ({
        op: present.includes(entry.name) ? "replace" : "add",
        path: at(entry.name),
        value: entry.value as JsonTemplate,
      }),
    ),
  ];
}
