import { expect, it } from "vitest";
import type { Json } from "../../../spec/interchange/json.ts";
import { spdxLicense } from "./spdx-license.ts";

it.each<[Json, string | undefined]>([
  [{ name: "Apache 2.0", identifier: "Apache-2.0" }, "Apache-2.0"],
  [{ name: "MIT" }, "MIT"],
  [{ name: "MIT OR Apache-2.0" }, "MIT OR Apache-2.0"],
  [{ name: "Apache 2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" }, undefined],
  [{ name: "Ours" }, undefined],
  ["MIT", undefined],
])("takes %j for %j", (license, expected) => {
  expect(spdxLicense({ info: { title: "t", version: "1", license } })).toBe(expected);
});
