import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, longest first, as a whole run tells their times. What is missing here only starts later
 * than it should.
 */
const SLOW = [
  "scripts/package/package.test.ts",
  "contract-tests/direct-upload.test.ts",
  "scripts/generate.test.ts",
  "generator/write/replace-folder.test.ts",
  "contract-tests/mutants/mutants.test.ts",
  "scripts/guides.test.ts",
  "contract-tests/kit/vitest.test.ts",
  "scripts/unchanged.test.ts",
  "scripts/wrong-use.test.ts",
  "contract-tests/browser/mock-page.test.ts",
  "scripts/artefacts-of.test.ts",
  "generator/names.test.ts",
  "contract-tests/browser/report.test.ts",
  "scripts/commands/diff.test.ts",
  "scripts/vitest.test.ts",
  "scripts/config/config.test.ts",
];

/** Starts slow files first, so that no core waits for the last one; a fresh checkout knows no times. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = SLOW.findIndex((name) => moduleId.endsWith(`/${name}`));
      return index < 0 ? SLOW.length : index;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
