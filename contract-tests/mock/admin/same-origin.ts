import { isIP } from "node:net";
import type { HeaderFields } from "../gate/header-fields.ts";

/**
 * Whether a request may use the endpoints that belong to whoever runs the mock: it comes from no page
 * at all, or from the mock's own. Another page in the same browser can send requests to this machine,
 * also under a name of its own that it has led here, so that a name counts only if it is the mock's.
 *
 * @param ownUrls - the URLs under which the mock is known
 */
export function isOwnRequest(headers: HeaderFields, ownUrls: readonly string[]): boolean {
  const names = new Set(["localhost", ...ownUrls.map((url) => new URL(url).hostname.toLowerCase())]);
  const host = headers.get("host") ?? "";
  const isOwnName = (name: string) => names.has(name) || isIP(name.replace(/^\[|\]$/g, "")) !== 0;
  if (host !== "" && !isOwnName(host.replace(/:\d*$/, "").toLowerCase())) return false;
  if (/^(?:cross-site|same-site)$/.test(headers.get("sec-fetch-site") ?? "")) return false;
  const origin = headers.get("origin");
  if (origin === undefined) return true;
  const known = new Set([`http://${host}`, `https://${host}`, ...ownUrls.map((url) => new URL(url).origin)]);
  return known.has(origin);
}
