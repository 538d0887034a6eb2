import type { ContractViolation } from "../../../../generated/direct-upload/client.ts";
import type { Api, Draft, Outcome } from "./api.ts";
import { pageUrl } from "./page-url.ts";
import { failed, type Problem, refused, refusedByClient } from "./problem.ts";

/**
 * Asks the page's own back end, which has the API token: `POST /uploads`, `GET` and `DELETE
 * /uploads/<id>`. It hands on what the API answers, or, as `violations`, why its client sent nothing.
 */
export function backEndApi(): Api {
  const one = (id: string) => `uploads/${encodeURIComponent(id)}`;
  return {
    create: (body) =>
      ask("uploads", { method: "POST", body: JSON.stringify(body) }, (text) => JSON.parse(text) as Draft),
    details: (id) =>
      ask(one(id), {}, (text) => {
        const details = JSON.parse(text) as { result: { draft?: boolean; variants?: string[] } };
        const { draft, variants } = details.result;
        return { json: JSON.stringify(details, null, 2), image: draft === true ? undefined : variants?.[0] };
      }),
    remove: (id) => ask(one(id), { method: "DELETE" }, () => id),
  };
}

async function ask<Value>(path: string, init: RequestInit, read: (text: string) => Value): Promise<Outcome<Value>> {
  try {
    const response = await fetch(`${pageUrl()}/${path}`, { ...init, headers: { "content-type": "application/json" } });
    const text = await response.text();
    return response.ok ? { value: read(text) } : { problem: problemOf(response, text) };
  } catch (error) {
    return { problem: failed("No answer from the back end", error) };
  }
}

function problemOf({ status, headers }: Response, text: string): Problem {
  const unsent = headers.get("content-type") === "application/problem+json" ? JSON.parse(text) : {};
  const { violations } = unsent as { violations?: ContractViolation[] };
  if (violations) return refusedByClient(violations);
  return refused(status, text, headers.get("x-contract-violation") ?? "");
}
