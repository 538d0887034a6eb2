import { isDeepStrictEqual } from "node:util";
import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { CaseExchange } from "../result.ts";
import { type CaseContext, exchangeTemplate } from "../run-case.ts";
import { isTransportFailure } from "../transport.ts";
import { isSafeMethod, methodOf } from "../write-guard.ts";
import { takeText, textIn } from "./parameter-text.ts";
import { othersThan, type ResourceCall, resourceCall } from "./resource-call.ts";
import { deletionsOf, type ResourceLink, wayTo } from "./resource-links.ts";
import type { Supplied, Supply } from "./supply.ts";
import { createTurns, keysOf } from "./turns.ts";

/** What {@link linkedSupply} works with. */
export interface LinkedSupplyOptions {
  links: readonly ResourceLink[];
  /** The base requests of all operations, with credentials. */
  bases: ReadonlyMap<string, RequestTemplate>;
  context: Omit<CaseContext, "supply">;
  /** Whether a request may be sent; a URL that a response gives may lead anywhere. */
  maySend(operation: Operation, template: RequestTemplate, url?: string): boolean;
}

/** What a way of links has come to, and how it is removed. */
interface Resource {
  call: ResourceCall;
  remove(): Promise<void>;
}

/**
 * Makes things by the base requests of the operations that the document links from: for
 * `GET /images/{id}`, the `id` in the answer to `POST /images`. Requests that only read share one thing;
 * every other has its own. What was made is removed by the link to a `DELETE`, if there is one.
 */
export function linkedSupply({ links, bases, context, maySend }: LinkedSupplyOptions): Supply {
  const ways = new Map<Operation, ResourceLink[]>();
  const shared = new Map<Operation, Promise<Resource | undefined>>();
  const turns = createTurns();
  const wayOf = (operation: Operation): ResourceLink[] => {
    const way = ways.get(operation) ?? wayTo(operation, links) ?? [];
    ways.set(operation, way);
    return way;
  };

  const send = (operation: Operation, template: RequestTemplate, url?: string): Promise<CaseExchange> | undefined =>
    maySend(operation, template, url)
      ? exchangeTemplate(template, `${operation.id}/supply`, operation, context, url)
      : undefined;

  const follow = (link: ResourceLink, exchange: CaseExchange): ResourceCall | undefined => {
    const call = resourceCall(link, exchange, { contract: context.artefacts.contract, bases });
    return typeof call === "string" ? undefined : call;
  };

  const remove = async (source: Operation, exchange: CaseExchange): Promise<void> => {
    for (const link of deletionsOf(source, links)) {
      const call = follow(link, exchange);
      if (call) await send(link.target, call.template, call.url);
    }
  };

  const make = async (way: readonly ResourceLink[]): Promise<Resource | undefined> => {
    const removals: (() => Promise<void>)[] = [];
    const removeAll = async () => {
      for (const each of removals.toReversed()) await each();
    };
    const [first] = way;
    let template = first && bases.get(first.source.id);
    let url: string | undefined;
    let call: ResourceCall | undefined;
    for (const link of way) {
      const exchange = template && (await send(link.source, template, url));
      if (exchange && isAccepted(exchange)) removals.push(() => remove(link.source, exchange));
      call = exchange && follow(link, exchange);
      if (!call) {
        await removeAll();
        return undefined;
      }
      template = call.template;
      url = call.url;
    }
    return call && { call, remove: removeAll };
  };

  return {
    supply(operation, template) {
      const way = wayOf(operation);
      const base = bases.get(operation.id);
      if (way.length === 0 || !base || !isNamedByBase(way.at(-1), template, base)) return undefined;
      const isShared = isSafeMethod(methodOf(operation, template)) && isSafeMethod(operation.method);
      const resource = isShared ? (shared.get(operation) ?? make(way)) : make(way);
      if (isShared) shared.set(operation, resource);
      return resource.then((made) => made && supplied(way, made, operation, template, base, isShared, maySend));
    },
    inTurn: (operation, testCase, send) =>
      deletionsOf(operation, links).length === 0 ? send() : turns(keysOf(operation.id, testCase), send),
    tidy(operation, exchange) {
      if (isSafeMethod(exchange.request.method) || exchange.request.method !== operation.method) return undefined;
      if (!isAccepted(exchange) || deletionsOf(operation, links).length === 0) return undefined;
      return remove(operation, exchange);
    },
    async close() {
      const made = await Promise.all(shared.values());
      shared.clear();
      for (const each of made) await each?.remove();
    },
  };
}

function isAccepted({ answer }: CaseExchange): boolean {
  return !isTransportFailure(answer) && answer.status >= 200 && answer.status < 300;
}

/** Whether a request leaves what a link fills as its base has it, so that it means what the link leads to. */
function isNamedByBase(link: ResourceLink | undefined, template: RequestTemplate, base: RequestTemplate): boolean {
  if (!link) return false;
  const { handles, givesUrl } = link;
  if (givesUrl) return isDeepStrictEqual(template.path, base.path);
  return handles.every(
    ({ in: place, name }) => place !== "path" || isDeepStrictEqual(template.path[name], base.path[name]),
  );
}

function supplied(
  way: readonly ResourceLink[],
  { call, remove }: Resource,
  operation: Operation,
  template: RequestTemplate,
  base: RequestTemplate,
  isShared: boolean,
  maySend: LinkedSupplyOptions["maySend"],
): Supplied | undefined {
  const filled = structuredClone(template);
  for (const parameter of way.at(-1)?.fills ?? []) {
    const own = textIn(base, parameter);
    // What the base does without is left out, so that a server which demands it all the same is found.
    if (own !== undefined && isDeepStrictEqual(textIn(template, parameter), own))
      takeText(filled, parameter, call.template);
  }
  const url = call.url !== undefined && maySend(operation, filled, call.url) ? call.url : undefined;
  if (url !== undefined) filled.query = othersThan(base.query, filled.query);
  const release = async (exchange: CaseExchange) => {
    // What a request has deleted is gone.
    if (exchange.request.method !== "DELETE" || !isAccepted(exchange)) await remove();
  };
  return { template: filled, ...(url === undefined ? {} : { url }), ...(isShared ? {} : { release }) };
}
