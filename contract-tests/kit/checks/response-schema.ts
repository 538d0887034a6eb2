import { decodeText } from "../../../spec/interchange/decode-text.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { textOf } from "../wire-message.ts";
import { documentCheck, failed, inDocument, PASSED } from "./check.ts";
import { describedBody } from "./documented.ts";
import { describeViolations } from "./violations.ts";
import { writeOnlyMembers } from "./write-only.ts";

/**
 * The body keeps the schema of its own status and media type, and has nothing that is `writeOnly`; a text is read
 * as the value that its schema asks for. Binary, multipart and form bodies are passed over, and the beginning of a stream:
 * what is to come may be what the schema asks for.
 */
export const responseSchema = documentCheck("response-schema", (response, { operation, artefacts, now }) => {
  const described = describedBody(operation, response);
  if (response.isBeginning) return PASSED;
  if (!described?.schema || (described.kind !== "json" && described.kind !== "text")) return PASSED;
  const text = textOf(response.body);
  if (text === undefined) {
    return failed(
      inDocument(described.pointer),
      `the ${response.status} body is not UTF-8`,
      "Send text in UTF-8 (RFC 8259, section 8.1).",
    );
  }
  let value: Json;
  if (described.kind === "text") {
    const schema = artefacts.schema(described.schema);
    value = decodeText(text, schema, schema);
  } else {
    try {
      value = JSON.parse(text) as Json;
    } catch (error) {
      return failed(
        inDocument(described.pointer),
        `the ${response.status} body is not JSON: ${text === "" ? "it is empty" : (error as Error).message}`,
        "Send what the Content-Type promises.",
      );
    }
  }
  const result = artefacts.validator(described.schema)(value, { now });
  if (result.valid) {
    const written = writeOnlyMembers(value, artefacts.schema(described.schema));
    if (written.length === 0) return PASSED;
    return failed(
      `${inDocument(described.pointer)}/schema`,
      `the ${response.status} body has what is only ever sent to the server: ${written.join(", ")} [writeOnly]`,
      "Leave it out of the response, or take `writeOnly` out of the document if clients may read it.",
    );
  }
  return failed(
    `${inDocument(described.pointer)}/schema`,
    `the ${response.status} body breaks its schema: ${describeViolations(result.violations)}`,
    "Mend the response, or the document if the server is right: clients are generated from it.",
  );
});
