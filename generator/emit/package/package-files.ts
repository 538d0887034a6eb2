import type { Contract } from "../../../spec/interchange/contract.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { Provenance } from "../header.ts";
import { emitPackageManifest } from "./package-manifest.ts";
import type { PackageOptions } from "./package-options.ts";
import { emitPackageReadme } from "./package-readme.ts";
import { publishedModules } from "./published-modules.ts";
import { spdxLicense } from "./spdx-license.ts";

/** What a package is made from. */
export interface PackageSource {
  /** The contract's name, after which the client's factory is named. */
  name: string;
  contract: Contract<SchemaPart>;
  document: JsonObject;
  provenance: Provenance;
}

/** What only sources have: consumers cannot load TypeScript from `node_modules`. */
const SOURCES = ["client.ts", "types.ts"];

/**
 * The files of a folder as those of a package: modules with their declarations in the place of TypeScript,
 * `package.json` and `README.md`. All else stays.
 */
export function packageFiles(
  files: ReadonlyMap<string, string>,
  { name: contractName, contract, document, provenance }: PackageSource,
  { name, version, released, repository, openapiFetch }: PackageOptions & { version: string },
): Map<string, string> {
  const license = spdxLicense(document);
  const description = `Typed client and validators of ${contract.title}`;
  const manifest = emitPackageManifest({ name, version, description, license, repository, openapiFetch });
  const readme = emitPackageReadme(contract, { name, contractName, license, document, provenance });
  return new Map([
    ...[...files].filter(([path]) => !SOURCES.includes(path)),
    ...publishedModules(files),
    ["package.json", manifest],
    ["README.md", readme],
    ...(released?.changelog === undefined ? [] : [["CHANGELOG.md", released.changelog] as const]),
  ]);
}
