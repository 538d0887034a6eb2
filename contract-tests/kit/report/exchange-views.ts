import type { CaseExchange } from "../result.ts";
import { hiddenRequest } from "../secret-pieces.ts";
import type { Mask } from "../secrets.ts";
import { isTransportFailure } from "../transport.ts";
import type { Header } from "../wire-message.ts";
import { type BodyView, bodyView } from "./body-view.ts";

/** A request as a report shows it, secrets masked. */
export interface RequestView extends BodyView {
  method: string;
  url: string;
  headers: Header[];
}

/** A response as a report shows it, secrets masked. */
export interface ResponseView extends BodyView {
  status: number;
  statusText: string;
  headers: Header[];
}

/** What there was in the place of a response. */
export interface NoResponse {
  failure: string;
  message: string;
}

/**
 * The request of an exchange.
 *
 * @param longest - how much of its body is kept, in characters
 */
export function requestView({ request, secrets }: CaseExchange, mask: Mask, longest: number): RequestView {
  const { method, body = new Uint8Array() } = request;
  return { ...mask.all({ method, ...hiddenRequest(request, secrets) }), ...bodyView(body, mask, longest) };
}

/**
 * The response of an exchange, or the failure in its place.
 *
 * @param longest - how much of its body is kept, in characters
 */
export function responseView({ answer }: CaseExchange, mask: Mask, longest: number): ResponseView | NoResponse {
  if (isTransportFailure(answer)) return mask.all({ failure: answer.failure, message: answer.message });
  const { status, statusText, headers, body } = answer;
  return { ...mask.all({ status, statusText, headers }), ...bodyView(body, mask, longest) };
}
