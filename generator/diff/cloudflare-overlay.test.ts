import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadDocument } from "../document/load.ts";
import { lintDocument } from "../lint/lint-document.ts";
import { diffDocuments } from "./diff-documents.ts";
import { type Side, sideOf } from "./side.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const OURS = join(ROOT, "spec/direct-upload.yaml");
const OVERLAYS = join(ROOT, "spec/overlays");
const IMAGES = join(OVERLAYS, "cloudflare-images.overlay.yaml");
const VARIANTS = join(OVERLAYS, "cloudflare-variants.overlay.yaml");
/** What was published, and is not part of the repository. */
const PUBLISHED = join(ROOT, "../shared/specs");

const OPERATIONS = [
  "POST /accounts/*/images/v2/direct_upload",
  "GET /accounts/*/images/v2",
  "GET /accounts/*/images/v1/{image_id}",
  "DELETE /accounts/*/images/v1/{image_id}",
  "GET /accounts/*/images/v1/{image_id}/blob",
  "POST /{account_hash}/{image_id}",
];

const documents: [what: string, file: string, overlay: string[]][] = [
  ["the Images part in other words", join(import.meta.dirname, "testing/published-images.yaml"), [IMAGES]],
  ["the Images part as it was published", join(PUBLISHED, "official-images.openapi.yaml"), [IMAGES]],
  ["the whole document as it was published", join(PUBLISHED, "cloudflare-2024-08.json"), [IMAGES, VARIANTS]],
];

async function side(name: Side["document"], file: string, overlay: string[] = []): Promise<Side> {
  return sideOf(name, await loadDocument(file, { overlay, include: OPERATIONS }));
}

describe.each(documents)("%s, with the overlay", (_what, file, overlay) => {
  const missing = existsSync(file) ? "" : `${file} is not beside the project`;

  it("behaves as our own document, in both directions", { timeout: 120_000 }, async ({ skip }) => {
    skip(missing !== "", missing);
    const there = { base: await side("base", file, overlay), head: await side("head", OURS) };
    expect(there.base.contract.operations).toHaveLength(OPERATIONS.length);
    // Nothing departs: whoever changes one of the two has to change the other, or to list here what differs.
    expect(diffDocuments(there)).toEqual({ step: "patch", changes: [] });
    const back = { base: await side("base", OURS), head: await side("head", file, overlay) };
    expect(diffDocuments(back)).toEqual({ step: "patch", changes: [] });
  });

  it("does not contradict itself", { timeout: 120_000 }, async ({ skip }) => {
    skip(missing !== "", missing);
    const include = [...OPERATIONS, "/accounts/*/images/**"];
    const problems = lintDocument(await loadDocument(file, { overlay, include }));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

it("without the overlay, the document breaks nearly everything", { timeout: 120_000 }, async () => {
  const [[, file = ""] = []] = documents;
  const loaded = await loadDocument(file);
  const rules = lintDocument(loaded).map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(["unsatisfiable-schema", "invalid-default", "invalid-example"]));
  const sides = { base: await side("base", OURS), head: sideOf("head", loaded) };
  expect(diffDocuments(sides)).toMatchObject({ step: "major" });
});
