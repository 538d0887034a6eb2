import type { WirePair } from "../../../spec/interchange/case.ts";
import { either, rejected } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { rootSite } from "../site.ts";

/** Escapes that are none, and of bytes that are no UTF-8, and what the URL Standard reads in them. */
const MALFORMED: readonly [what: string, raw: string, lenient: string][] = [
  ["malformed percent-encoding", "%zz", "%zz"],
  ["bytes that are no UTF-8", "%FF", "\ufffd"],
];

/** Urlencoded forms (URL Standard, section 5.1): fields that come twice although they are no lists, broken escapes. */
export const urlencoded: ProtocolConcern = ({ operation, base, prover }) => {
  const { body } = base;
  const media = operation.body?.content.find(({ kind }) => kind === "urlencoded");
  if (body?.kind !== "urlencoded" || !media) return [];
  const root = media.schema && rootSite(media.schema);
  return body.fields.flatMap((field, index): ProtocolCase[] => {
    const of = (what: string): Pick<ProtocolCase, "name" | "tests"> => ({
      name: `urlencoded/field ${encodeURIComponent(field.name)} ${what}`,
      tests: { keyword: "application/x-www-form-urlencoded", pointer: media.pointer },
    });
    const isList = root && isMadeOf(memberOf(root, field.name), "array");
    const path = `/body/fields/${index}/value`;
    const malformed = MALFORMED.map(([what, raw, lenient]): ProtocolCase => {
      const mild = prover.change(base, [{ op: "replace", path, value: lenient }]);
      const isWrong = prover.judge(mild) === "invalid";
      return {
        ...of(`with ${what}`),
        request: [{ op: "replace", path, value: { $wire: [{ raw }] } }],
        expect: isWrong ? rejected(operation, "data") : either(operation),
      };
    });
    return [
      ...(isList
        ? []
        : [{ ...of("twice"), request: [add(field)], expect: rejected(operation, "data"), isSearch: true }]),
      ...malformed,
    ];
  });
};

function add(field: WirePair) {
  return { op: "add", path: "/body/fields/-", value: field as unknown as JsonTemplate } as const;
}
