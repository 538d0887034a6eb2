import type { MediaType } from "../../../spec/interchange/contract.ts";
import { decodeParameters } from "../../../spec/interchange/decode-parameters.ts";
import type { Artefacts } from "../../artefacts.ts";
import type { Part } from "./multipart.ts";
import { memberPointer, type RequestViolation } from "./refusal.ts";
import { validate } from "./validate.ts";

/**
 * Checks the header fields of a part that the document describes; others are nobody's concern.
 *
 * @param now - epoch milliseconds
 */
export function checkPartHeaders(
  part: Part,
  { partHeaders = {} }: MediaType,
  artefacts: Pick<Artefacts, "schema" | "validator">,
  now: number,
): RequestViolation[] {
  const described = Object.hasOwn(partHeaders, part.name) ? partHeaders[part.name] : undefined;
  if (!described) return [];
  const raw = [...part.headers].map(([name, value]) => ({ name, value }));
  const { value } = decodeParameters(described.parameters, raw, artefacts.schema(described.schema));
  return validate(artefacts.validator(described.schema), value, "body", now).map((violation) => ({
    ...violation,
    pointer: `${memberPointer(part.name)}${violation.pointer}`,
    message: `${violation.message} (header fields of the part)`,
  }));
}
