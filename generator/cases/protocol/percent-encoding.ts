import type { RequestPatch } from "../../../spec/interchange/case.ts";
import type { Parameter } from "../../../spec/interchange/contract.ts";
import { either, rejectedData } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

/** Escapes that are none, or of bytes that are no UTF-8, and what a lenient reader makes of them (URL Standard, section 1.3). */
const MALFORMED: [what: string, raw: string, lenient: string][] = [
  ["%zz", "%zz", "%zz"],
  ["a percent sign at the end", "example%", "example%"],
  ["bytes that are no UTF-8", "%FF", "\ufffd"],
];

/**
 * Malformed percent-encoding (RFC 3986, section 2.1) in a path and a query. It is refused where what a
 * lenient reader makes of it is invalid, too; otherwise a server may read on. It never fails.
 */
export const percentEncoding: ProtocolConcern = ({ operation, base, prover, carriers }) =>
  operation.parameters.flatMap((parameter) => {
    const root = carriers.find(({ place }) => place === parameter.in)?.root;
    // The names of an object's members travel too, so no text is the whole of it.
    if (!root || isMadeOf(memberOf(root, parameter.name), "object")) return [];
    return MALFORMED.flatMap(([what, raw, lenient]): ProtocolCase[] => {
      const prefix = prefixOf(parameter);
      const request = replaced(parameter, base.query, { $wire: [{ raw: `${prefix}${raw}` }] });
      const mild = replaced(parameter, base.query, { $wire: [{ raw: prefix }, lenient] });
      if (!request || !mild) return [];
      const isWrong = prover.judge(prover.change(base, mild)) === "invalid";
      return [
        {
          name: `${parameter.in}/${encodeURIComponent(parameter.name)}/percent-encoding/${what}`,
          tests: { keyword: "percent-encoding", pointer: parameter.pointer },
          request,
          expect: isWrong ? rejectedData(operation, request) : either(operation),
        },
      ];
    });
  });

function prefixOf({ style, name }: Parameter): string {
  return style === "label" ? "." : style === "matrix" ? `;${name}=` : "";
}

function replaced(
  { name, in: place }: Parameter,
  query: { name: string }[],
  value: JsonTemplate,
): RequestPatch[] | undefined {
  if (place === "path") return [{ op: "replace", path: below("/path", name), value }];
  const index = query.findIndex((pair) => pair.name === name);
  if (place !== "query") return undefined;
  if (index === -1) return [{ op: "add", path: "/query/-", value: { name, value } }];
  return [{ op: "replace", path: `/query/${index}/value`, value }];
}
