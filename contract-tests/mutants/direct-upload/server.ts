import { listen, type ReferenceServer } from "../server/listen.ts";
import type { Answer, Call } from "../server/message.ts";
import { unescaped } from "../server/query.ts";
import { type RouteTemplate, routeOf } from "../server/route.ts";
import { OPERATIONS } from "./operations.ts";
import { type Reason, refusal } from "./reference/answers.ts";
import type { KnownCredentials } from "./reference/credentials.ts";
import { emptyWorld } from "./reference/images.ts";
import { type OperationId, REFERENCE_RULES, type Rules } from "./rules.ts";

/** How to start {@link directUploadServer}. */
export interface DirectUploadOptions {
  credentials: KnownCredentials;
  /** The clock, in epoch milliseconds. */
  now: () => number;
  /** When the server says that it was started; default: now. */
  startedAt?: number;
  /** Whether anything is kept. A server that keeps nothing has a sample image of every id, and takes every id anew. */
  remembers: boolean;
  rules?: Partial<Rules>;
}

const TEMPLATES: RouteTemplate<OperationId>[] = [
  { id: "createDirectUpload", method: "POST", path: "/accounts/{account_id}/images/v2/direct_upload" },
  { id: "getImage", method: "GET", path: "/accounts/{account_id}/images/v1/{image_id}" },
  { id: "deleteImage", method: "DELETE", path: "/accounts/{account_id}/images/v1/{image_id}" },
  { id: "downloadImage", method: "GET", path: "/accounts/{account_id}/images/v1/{image_id}/blob" },
  { id: "listImages", method: "GET", path: "/accounts/{account_id}/images/v2" },
  { id: "uploadImage", method: "POST", path: "/{account_hash}/{image_id}" },
];

/** Starts a server that keeps `spec/direct-upload.yaml`, but for the rules that are given. */
export function directUploadServer(options: DirectUploadOptions): Promise<ReferenceServer> {
  const { credentials, now, startedAt = now(), remembers } = options;
  const rules: Rules = { ...REFERENCE_RULES, ...options.rules };
  const world = emptyWorld();

  function handle(call: Call, url: string): Answer {
    const early = rules.before(call);
    if (early) return early;
    const route = routeOf(TEMPLATES, call.method, call.path);
    if (route.found === "path") {
      const answer = refusal("method");
      answer.headers["Allow"] = route.methods.join(", ");
      return rules.after(answer, { call, reason: "method" });
    }
    const outcome = perform(route.id, route.segments, call, url);
    if (typeof outcome !== "string") return rules.after(outcome, { operation: route.id, call });
    return rules.after(refusal(outcome), { operation: route.id, reason: outcome, call });
  }

  function perform(id: OperationId, segments: Record<string, string>, call: Call, url: string): Answer | Reason {
    const path = { account_id: "", account_hash: "", image_id: "" };
    for (const [name, text] of Object.entries(segments)) {
      const value = unescaped(text);
      if (value === undefined) return "data";
      path[name as keyof typeof path] = value;
    }
    if (rules.needsCredentials(id) && !rules.isAuthorized(call, credentials)) return "credentials";
    if (!rules.isAccountId(path.account_id) || !rules.isImageId(path.image_id)) return "data";
    if (rules.needsBody(id) && !rules.hasBody(call)) return "data";
    return OPERATIONS[id]({ rules, world, call, path, url, now: now(), startedAt, remembers });
  }

  return listen(handle, now);
}
