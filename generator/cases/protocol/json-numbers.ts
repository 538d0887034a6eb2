import type { RawBodyTemplate } from "../../../spec/interchange/case.ts";
import { accepted, either } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { toJsonText } from "../../../spec/interchange/template.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

/** Other ways to write a whole number (RFC 8259, section 6). */
const FORMS: readonly [what: string, write: (whole: string) => string][] = [
  ["with a fraction of zero", (whole) => `${whole}.0`],
  ["with an exponent", (whole) => `${whole}e0`],
];

/**
 * The valid JSON body with its whole numbers written `3.0` and `3e0`: they are the same numbers, and
 * integers (JSON Schema 2020-12 core, sections 4.2.2 and 6.3; validation, section 6.1.1). To OpenAPI 3.0, an integer has
 * neither (JSON Schema Wright Draft 00, core); there, a server may do as it likes.
 */
export const jsonNumbers: ProtocolConcern = ({ operation, document, base: { body } }) => {
  const media = operation.body?.content.find(({ kind }) => kind === "json");
  if (body?.kind !== "json" || !media) return [];
  const expect = String(document["openapi"]).startsWith("3.0") ? either(operation) : accepted(operation);
  const usual = JSON.stringify(toJsonText(body.value));
  return FORMS.flatMap(([what, write]): ProtocolCase[] => {
    const value = toJsonText(body.value, (number) =>
      Number.isSafeInteger(number) ? write(JSON.stringify(number)) : JSON.stringify(number),
    );
    if (JSON.stringify(value) === usual) return [];
    const raw: RawBodyTemplate = { kind: "raw", contentType: body.contentType, value };
    return [
      {
        name: `json-numbers/whole ones ${what}`,
        tests: { keyword: media.mediaType, pointer: media.pointer },
        request: [{ op: "replace", path: "/body", value: raw as unknown as JsonTemplate }],
        expect,
      },
    ];
  });
};
