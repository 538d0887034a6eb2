import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { DIRECT_UPLOAD_REVIEW } from "../../../contract-tests/mutants/mechanical/direct-upload.ts";
import { mutantKeyText } from "../../../contract-tests/mutants/mechanical/mutant-key.ts";
import { ORDERS_REVIEW } from "../../../contract-tests/mutants/mechanical/orders.ts";
import { breaksOf, entriesWithoutMutant } from "../../../contract-tests/mutants/mechanical/review.ts";
import { instrumentServer } from "./instrument.ts";
import { switchboard } from "./switchboard.ts";

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "instrument-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

it.each([
  ["direct-upload", "directUploadServer", DIRECT_UPLOAD_REVIEW],
  ["orders", "ordersServer", ORDERS_REVIEW],
])("makes mutants of %s that are told apart, and are all in the code", async (name, server, review) => {
  switchboard();
  const file = join(folder(), "server.mjs");
  const mutants = await instrumentServer(name, file);
  expect(mutants.length).toBeGreaterThan(500);
  expect(new Set(mutants.map(({ mutator }) => mutator))).toContain("Constant");
  expect(new Set(mutants.map(mutantKeyText)).size).toBe(mutants.length);
  expect(mutants.filter(({ original }) => original.includes("constantOf("))).toEqual([]);
  expect(mutants.filter(({ replacement }) => replacement.includes("constantOf("))).toEqual([]);
  const code = readFileSync(file, "utf8");
  for (const { id } of mutants) expect(code).toContain(`("${id.replace(/[+-]$/, "")}"`);
  expect(await import(pathToFileURL(file).href)).toHaveProperty(server);

  // What people say about them is about mutants that there are, and leaves none out.
  expect(entriesWithoutMutant(review, mutants)).toEqual([]);
  const nameless = mutants.filter((mutant) => breaksOf(review, mutant).length === 0 && !isSample(mutant.within));
  expect(nameless.map(mutantKeyText)).toEqual([]);
});

/** Data that the servers make up, and places for mutants by hand; no case has a word about them. */
function isSample(within: string): boolean {
  const samples = ["PRODUCTS.price", "ordersServer", "ERROR_CODE"];
  return [...samples, "REFERENCE_RULES.isQuery", "REFERENCE_RULES.isDeclared"].includes(within);
}
