import type { Credentials } from "./credentials.ts";
import type { KnownFailing } from "./known-failing.ts";
import type { Subject } from "./subject.ts";
import { validateTarget } from "./target.ts";

/** Options of {@link urlSubject}. */
export interface UrlSubjectOptions {
  /** Default: the URL. */
  name?: string;
  credentials?: Credentials;
  /** Base URLs of other servers of the document, by their URL there. */
  servers?: Readonly<Record<string, string>>;
  knownFailing?: readonly KnownFailing[];
}

/** A server that is running already. @throws RunError (`bad-options`) when the URL is none of a server */
export function urlSubject(url: string, options: UrlSubjectOptions = {}): Subject {
  const { name = url, credentials, servers, knownFailing = [] } = options;
  validateTarget({ url, ...(servers ? { servers } : {}) });
  return {
    name,
    knownFailing,
    start: () =>
      Promise.resolve({
        url,
        ...(credentials ? { credentials } : {}),
        ...(servers ? { servers } : {}),
        stop: () => Promise.resolve(),
      }),
  };
}
