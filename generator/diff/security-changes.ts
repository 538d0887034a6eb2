import type { Operation } from "../../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject } from "../../spec/interchange/json.ts";
import { valueAt } from "../../spec/interchange/pointer.ts";
import type { SchemaPart } from "../schema-part.ts";
import { anyRequest } from "./any-request.ts";
import type { Change, Refusal } from "./change.ts";
import { type OperationPair, placeIn, type Side } from "./side.ts";

/** An alternative of a security requirement. */
interface Alternative {
  /** Its schemes by what they are on the wire, each with the scopes that are asked for. */
  schemes: Map<string, string[]>;
  names: string[];
}

/** Credentials that were enough and are no more, and such as are enough now. */
export function securityChanges(pair: OperationPair): Change[] {
  const { base, head, sides, title: operation } = pair;
  const [own, other] = [alternatives(sides.base, base), alternatives(sides.head, head)];
  const both = [placeIn(sides.base, base.securityPointer), placeIn(sides.head, head.securityPointer)];
  const removed = own.filter((each) => !other.some((enough) => isCoveredBy(enough, each)));
  const added = other.filter((each) => !own.some((enough) => isCoveredBy(enough, each)));
  const scopes = own.filter((each) => {
    const enough = other.filter((alternative) => isCoveredBy(alternative, each));
    return enough.length > 0 && !enough.some((alternative) => hasScopesOf(each, alternative));
  });
  return [
    ...removed.map(({ names }): Change => {
      const words = names.length === 0 ? "a call without credentials" : `a call with ${names.join(" and ")}`;
      const message = `${words} is not enough`;
      const refusal: Refusal = { keyword: "security", pointer: head.securityPointer, message };
      const request = {
        ...anyRequest(sides.base, base),
        credentials: names.map((scheme) => ({ scheme, as: "given" as const })),
      };
      const witness = { kind: "request" as const, operationId: base.id, request, refusals: [refusal] };
      const what = `${words} is not enough any more`;
      return { kind: "breaking", rule: "security-narrowed", operation, what, places: both, witness };
    }),
    ...scopes.map(({ names }): Change => {
      const what = `asks for further scopes of ${names.join(" and ")}`;
      const why = "whether the credentials that are in use have them, the documents do not say";
      return { kind: "unproved", rule: "security-unproved", operation, what, why, places: both };
    }),
    ...added.map(({ names }): Change => {
      const verb = names.length === 1 ? "is" : "are";
      const words = names.length === 0 ? "no credentials are" : `${names.join(" and ")} ${verb}`;
      const what = `${words} enough now`;
      return { kind: "non-breaking", rule: "security-widened", operation, what, places: both };
    }),
  ];
}

function isCoveredBy(enough: Alternative, given: Alternative): boolean {
  return [...enough.schemes.keys()].every((scheme) => given.schemes.has(scheme));
}

function hasScopesOf(given: Alternative, enough: Alternative): boolean {
  return [...enough.schemes].every(([scheme, scopes]) =>
    scopes.every((scope) => given.schemes.get(scheme)?.includes(scope)),
  );
}

/** Anyone may call what asks for nothing: an alternative without a scheme. */
function alternatives({ contract, loaded }: Side, { security, securityPointer }: Operation<SchemaPart>): Alternative[] {
  if (security.length === 0) return [{ schemes: new Map(), names: [] }];
  const written = (valueAt(loaded.document, securityPointer) ?? []) as Json[];
  const requirements: JsonObject[] = written.filter(isJsonObject);
  return security.map((names, index) => ({
    names,
    schemes: new Map(
      names.map((name) => [
        JSON.stringify(contract.securitySchemes[name] ?? name),
        ((requirements[index]?.[name] ?? []) as Json[]).map(String),
      ]),
    ),
  }));
}
