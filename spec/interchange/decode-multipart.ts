import type { FieldEncoding, Parameter } from "./contract.ts";
import { type DecodedForm, decodeForm, type FormField } from "./decode-form.ts";
import { claims, decodeParameters } from "./decode-parameters.ts";
import type { JsonSchema } from "./json.ts";
import { percentEncode } from "./percent-encoding.ts";

/**
 * Reads the fields of a multipart form into the object that a schema describes. Members with an `encoding` are
 * serialised as query parameters are (OpenAPI 3.1.1, section 4.8.15.1.2), but that nothing in a part is
 * percent-encoded (RFC 7578, section 2); the others are read as {@link decodeForm} reads them.
 */
export function decodeMultipart<F = never>(
  fields: FormField<F>[],
  schema: JsonSchema,
  encoding: Readonly<Record<string, FieldEncoding>> = {},
): DecodedForm<F> {
  const styled = Object.entries(encoding).map(
    ([name, field]): Parameter => ({ name, in: "query", required: false, pointer: "", ...field }),
  );
  const plain: FormField<F>[] = [];
  const raw: { name: string; value: string }[] = [];
  for (const field of fields) {
    const name = percentEncode(field.name);
    const isStyled = styled.some((parameter) => claims(parameter, name, schema));
    if (!isStyled || typeof field.value !== "string") plain.push(field);
    // A comma has to be seen as the delimiter that it is.
    else raw.push({ name, value: percentEncode(field.value).replaceAll("%2C", ",") });
  }
  const { value, repeated } = decodeForm(plain, schema);
  return { value: Object.assign(value, decodeParameters(styled, raw, schema).value), repeated };
}
