import { expect, it } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { checkParamValues, withParams } from "./given-params.ts";
import { makePlan } from "./plan.ts";

const orders = await loadArtefacts("generated/orders");
const files = await orders.caseFiles();
const credentials = { token: "t", session: "s" };

/** What is wrong with values for parameters, of the operations that have a case of these names. */
function refused(params: Record<string, string>, only: string[] = []): string | undefined {
  const { bases } = makePlan(orders.contract, files, { credentials, params, only });
  try {
    checkParamValues(orders, bases, params);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

it("takes values that the document allows, and refuses others, with the operation and the rule", () => {
  expect(refused({ orderId: "ord_000000000001" })).toBeUndefined();
  expect(refused({ orderId: "abc" })).toMatch(
    /^parameter orderId: the document refuses "abc" for getOrder: must match pattern .* \[bad-options\]\n {2}hint: Give a value that is valid/,
  );
  expect(refused({ orderId: "abc" }, ["listProducts/**"])).toBeUndefined();
});

it("reads the texts by the types of the schema", () => {
  const base = structuredClone(files.find(({ operation }) => operation === "listProducts")?.base);
  if (!base) throw new Error("no listProducts");
  base.query.push({ name: "limit", value: "1" });
  const operation = orders.contract.operations.find(({ id }) => id === "listProducts");
  if (!operation) throw new Error("no listProducts");
  const check = (limit: string) => () => {
    const params = { limit };
    checkParamValues(orders, [{ operation, template: withParams(base, params) }], params);
  };
  expect(check("10")).not.toThrow();
  expect(check("ten")).toThrow(/^parameter limit: the document refuses "ten" for listProducts/);
  expect(check("0")).toThrow("[minimum]");
});
