import type { WirePair } from "../../../spec/interchange/case.ts";
import { either, rejected } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { rootSite } from "../site.ts";

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
    const mild = prover.change(base, [{ op: "replace", path, value: "%zz" }]);
    const isWrong = prover.judge(mild) === "invalid";
    return [
      ...(isList
        ? []
        : [{ ...of("twice"), request: [add(field)], expect: rejected(operation, "data"), isSearch: true }]),
      {
        ...of("with malformed percent-encoding"),
        request: [{ op: "replace", path, value: { $wire: [{ raw: "%zz" }] } }],
        // The URL Standard reads `%zz` as itself.
        expect: isWrong ? rejected(operation, "data") : either(operation),
      },
    ];
  });
};

function add(field: WirePair) {
  return { op: "add", path: "/body/fields/-", value: field as unknown as JsonTemplate } as const;
}
