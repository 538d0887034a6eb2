import type { Json } from "../../../spec/interchange/json.ts";
import type { HandlerAnswer } from "../behaviour.ts";
import { ERROR_TITLES, type ErrorCode } from "./error-codes.ts";

/** A rule that only the state can break. */
export interface StateRule {
  /** The part of the request: `path/image_id`, `body/file`. */
  place: string;
  /** The rule's name. */
  keyword: string;
  message: string;
}

/** One error of an answer. */
export interface ApiError {
  code: ErrorCode;
  /** What is wrong with this request; absent when the title says it all. */
  detail?: string | undefined;
}

/** The envelope of a success. */
export function success(result: Json): HandlerAnswer {
  return { status: 200, body: { json: { success: true, errors: [], messages: [], result } } };
}

/** The envelope of a failure. */
export function failure(status: number, errors: readonly [ApiError, ...ApiError[]]): HandlerAnswer {
  const listed = errors.map(({ code, detail }) => ({
    code,
    message: detail === undefined ? ERROR_TITLES[code] : `${ERROR_TITLES[code]}: ${detail}`,
  }));
  return { status, body: { json: { success: false, errors: listed, messages: [], result: null } } };
}

/** The failure of a request that breaks a rule of the state. */
export function stateFailure(status: number, code: ErrorCode, violation: StateRule): HandlerAnswer {
  const { place, keyword, message } = violation;
  const field = place.slice(place.indexOf("/") + 1);
  return { ...failure(status, [{ code, detail: `${field}: ${message} [${keyword}]` }]), violation };
}

/** There is no image or draft of this id. */
export function notFound(what = "there is no image and no draft of this id"): HandlerAnswer {
  return stateFailure(404, 5404, { place: "path/image_id", keyword: "exists", message: what });
}
