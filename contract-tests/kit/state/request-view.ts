import type { RenderedBody } from "../body.ts";
import type { PreparedRequest } from "../case-request.ts";
import type { RequestView } from "../workflow/scope.ts";
import { Binary, type Value } from "../workflow/value.ts";

/** A request that was made from a template, as runtime expressions see it. */
export function requestView({ request, rendered }: PreparedRequest): RequestView {
  const path = Object.entries(rendered?.path ?? {}).flatMap(([name, value]) => textEntry(name, value));
  const query = (rendered?.query ?? []).flatMap(({ name, value }) =>
    typeof value === "string" ? [{ name, value }] : [],
  );
  return { wire: request, path: Object.fromEntries(path), query, body: bodyView(rendered?.body ?? null) };
}

function textEntry(name: string, value: unknown): [string, string][] {
  return typeof value === "string" ? [[name, value]] : [];
}

function bodyView(body: RenderedBody | null): Value {
  switch (body?.kind) {
    case "json":
      return body.value;
    case "multipart":
      return Object.fromEntries(
        body.parts.map(({ name, value, contentType }) => [
          name,
          typeof value === "string" ? value : new Binary(value, contentType),
        ]),
      );
    case "urlencoded":
      return Object.fromEntries(body.fields.flatMap(({ name, value }) => textEntry(name, value)));
    default:
      return undefined;
  }
}
