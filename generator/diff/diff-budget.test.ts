import { expect, it } from "vitest";
import { createBudget, SPENT } from "./diff-budget.ts";
import { diffDocuments } from "./diff-documents.ts";
import { answers, diffOf, takes } from "./testing/diff-of.ts";

const schema = (maximum: number) => ({ type: "object", properties: { n: { type: "integer", maximum } } });

it.each([
  ["requests", takes(schema(9)), takes(schema(5)), "request"],
  ["answers", answers(schema(5)), answers(schema(9)), "response"],
])("what is left when the budget is used up is unproved, and says why: %s", (_what, base, head, side) => {
  const { sides } = diffOf(base, head);
  const budget = createBudget();
  expect(diffDocuments(sides, budget).changes).toMatchObject([{ kind: "breaking", rule: `${side}-refused` }]);
  expect(budget.candidates).toBeLessThan(createBudget().candidates);
  expect(diffDocuments(sides, { ...createBudget(), candidates: 0 })).toMatchObject({
    step: "major",
    changes: [{ kind: "unproved", rule: `${side}-unproved`, why: SPENT }],
  });
});

it("what says the same in the same words needs no budget", () => {
  const document = takes(schema(9));
  const { sides } = diffOf(document, { ...document, tags: [{ name: "new" }] });
  expect(diffDocuments(sides, { steps: 0, candidates: 0 })).toEqual({ step: "patch", changes: [] });
});

it("a proof without steps proves nothing that is to be looked at", () => {
  const { sides } = diffOf(takes(schema(5)), takes(schema(9)));
  expect(diffDocuments(sides, createBudget())).toMatchObject({ step: "minor" });
  expect(diffDocuments(sides, { steps: 0, candidates: 0 }).changes).toMatchObject([{ kind: "unproved", why: SPENT }]);
});
