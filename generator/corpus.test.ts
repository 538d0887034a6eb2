import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildContract } from "./contract.ts";
import { loadDocument } from "./document/load.ts";
import { DocumentError } from "./document/problem.ts";
import { prepareProject } from "./testing/emit-project.ts";
import { type Judgement, judgeDocument } from "./testing/judge-document.ts";
import { createTypeCheck } from "./testing/type-errors.ts";

/** Real and adversarial documents, which are no part of the project. */
const CORPUS = fileURLToPath(new URL("../../shared/corpus/", import.meta.url));
/** One in so many is read; `CORPUS_STEP=1` reads all. */
const STEP = Number(process.env["CORPUS_STEP"] ?? 5);
const files = (existsSync(CORPUS) ? readdirSync(CORPUS) : [])
  .filter((name) => /\.(?:ya?ml|json)$/.test(name))
  .filter((_name, index) => index % STEP === 0);

/** Mistakes that leave nothing to generate from. All others are warnings. */
const FATAL = new Set([
  "invalid-yaml",
  "not-utf-8",
  "not-openapi",
  "unresolved-ref",
  "remote-ref",
  "outside-ref",
  "too-deep",
  "too-large",
]);

const title = `documents of others${files.length === 0 ? " (skipped: there is no ../shared/corpus)" : ""}`;
describe.skipIf(files.length === 0)(title, () => {
  const sample = files.filter((_, index) => index % 2 === 0);
  it("compile, pass strict schemas and load, or are refused", { timeout: 1_200_000 }, async () => {
    const project = await mkdtemp(join(tmpdir(), "corpus-"));
    onTestFinished(() => rm(project, { recursive: true, force: true }));
    await prepareProject(project);
    const typeErrors = createTypeCheck();
    const outcomes = new Map<string, Judgement>();
    for (const file of sample) outcomes.set(file, await judgeDocument(join(CORPUS, file), project, typeErrors));
    const wrong = [...outcomes].filter(([, judgement]) => !["generated", "refused"].includes(judgement.outcome));
    expect(wrong).toEqual([]);
  });

  it("become a contract, or are refused with place and hint", { timeout: 600_000 }, async () => {
    let contracts = 0;
    for (const file of files) {
      try {
        buildContract(await loadDocument(join(CORPUS, file)));
        contracts++;
      } catch (error) {
        if (!(error instanceof DocumentError)) throw new Error(`${file}: ${(error as Error).stack}`);
        for (const problem of error.problems) {
          expect(problem, file).toMatchObject({ file: join(CORPUS, file), hint: expect.stringMatching(/\S/) });
          expect([...FATAL], file).toContain(problem.rule);
        }
      }
    }
    expect(contracts / files.length).toBeGreaterThanOrEqual(0.9);
  });
});
