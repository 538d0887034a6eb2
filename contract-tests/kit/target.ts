import type { Operation } from "../../spec/interchange/contract.ts";
import { RunError } from "./run-error.ts";

/** Where the servers of a document are to be found during a run. */
export interface Target {
  /** Base URL in place of the document's server, base path included: `http://127.0.0.1:4010/client/v4`. */
  url: string;
  /** Base URLs for single servers, by their URL in the document, e.g. an upload host; all others get `url`. */
  servers?: Readonly<Record<string, string>>;
}

/** The base URL that an operation is sent to, without a slash at its end. */
export function baseUrl(target: Target, operation: Pick<Operation, "servers">): string {
  const own = operation.servers.map((server) => target.servers?.[server]).find((url) => url !== undefined);
  return (own ?? target.url).replace(/\/+$/, "");
}

/** @throws RunError (`bad-options`) when one of the URLs is no http or https URL to which a path can be added */
export function validateTarget({ url, servers = {} }: Target): void {
  for (const each of [url, ...Object.values(servers)]) {
    const parsed = URL.parse(each);
    if (parsed && /^https?:$/.test(parsed.protocol) && !/[?#]/.test(each) && parsed.username === "") continue;
    throw new RunError(
      "bad-options",
      `target ${each}`,
      "is not an http or https URL without user, query and fragment",
      "Give the base URL of the API, e.g. http://127.0.0.1:4010/client/v4.",
    );
  }
}
