import type { Outcome } from "./outcome.ts";

/** Reads the answers of an operation. */
export type Read = (operation: string, response: Response) => Promise<Outcome>;

/** Reads an answer as JSON, whatever it is labelled. */
export const readJson: Read = async (operation, response) => {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // It stays undefined.
  }
  return outcomeOf(operation, response, text, body);
};

/** Reads an answer as its status asks for, unless it is labelled as JSON. */
export async function readAs(
  operation: string,
  response: Response,
  kinds: Record<string, "json" | "text" | "bytes">,
): Promise<Outcome> {
  const isJson = /[/+]json *(;|$)/i.test(response.headers.get("content-type") ?? "");
  const kind = isJson ? "json" : byStatus(kinds, response.status);
  if (kind === "bytes") return outcomeOf(operation, response, "", await response.blob());
  if (kind !== "text") return readJson(operation, response);
  const text = await response.text();
  return outcomeOf(operation, response, text, text);
}

function outcomeOf(operation: string, response: Response, text: string, body: unknown): Outcome {
  const { ok, status } = response;
  return ok ? { ok, status, response, data: body } : { ok, status, response, operation, error: body, text };
}

/** The entry of a status, of its class, or the default. */
export function byStatus<Entry>(entries: Record<string, Entry>, status: number): Entry | undefined {
  return entries[status] ?? entries[`${Math.floor(status / 100)}XX`] ?? entries["default"];
}
