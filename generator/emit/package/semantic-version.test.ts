import { expect, it } from "vitest";
import { semanticVersion } from "./semantic-version.ts";

it.each([
  ["1.2.3", "1.2.3"],
  ["1.0.0-rc.1", "1.0.0-rc.1"],
  ["1", "1.0.0"],
  ["v2", "2.0.0"],
  ["v2.1-beta", "2.1.0-beta"],
  ["1.2.3.4", "1.2.3"],
  ["01.02.03", "1.2.3"],
  ["2026-01-31", "2026.1.31"],
  ["2026.01.31", "2026.1.31"],
  ["2026-01-31-preview", "2026.1.31-preview"],
  ["Release 7.0", "7.0.0"],
  ["latest", undefined],
  ["", undefined],
])("takes %j for %j", (version, expected) => {
  expect(semanticVersion(version)).toBe(expected);
});
