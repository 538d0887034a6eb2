import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new folder, which goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "contract-kit-uploads-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
