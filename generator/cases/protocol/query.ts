import type { WirePair } from "../../../spec/interchange/case.ts";
import { accepted, either } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

/** Names that break servers which keep a query in an object, or read brackets. */
const UNDECLARED = ["contract_kit", "__proto__", "constructor", "contract[kit]"];

/** What a query holds beyond its parameters: undeclared ones, which change nothing, and one given twice. */
export const query: ProtocolConcern = ({ operation, base, carriers }) => {
  const add = (pair: WirePair) => ({ op: "add", path: "/query/-", value: pair as unknown as JsonTemplate }) as const;
  const undeclared = UNDECLARED.map(
    (name): ProtocolCase => ({
      name: `query/undeclared parameter ${name}`,
      tests: { keyword: "parameters", pointer: below(operation.pointer, "parameters") },
      request: [add({ name, value: "example" })],
      expect: accepted(operation),
      isSearch: true,
    }),
  );
  const root = carriers.find(({ place }) => place === "query")?.root;
  const repeated = base.query.flatMap((pair): ProtocolCase[] => {
    const parameter = operation.parameters.find((each) => each.in === "query" && each.name === pair.name);
    if (!parameter || (root && isMadeOf(memberOf(root, pair.name), "array", "object"))) return [];
    return [
      {
        name: `query/${encodeURIComponent(pair.name)}/given twice`,
        tests: { keyword: "schema", pointer: parameter.pointer },
        request: [add(pair)],
        // Nobody says whether the first counts, the last, or neither.
        expect: either(operation),
      },
    ];
  });
  return [...undeclared, ...repeated];
};
