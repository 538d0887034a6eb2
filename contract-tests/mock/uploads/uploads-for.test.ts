import { expect, it } from "vitest";
import type { Contract } from "../../../spec/interchange/contract.ts";
import { hasUploadFlow } from "./own-operations.ts";
import { DIRECT_UPLOAD } from "./testing/ask-uploads.ts";
import { createUploads } from "./uploads.ts";
import { uploadsFor } from "./uploads-for.ts";

const { contract } = DIRECT_UPLOAD;
const only = (...ids: string[]): Contract => ({
  ...contract,
  operations: contract.operations.filter(({ id }) => ids.includes(id)),
});

it("gives the state to the direct upload", () => {
  expect(uploadsFor(DIRECT_UPLOAD)).toBe(createUploads);
});

it("needs the flow and nothing more", () => {
  expect(hasUploadFlow(only("createDirectUpload", "uploadImage", "getImage"))).toBe(true);
  expect(hasUploadFlow(only("createDirectUpload", "uploadImage"))).toBe(false);
  expect(hasUploadFlow(only())).toBe(false);
});

it.each(["createDirectUpload", "uploadImage", "deleteImage"])("wants %s to be what it means", (id) => {
  const changed = (change: object) => ({
    ...contract,
    operations: contract.operations.map((operation) => (operation.id === id ? { ...operation, ...change } : operation)),
  });
  expect(hasUploadFlow(changed({ path: "/elsewhere" }))).toBe(false);
  expect(hasUploadFlow(changed({ method: "PUT" }))).toBe(false);
  expect(uploadsFor({ ...DIRECT_UPLOAD, contract: changed({ path: "/elsewhere" }) })).toBeUndefined();
});
