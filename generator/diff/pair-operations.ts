import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonObject, JsonSchema } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { OperationPair, Sides } from "./side.ts";

/** The operations of two documents, by what they are on the wire: method, and path without the names of its parameters. */
export interface PairedOperations {
  pairs: OperationPair[];
  removed: Operation<SchemaPart>[];
  added: Operation<SchemaPart>[];
}

/** Pairs the operations of two documents, in the order of HEAD. */
export function pairOperations(sides: Sides): PairedOperations {
  const known = Map.groupBy(sides.base.contract.operations, wireName);
  const pairs: OperationPair[] = [];
  const added: Operation<SchemaPart>[] = [];
  for (const head of sides.head.contract.operations) {
    const same = known.get(wireName(head)) ?? [];
    // A document may have several of one name, though it should not.
    const index = Math.max(
      0,
      same.findIndex(({ path }) => path === head.path),
    );
    const [base] = same.splice(index, 1);
    if (base) pairs.push({ base, head: inTermsOf(base, head), sides, title: titleOf(head) });
    else added.push(head);
  }
  return { pairs, removed: [...known.values()].flat(), added };
}

/** `POST /orders/{id}` */
export function titleOf({ method, path }: Operation<SchemaPart>): string {
  return `${method} ${path}`;
}

function wireName({ method, path }: Operation<SchemaPart>): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}

function parameterNames({ path }: Operation<SchemaPart>): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

/** HEAD's operation with the names that BASE gives the parameters of the same path. */
function inTermsOf(base: Operation<SchemaPart>, head: Operation<SchemaPart>): Operation<SchemaPart> {
  const [wanted, own] = [parameterNames(base), parameterNames(head)];
  const renamed = new Map(own.map((name, index) => [name, wanted[index] ?? name]));
  const part = head.parameterSchemas.path;
  if (!part || [...renamed].every(([from, to]) => from === to)) return head;
  const nameOf = (name: string) => renamed.get(name) ?? name;
  const { properties, required, ...rest } = part.schema as JsonObject & { required?: string[] };
  const schema: JsonSchema = {
    ...rest,
    properties: Object.fromEntries(
      Object.entries((properties ?? {}) as JsonObject).map(([name, member]) => [nameOf(name), member]),
    ),
    ...(required && { required: required.map(nameOf) }),
  };
  const origins = new Map(
    [...part.origins].map(([place, pointer]) => {
      const [, group, name = ""] = place.split("/");
      return group === "properties" && renamed.has(name) ? [`/properties/${nameOf(name)}`, pointer] : [place, pointer];
    }),
  );
  return {
    ...head,
    path: base.path,
    parameters: head.parameters.map((each) => (each.in === "path" ? { ...each, name: nameOf(each.name) } : each)),
    parameterSchemas: { ...head.parameterSchemas, path: { ...part, schema, origins } },
  };
}
