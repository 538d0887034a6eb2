import type { BodyTemplate, PartTemplate } from "../../../../spec/interchange/case.ts";
import type { MediaType } from "../../../../spec/interchange/contract.ts";
import { encodeBody } from "../../../../spec/interchange/encode-body.ts";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../../spec/interchange/json.ts";

/**
 * An instance as the body of a media type.
 *
 * @param base - the body of the base request: its Content-Type, its files and the header fields of its parts are
 * kept, as only the document's author knows what a file has to be
 * @returns `undefined` when the instance cannot travel so
 */
export function encodeInstance(
  instance: JsonTemplate,
  media: MediaType,
  schema: JsonSchema,
  base: BodyTemplate | null,
): BodyTemplate | undefined {
  if (media.kind === "binary" && base) return base;
  const body = encodeBody(media, schema, instance);
  if ("reason" in body) return undefined;
  if (body.kind === "multipart") return { ...body, parts: carried(body.parts, base) };
  return base?.kind === body.kind && base.contentType ? { ...body, contentType: base.contentType } : body;
}

/** What the header of a part cannot hold in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const CONTROL = /[\u0000-\u001f\u007f]/;

function carried(parts: PartTemplate[], base: BodyTemplate | null): PartTemplate[] {
  const given = base?.kind === "multipart" ? base.parts : [];
  return parts
    .filter(({ name }) => !CONTROL.test(name))
    .map((part) => {
      const own = given.find(({ name }) => name === part.name);
      if (part.filename !== undefined && own?.filename !== undefined) return own;
      return own?.headers === undefined ? part : { ...part, headers: own.headers };
    });
}
