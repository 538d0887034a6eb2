import type { Call } from "../../server/message.ts";

/** The credentials that the server knows. */
export interface KnownCredentials {
  token: string;
  email: string;
  key: string;
}

/** Whether a request presents the token, or the email address together with the key. */
export function isAuthorized({ headers }: Pick<Call, "headers">, known: KnownCredentials): boolean {
  const [, token] = /^bearer (.+)/i.exec(headers.authorization ?? "") ?? [];
  if (token === known.token) return true;
  return headers["x-auth-email"] === known.email && headers["x-auth-key"] === known.key;
}
