import type { Operation } from "../../../spec/interchange/contract.ts";
import { memberSchema } from "../../../spec/interchange/schema-types.ts";
import type { Artefacts } from "../../artefacts.ts";
import { responseFor } from "../gate/refusal.ts";
import { validate } from "../gate/validate.ts";
import type { RateVerdict } from "../rate-limit.ts";
import { headerInstance } from "./serialise.ts";

/**
 * The header fields that tell of a rate limit, in a form that the response of that status documents:
 * the end of the window as an HTTP date, else in epoch seconds, else in seconds from now. A field whose
 * schema takes none of its forms is left out.
 *
 * @param now - epoch milliseconds
 */
export function rateFields(
  artefacts: Artefacts,
  operation: Operation | undefined,
  status: number,
  { limit, remaining, reset, retryAfter }: RateVerdict,
  now: number,
): Record<string, string> {
  // Whole seconds, and never before the window has ended.
  const end = Math.ceil(reset / 1000);
  const left = String(Math.max(0, Math.ceil((reset - now) / 1000)));
  const forms: Record<string, readonly string[]> = {
    "x-ratelimit-limit": [String(limit)],
    "x-ratelimit-remaining": [String(remaining)],
    "x-ratelimit-reset": [new Date(end * 1000).toUTCString(), String(end), left],
    ...(retryAfter !== undefined && { "retry-after": [String(retryAfter), new Date(end * 1000).toUTCString()] }),
  };
  const documented = operation && responseFor(operation, status)?.headers;
  const chosen = Object.entries(forms).map(([name, texts]) => [
    name,
    documented === undefined ? texts[0] : texts.find((text) => isDocumented(artefacts, documented, name, text, now)),
  ]);
  return Object.fromEntries(chosen.filter(([, text]) => text !== undefined));
}

function isDocumented(artefacts: Artefacts, headers: string, name: string, text: string, now: number): boolean {
  const schema = artefacts.schema(headers);
  const instance = { [name]: headerInstance(text, memberSchema(schema, name, schema), schema) };
  // That other fields are missing says nothing of this one.
  return !validate(artefacts.validator(headers), instance, "header", now).some(({ pointer }) =>
    pointer.startsWith(`/${name}`),
  );
}
