import { hash } from "node:crypto";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { listOperations } from "../document/slice/list-operations.ts";
import { sliceDocument } from "../document/slice/slice-document.ts";
import type { SchemaPart } from "../schema-part.ts";
import { type DerivedCases, deriveCases } from "./derive.ts";

/**
 * {@link deriveCases} for one document that is changed again and again: the cases of an operation are kept until
 * anything changes that it is made of or reaches.
 *
 * @param derive - what is called for an operation that has changed
 */
export function createDeriveAgain(derive: typeof deriveCases = deriveCases): typeof deriveCases {
  const known = new Map<string, { made: string; cases: DerivedCases }>();
  return (operation, document, steps) => {
    const made = hash("sha256", `${steps} ${madeOf(operation, document)}`);
    const last = known.get(operation.id);
    if (last?.made === made) return last.cases;
    const cases = derive(operation, document, steps);
    known.set(operation.id, { made, cases });
    return cases;
  };
}

/** Everything that the cases of an operation depend on. */
function madeOf(operation: Operation<SchemaPart>, document: JsonObject): string {
  const model = JSON.stringify(operation, (_, value) => (value instanceof Map ? [...value] : value));
  const own = listOperations(document).filter(
    ({ path, method }) => path === operation.path && method.toUpperCase() === operation.method,
  );
  const { info: _, tags: __, ...rest } = document;
  // A slice has everything that its operations reach, also what lies in others.
  return model + JSON.stringify(sliceDocument(rest, own));
}
