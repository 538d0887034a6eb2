import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { CaseContext } from "../run-case.ts";
import { reasonNotToFollow, reasonNotToWrite } from "../write-guard.ts";
import { linkRunner } from "./link-runner.ts";
import { linkedSupply } from "./linked-supply.ts";
import { textIn } from "./parameter-text.ts";
import { type ResourceLink, resourceLinks } from "./resource-links.ts";
import type { Handle } from "./undecided.ts";

/**
 * Adds to the context of a run what its document's links tell: how to make what requests need, and which
 * parameters take only what the server has given out.
 *
 * @param bases - the base requests of all operations, with credentials, by operation id
 */
export function withSupply(
  context: CaseContext,
  bases: ReadonlyMap<string, RequestTemplate>,
  allowWrites: boolean,
): CaseContext {
  const { artefacts, target } = context;
  const links = artefacts.document ? resourceLinks(artefacts.contract, artefacts.document) : [];
  if (links.length === 0) return context;
  const reasonNotToSend = (operation: Operation, template: RequestTemplate, url?: string) =>
    reasonNotToWrite(operation, template, { target, allowWrites }) ??
    (url === undefined ? undefined : reasonNotToFollow(url, operation, template, { target, allowWrites }));
  const supply = linkedSupply({
    ...{ links, bases, context },
    maySend: (...request) => reasonNotToSend(...request) === undefined,
  });
  const followLink = linkRunner({ links, bases, reasonNotToSend });
  // The same object, so that what is found out about the clock of the target counts here too.
  return Object.assign(context, { supply, followLink, handles: handlesOf(links, bases) });
}

function handlesOf(
  links: readonly ResourceLink[],
  bases: ReadonlyMap<string, RequestTemplate>,
): Map<string, readonly Handle[]> {
  const byTarget = Map.groupBy(links, ({ target }) => target.id);
  return new Map(
    [...byTarget].map(([id, own]) => {
      const base = bases.get(id);
      const parameters = [...new Set(own.flatMap(({ handles }) => handles))];
      const handles = parameters.map(({ in: place, name }): Handle => {
        return { in: place, name, base: base && textIn(base, { in: place, name }) };
      });
      return [id, handles] as const;
    }),
  );
}
