import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Change, Refusal } from "./change.ts";
import { type OperationPair, placeIn, type Side } from "./side.ts";

/** An alternative of a security requirement: its schemes by what they are on the wire, and their names. */
interface Alternative {
  schemes: Set<string>;
  names: string[];
}

/** Credentials that were enough and are no more, and such as are enough now. */
export function securityChanges(pair: OperationPair, request: RequestTemplate | undefined): Change[] {
  const { base, head, sides, title: operation } = pair;
  const [own, other] = [alternatives(sides.base, base.security), alternatives(sides.head, head.security)];
  const removed = own.filter((each) => !other.some((enough) => enough.schemes.isSubsetOf(each.schemes)));
  const added = other.filter((each) => !own.some((enough) => enough.schemes.isSubsetOf(each.schemes)));
  return [
    ...removed.map(({ names }): Change => {
      const words = names.length === 0 ? "a call without credentials" : `a call with ${names.join(" and ")}`;
      const credentials = names.map((scheme) => ({ scheme, as: "given" as const }));
      const refusal: Refusal = {
        keyword: "security",
        pointer: head.securityPointer,
        message: `${words} is not enough`,
      };
      const places = [placeIn(sides.base, base.securityPointer), placeIn(sides.head, head.securityPointer)];
      const template = request ?? { path: {}, query: [], headers: {}, cookies: {}, credentials: [], body: null };
      const witness = {
        kind: "request" as const,
        operationId: base.id,
        request: { ...template, credentials },
        refusals: [refusal],
      };
      return {
        kind: "breaking",
        rule: "security-narrowed",
        operation,
        what: `${words} is not enough any more`,
        places,
        witness,
      };
    }),
    ...added.map(({ names }): Change => {
      const words =
        names.length === 0 ? "no credentials are" : `${names.join(" and ")} ${names.length === 1 ? "is" : "are"}`;
      const places = [placeIn(sides.head, head.securityPointer)];
      return { kind: "non-breaking", rule: "security-widened", operation, what: `${words} enough now`, places };
    }),
  ];
}

/** Anyone may call what asks for nothing: an alternative without a scheme. */
function alternatives({ contract }: Side, security: string[][]): Alternative[] {
  if (security.length === 0) return [{ schemes: new Set(), names: [] }];
  return security.map((names) => ({
    names,
    schemes: new Set(names.map((name) => JSON.stringify(contract.securitySchemes[name] ?? name))),
  }));
}
