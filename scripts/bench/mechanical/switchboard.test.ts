import { expect, it } from "vitest";
import { switchboard } from "./switchboard.ts";

const scope = globalThis as unknown as {
  __stryker__: { activeMutant?: string; mutantCoverage: { static: Record<string, number> } };
  constantOf(id: string, value: number): number;
};

it("moves the one constant that is switched on", () => {
  const board = switchboard();
  const both = () => [scope.constantOf("constant 1", 5), scope.constantOf("constant 11", 5)];
  expect(both()).toEqual([5, 5]);
  board.activate("constant 1+");
  expect(both()).toEqual([6, 5]);
  board.activate("constant 11-");
  expect(both()).toEqual([5, 4]);
  board.activate("7");
  expect([both(), scope.__stryker__.activeMutant]).toEqual([[5, 5], "7"]);
  board.activate(undefined);
  expect([both(), scope.__stryker__.activeMutant]).toEqual([[5, 5], undefined]);
});

it("ends a loop without an end", () => {
  switchboard().activate("constant 1+");
  expect(() => {
    for (;;) scope.constantOf("constant 1", 1);
  }).toThrow("a loop without an end");
});

it("tells what code comes by, each time anew, with all mutants off", async () => {
  const board = switchboard();
  // The instrumented code keeps what it has found at first.
  const { mutantCoverage } = scope.__stryker__;
  const run = (id: string) => async () => {
    mutantCoverage.static[id] = 1;
    scope.constantOf(`constant ${id}`, 1);
  };
  board.activate("constant 1+");
  expect(await board.coverage(run("1"))).toEqual(new Set(["1", "constant 1+", "constant 1-"]));
  expect(await board.coverage(run("2"))).toEqual(new Set(["2", "constant 2+", "constant 2-"]));
});
