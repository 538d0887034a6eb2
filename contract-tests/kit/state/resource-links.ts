import type { Contract, Operation, Parameter } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { type DeclaredLink, declaredLinks } from "../workflow/declared-links.ts";
import { linkParameter, linkTarget } from "../workflow/link-call.ts";
import { isSafeMethod } from "../write-guard.ts";

/** A link of the document from the response of one operation to another operation. */
export interface ResourceLink {
  source: Operation;
  declared: DeclaredLink;
  target: Operation;
  /** The parameters of the target that the link fills. */
  fills: Parameter[];
  /** Those of them that only the response of the source knows. */
  handles: Parameter[];
  /** Whether the response gives the whole URL (`x-url`). */
  givesUrl: boolean;
}

/** Every link of a document that names one of its operations, in the document's order. */
export function resourceLinks({ operations }: Pick<Contract, "operations">, document: JsonObject): ResourceLink[] {
  return operations.flatMap((source) =>
    declaredLinks(source, document).flatMap((declared): ResourceLink[] => {
      const target = linkTarget(declared.link, operations);
      if (!target) return [];
      const parameters = isJsonObject(declared.link["parameters"]) ? Object.entries(declared.link["parameters"]) : [];
      const filled = parameters.flatMap(([key, value]) => {
        const parameter = linkParameter(target, key);
        return parameter ? [{ parameter, value }] : [];
      });
      return [
        {
          ...{ source, declared, target },
          fills: filled.map(({ parameter }) => parameter),
          handles: filled.filter(({ value }) => isOfResponse(value)).map(({ parameter }) => parameter),
          givesUrl: isOfResponse(declared.link["x-url"]),
        },
      ];
    }),
  );
}

function isOfResponse(value: Json | undefined): boolean {
  return typeof value === "string" && /^\$response\b|\{\$response\b/.test(value);
}

/** Whether following a link brings to something that its source has made or found. */
function isProvider({ handles, givesUrl, source, target }: ResourceLink): boolean {
  return source !== target && (givesUrl || handles.some((parameter) => parameter.in === "path"));
}

/**
 * The links to follow, one after the other, to come to something that an operation can be called on:
 * the fewest. What is there already is never changed or deleted: a way to a method that does such things
 * begins with one that makes something.
 *
 * @returns empty when the operation needs nothing, `undefined` when it needs something and no way is known
 */
export function wayTo(operation: Operation, links: readonly ResourceLink[]): ResourceLink[] | undefined {
  return shortestWay(operation, links, !isSafeMethod(operation.method), new Set());
}

function shortestWay(
  operation: Operation,
  links: readonly ResourceLink[],
  isWrite: boolean,
  visited: ReadonlySet<Operation>,
): ResourceLink[] | undefined {
  const providers = links.filter((link) => link.target === operation && isProvider(link));
  if (providers.length === 0) return [];
  const ways = providers.flatMap((link): ResourceLink[][] => {
    if (visited.has(link.source)) return [];
    const before = shortestWay(link.source, links, isWrite, new Set([...visited, operation]));
    const first = before?.[0]?.source ?? link.source;
    return before === undefined || (isWrite && isSafeMethod(first.method)) ? [] : [[...before, link]];
  });
  return ways.toSorted((one, other) => one.length - other.length)[0];
}

/** The links from a response that lead to the deletion of what it is about. */
export function deletionsOf(source: Operation, links: readonly ResourceLink[]): ResourceLink[] {
  return links.filter((link) => link.source === source && link.target.method === "DELETE" && isProvider(link));
}
