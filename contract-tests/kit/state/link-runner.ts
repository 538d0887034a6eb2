import type { BodyTemplate, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import { readBody } from "../../../spec/interchange/decode-request.ts";
import { isJsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { namesStatus } from "../checks/documented.ts";
import { goneAfterDelete } from "../checks/gone-after-delete.ts";
import type { LinkTrace } from "../checks/link-trace.ts";
import type { CaseExchange, CaseResult } from "../result.ts";
import { type CaseContext, exchangeTemplate, findingsOf, skippedResult, undecidedResult } from "../run-case.ts";
import { isTransportFailure, type TransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";
import { linkParameter } from "../workflow/link-call.ts";
import { isSafeMethod } from "../write-guard.ts";
import { linkCaseName } from "./link-cases.ts";
import { reasonUndecidedLink } from "./link-undecided.ts";
import { type ResourceCall, resourceCall } from "./resource-call.ts";
import { type ResourceLink, wayTo } from "./resource-links.ts";
import { unknownHandle } from "./unknown-handle.ts";

/** What {@link linkRunner} works with. */
export interface LinkRunnerOptions {
  links: readonly ResourceLink[];
  /** The base requests of all operations, with credentials. */
  bases: ReadonlyMap<string, RequestTemplate>;
  /** Why a request must not be sent; a URL that a response gives may lead anywhere. */
  reasonNotToSend(operation: Operation, template: RequestTemplate, url?: string): string | undefined;
}

/** Runs a case of `filesWithLinkCases`. */
export type LinkRunner = NonNullable<CaseContext["followLink"]>;

/**
 * Makes the runner of the cases of links: it sends the base request of the operation that has the link,
 * follows the link, and judges the answer; before and after a deletion it reads what is deleted. What was
 * made is removed again.
 */
export function linkRunner({ links, bases, reasonNotToSend }: LinkRunnerOptions): LinkRunner {
  const byName = new Map(links.map((link) => [linkCaseName(link, links), link]));
  const forgetful = new Map<ResourceLink, Promise<boolean>>();

  return async (planned, context) => {
    const { operation: source, testCase, template } = planned;
    const link = byName.get(testCase.name) as ResourceLink;
    const { target } = link;
    const reason = reasonNotToFollow(link);
    if (reason !== undefined) return skippedResult(planned, reason);
    const { artefacts, supply } = context;

    const callOf = (each: ResourceLink, from: CaseExchange): ResourceCall | string => {
      const call = resourceCall(each, from, { contract: artefacts.contract, bases });
      return typeof call === "string" ? call : (reasonNotToSend(each.target, call.template, call.url) ?? call);
    };
    const send = (operation: Operation, call: ResourceCall): Promise<CaseExchange> =>
      exchangeTemplate(call.template, testCase.name, operation, context, call.url);

    /** Whether the target answers for what it has never given out as if it were there. */
    const isForgetful = async (reader: ResourceLink, call: ResourceCall): Promise<boolean> => {
      const time = { now: context.now(), guard: context.guardMs };
      const unknown = unknownHandle(call.template, reader, artefacts, time);
      return unknown !== undefined && isAccepted((await send(reader.target, { template: unknown })).answer);
    };

    const follow = async (created: CaseExchange): Promise<CaseResult> => {
      const call = callOf(link, created);
      if (typeof call === "string") return skippedResult(planned, `not followed: ${call}`);
      const reader = readerOf(source);
      const reading = reader && callOf(reader, created);
      const isReadable = reader && typeof reading === "object";
      if (isReadable) {
        const known = forgetful.get(reader) ?? isForgetful(reader, reading);
        forgetful.set(reader, known);
        if (await known) {
          return skippedResult(
            planned,
            `the target keeps nothing: ${reader.target.id} succeeds also for what it has not given out`,
          );
        }
      }
      const read = async () => (isReadable ? send(reader.target, reading) : undefined);
      const mayBeGone = reader && isDeletion(link) && [404, 410].some((status) => namesStatus(reader.target, status));
      const before = mayBeGone ? await read() : undefined;
      const exchange = await send(target, call);
      const after = before && isDone(exchange.answer) && isAccepted(before.answer) ? await read() : undefined;
      const again = after && (await send(target, call));
      const trace = traceOf(link, created, context);
      if (reader && before && after && again) {
        const [was, is] = [before.answer as WireResponse, after.answer];
        trace.deletion = { reader: reader.target, before: was, after: is, again: again.answer };
      }
      const { answer } = exchange;
      const found = findingsOf({ operation: target, testCase, answer, link: trace }, context);
      const undecided = found.length > 0 ? reasonUndecidedLink(link, created, answer, context) : undefined;
      if (undecided !== undefined) return undecidedResult(planned, undecided, exchange);
      return {
        ...{ name: testCase.name, operation: source.id, tests: testCase.tests, testCase },
        exchange: (found[0]?.check === goneAfterDelete.id && after) || exchange,
        durationMs: answer.durationMs,
        ...context.knownFailing.judge(testCase, found),
      };
    };

    const supplied = await supply?.supply(source, template);
    const created = await exchangeTemplate(
      supplied?.template ?? template,
      testCase.name,
      source,
      context,
      supplied?.url,
    );
    const result = await follow(created);
    const isRemoved = isDeletion(link) && result.exchange && isAccepted(result.exchange.answer);
    if (!isRemoved) await supply?.tidy(source, created);
    await supplied?.release?.(created);
    return result;
  };

  function reasonNotToFollow({ source, target }: ResourceLink): string | undefined {
    const base = bases.get(target.id);
    if (!base) return `no credentials for ${target.id}`;
    const first = wayTo(source, links)?.[0]?.source ?? source;
    if (!isSafeMethod(target.method) && isSafeMethod(first.method)) return "what is there already is not to be changed";
    return reasonNotToSend(target, base);
  }

  /** The first link that reads what an operation has made. */
  function readerOf(source: Operation): ResourceLink | undefined {
    return links.find(
      (each) =>
        each.source === source && each.target.method === "GET" && !each.givesUrl && handleOf(each) !== undefined,
    );
  }
}

function isAccepted(answer: WireResponse | TransportFailure): boolean {
  return !isTransportFailure(answer) && answer.status >= 200 && answer.status < 300;
}

/** A deletion that was accepted with 202 is still to be done (RFC 9110, section 15.3.3). */
function isDone(answer: WireResponse | TransportFailure): boolean {
  return isAccepted(answer) && (answer as WireResponse).status !== 202;
}

function isDeletion({ source, target }: ResourceLink): boolean {
  return target.method === "DELETE" && !isSafeMethod(source.method);
}

function traceOf(link: ResourceLink, { answer, rendered }: CaseExchange, { artefacts }: CaseContext): LinkTrace {
  const { source, declared } = link;
  const created = answer as WireResponse;
  const body = rendered?.body as BodyTemplate | null | undefined;
  const { instance, schema } = (body && readBody(body, source.body?.content ?? [], artefacts.schema)) ?? {};
  const handle = created.status === 202 ? undefined : handleOf(link);
  return {
    ...{ source, pointer: declared.pointer, created },
    ...(instance === undefined || schema === undefined ? {} : { sent: { instance, schema } }),
    ...(handle === undefined ? {} : { handle }),
  };
}

/** Where in the response's body the link finds its last path parameter: the name of what it leads to. */
function handleOf({ declared, target }: ResourceLink): JsonPointer | undefined {
  const parameters = isJsonObject(declared.link["parameters"]) ? Object.entries(declared.link["parameters"]) : [];
  const pointers = parameters.flatMap(([key, value]) => {
    if (linkParameter(target, key)?.in !== "path" || typeof value !== "string") return [];
    const [, pointer] = /^\$response\.body#(\/.*)$/.exec(value) ?? [];
    return pointer === undefined ? [] : [pointer];
  });
  return pointers.at(-1);
}
