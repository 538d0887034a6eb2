import type { JsonObject } from "../../../spec/interchange/json.ts";
import { buildContract } from "../../contract.ts";
import { type DerivedCases, deriveCases } from "../derive.ts";

/** The cases of every operation of a document that is given as its paths and components. */
export function deriveDocument(
  paths: JsonObject,
  components: JsonObject = {},
  openapi = "3.1.1",
): Record<string, DerivedCases> {
  const document: JsonObject = {
    openapi,
    info: { title: "t", version: "1" },
    paths,
    components,
  };
  const { contract } = buildContract({
    file: "test",
    document,
    sha256: "",
    warnings: [],
    problemAt: (pointer, problem) => ({ file: "test", pointer, ...problem }),
  });
  return Object.fromEntries(contract.operations.map((operation) => [operation.id, deriveCases(operation, document)]));
}

/** `accepted 200` by the name of the case, for the names that begin so; without the operation and that beginning. */
export function verdicts(derived: DerivedCases | undefined, beginning: string): Record<string, string> {
  const prefix = `${derived?.operation}/${beginning}`;
  return Object.fromEntries(
    (derived?.cases ?? [])
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ name, expect }) => [name.slice(prefix.length), `${expect.outcome} ${expect.status.join(" ")}`]),
  );
}
