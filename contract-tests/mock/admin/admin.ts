import type { Json } from "../../../spec/interchange/json.ts";
import type { Artefacts } from "../../artefacts.ts";
import type { BrokenRule } from "../broken-rule.ts";
import type { HeaderFields } from "../gate/header-fields.ts";
import type { BodyRead } from "../gate/read-body.ts";
import type { MovableClock } from "../movable-clock.ts";
import { type Answer, allow, problemAnswer } from "../respond/answer.ts";
import type { AdminState } from "./admin-state.ts";
import { moveClock } from "./clock-request.ts";
import { isOwnRequest } from "./same-origin.ts";

/** A request to the endpoints under `/__mock/`, which belong to whoever runs the mock. */
export interface AdminRequest {
  method: string;
  /** Without the query, nothing decoded. */
  path: string;
  headers: HeaderFields;
  /** @param limit - in bytes */
  readBody(limit: number): Promise<BodyRead>;
}

/** What the endpoints show and move. */
export interface AdminParts {
  artefacts: Artefacts;
  clock: MovableClock;
  state?: AdminState | undefined;
  /** The URLs under which the mock is known, the public one first. */
  urls(): readonly [string, ...string[]];
}

/** An answer, and what it refuses, for the log. */
export type AdminAnswer = Answer & { violations?: BrokenRule[] };

/** Answers requests under `/__mock/`. `aborted`: the client went away in the middle of its request. */
export type Admin = (request: AdminRequest) => Promise<AdminAnswer | "aborted">;

const PREFIX = "/__mock/";

/** Whether a path is one of the mock's own. */
export function isAdminPath(path: string): boolean {
  return path.startsWith(PREFIX);
}

const IMAGES = "images/";

/**
 * The mock's own endpoints: `GET /__mock/state`, `GET /__mock/images/<id>`, `POST /__mock/clock` and
 * `POST /__mock/reset`. Pages of other origins get nothing but the images.
 */
export function createAdmin({ artefacts, clock, state, urls }: AdminParts): Admin {
  const { title, version, operations } = artefacts.contract;

  const showState = () =>
    json({
      now: showNow(),
      title,
      version,
      publicUrl: urls()[0],
      drafts: [],
      images: [],
      limits: {},
      ...state?.view(urls()[0]),
      operations: operations.map(({ id, method, path, summary = "" }) => ({ id, method, path, summary })),
    });
  const showNow = () => new Date(clock.now()).toISOString();

  function showImage(encoded: string): AdminAnswer {
    const image = state?.image(decoded(encoded));
    if (!image) return problem(404, "exists", "There is no image of this id", "GET /__mock/state lists them.");
    return { status: 200, headers: { "content-type": image.contentType }, body: image.bytes };
  }

  async function setClock(request: AdminRequest): Promise<AdminAnswer | "aborted"> {
    const read = await request.readBody(1024);
    if (read.read === "aborted") return "aborted";
    if (read.read === "too-large") return problem(413, "size", "The body is too large", "It may have 1,024 bytes.");
    const fault = moveClock(clock, read.bytes);
    return fault === undefined ? json({ now: showNow() }) : problem(400, "clock", "The clock cannot be set so", fault);
  }

  async function reset(): Promise<Answer> {
    await state?.reset();
    return json({ reset: true });
  }

  return async (request) => {
    const { method, path, headers } = request;
    const name = path.slice(PREFIX.length);
    // Pictures are shown on the pages of any origin; the `variants` of an image lead here.
    if (!name.startsWith(IMAGES) && !isOwnRequest(headers, urls())) {
      const detail = "Pages of other origins may not use it. Names other than the mock's own need --public-url.";
      return problem(403, "own-page", "This belongs to the mock's own page", detail);
    }
    const methods = methodsOf(name);
    if (!methods)
      return problem(404, "not-found", "The mock has no such endpoint", "See docs/mock.md for those it has.");
    const allowed = allow(methods);
    if (method === "OPTIONS") return { status: 204, headers: { allow: allowed }, body: Buffer.alloc(0) };
    if (!allowed.split(", ").includes(method)) {
      return problem(405, "method", "The path does not have this method", `It has ${allowed}.`, { allow: allowed });
    }
    if (name === "state") return showState();
    if (name === "clock") return setClock(request);
    return name === "reset" ? reset() : showImage(name.slice(IMAGES.length));
  };
}

function methodsOf(name: string): string[] | undefined {
  if (name === "clock" || name === "reset") return ["POST"];
  return name === "state" || name.startsWith(IMAGES) ? ["GET"] : undefined;
}

function json(value: Json): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: Buffer.from(JSON.stringify(value)),
  };
}

function problem(
  status: number,
  keyword: string,
  title: string,
  detail: string,
  headers?: Record<string, string>,
): AdminAnswer {
  const violation = { place: "request", pointer: "", keyword, message: `${title}: ${detail}` };
  return { ...problemAnswer({ status, title, detail }, headers), violations: [violation] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
