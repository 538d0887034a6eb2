import type { Parameter } from "../../../spec/interchange/contract.ts";
import { decodeParameters } from "../../../spec/interchange/decode-parameters.ts";
import { isJsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { headerValue } from "../wire-message.ts";
import { documentCheck, failed, inDocument, PASSED } from "./check.ts";
import { documentedResponse } from "./documented.ts";
import { describeViolations } from "./violations.ts";

/** The documented header fields of the status are there when required, and keep their schemas. */
export const responseHeaders = documentCheck(
  "response-headers",
  ({ status, headers }, { operation, artefacts, now }) => {
    const documented = documentedResponse(operation, status);
    if (documented?.headers === undefined) return PASSED;
    const schema = artefacts.schema(documented.headers);
    const raw = declaredNames(schema).flatMap((name) => {
      const value = headerValue(headers, name);
      return value === undefined ? [] : [{ name, value }];
    });
    const { value } = decodeParameters(
      raw.map(({ name }) => asParameter(name)),
      raw,
      schema,
    );
    const result = artefacts.validator(documented.headers)(value, { now });
    if (result.valid) return PASSED;
    return failed(
      inDocument(`${documented.pointer}/headers`),
      `the header fields of the ${status} break their schemas: ${describeViolations(result.violations)}`,
      "Send the header fields as documented, or mend the document.",
    );
  },
);

function declaredNames(schema: JsonSchema): string[] {
  return isJsonObject(schema) && isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
}

/** A response header is serialised as a header parameter is (OpenAPI 3.1.1, section 4.8.21). */
function asParameter(name: string): Parameter {
  return { name, in: "header", required: false, style: "simple", explode: false, pointer: "" };
}
