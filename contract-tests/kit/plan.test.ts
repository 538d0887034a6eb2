import { describe, expect, it } from "vitest";
import { ACCEPTED, BASE, NOTES_CONTRACT, notesCases, REJECTED, UNAUTHORIZED } from "./fixture/notes-contract.ts";
import { makePlan, type PlanOptions } from "./plan.ts";
import type { RunError } from "./run-error.ts";

const plan = (options: Partial<PlanOptions> = {}, files = [notesCases()]) =>
  makePlan(NOTES_CONTRACT, files, { credentials: { token: "t" }, ...options });

const names = (options: Partial<PlanOptions> = {}) =>
  plan(options).cases.map((each) =>
    "template" in each ? each.testCase.name : `${each.skipped.name}: ${each.skipped.reason}`,
  );

function refusal(action: () => unknown): Partial<RunError> {
  try {
    action();
  } catch (error) {
    const { code, where, what, hint } = error as RunError;
    return { code, where, what, hint };
  }
  throw new Error("nothing was thrown");
}

describe("makePlan", () => {
  it("takes every case in order, and what the generator skipped after them", () => {
    const skipped = [{ name: "createNote/x", tests: { keyword: "x", pointer: "" }, reason: "too long" }];
    const { cases, bases, leftOut, all } = plan({}, [notesCases(undefined, skipped)]);
    expect(cases.map(({ testCase }) => testCase?.name)).toEqual([
      ACCEPTED.name,
      REJECTED.name,
      UNAUTHORIZED.name,
      undefined,
    ]);
    expect(cases[3]).toMatchObject({ skipped: { reason: "too long" } });
    expect(bases).toHaveLength(1);
    expect([leftOut, all.length]).toEqual([0, 3]);
  });

  it("selects by patterns", () => {
    expect(names({ only: ["createNote/body"] })).toEqual([ACCEPTED.name, REJECTED.name]);
    expect(plan({ only: ["createNote/body"] }).leftOut).toBe(1);
    expect(names({ skip: ["**/6 *"] })).toEqual([
      ACCEPTED.name,
      `${REJECTED.name}: left out by a pattern`,
      UNAUTHORIZED.name,
    ]);
    expect(refusal(() => plan({ only: ["nothing/**"] }))).toMatchObject({
      code: "bad-options",
      where: "only nothing/**",
      what: "means none of the 3 cases",
      hint: `Patterns are globs over names such as ${ACCEPTED.name}.`,
    });
  });

  it("takes another alternative of security when its credentials are the given ones", () => {
    const [first] = plan({ credentials: { email: "e", key: "k" } }).cases;
    expect(first).toMatchObject({
      template: {
        credentials: [
          { scheme: "email", as: "given" },
          { scheme: "key", as: "given" },
        ],
      },
    });
  });

  it("skips a case about credentials that are not given", () => {
    const byKey = {
      ...UNAUTHORIZED,
      request: [{ op: "replace", path: "/credentials", value: [{ scheme: "key", as: "given" }] }],
    };
    const { cases } = plan({}, [notesCases([ACCEPTED, byKey as typeof UNAUTHORIZED])]);
    expect(cases[1]).toMatchObject({ skipped: { reason: "no credentials for key" } });
  });

  it("refuses to run without the credentials that the base requests need", () => {
    expect(refusal(() => plan({ credentials: { key: "k" } }))).toMatchObject({
      code: "missing-credentials",
      where: "createNote",
      what: "needs credentials that were not given: token, or email with key",
    });
  });

  it("puts parameters into the base request, not over what a case tests", () => {
    const base = { ...BASE, query: [{ name: "key", value: "x" }], headers: { "x-email": "x" } };
    const contract = {
      ...NOTES_CONTRACT,
      operations: NOTES_CONTRACT.operations.map((operation) => ({
        ...operation,
        parameters: operation.parameters.flatMap((shelf) => [
          shelf,
          { ...shelf, name: "key" },
          { ...shelf, name: "X-Email" },
        ]),
      })),
    };
    const patched = {
      ...ACCEPTED,
      request: [{ op: "replace", path: "/path/shelf", value: "tested" }],
    } as typeof ACCEPTED;
    const params = { shelf: "s", key: "k", "X-Email": "e" };
    const { cases } = makePlan(contract, [{ ...notesCases([REJECTED, patched]), base }], {
      credentials: { token: "t" },
      params,
    });
    const given = { path: { shelf: "s" }, query: [{ name: "key", value: "k" }], headers: { "x-email": "e" } };
    expect(cases).toMatchObject([{ template: given }, { template: { ...given, path: { shelf: "tested" } } }]);
    expect(refusal(() => plan({ params: { shelve: "s" } }))).toMatchObject({
      where: "parameter shelve",
      hint: "Parameters are: shelf.",
    });
  });

  it("refuses cases that do not belong to the contract", () => {
    expect(refusal(() => plan({}, [{ ...notesCases(), operation: "other" }]))).toMatchObject({
      code: "bad-case",
      where: "cases/other.json",
    });
    expect(refusal(() => plan({}, []))).toMatchObject({ code: "bad-options", what: "there are no cases" });
  });
});
