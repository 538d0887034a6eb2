import { toJsonText } from "../header.ts";

/** What `package.json` says. */
export interface PackageManifest {
  name: string;
  version: string;
  description: string;
  license: string | undefined;
  repository: unknown;
  openapiFetch: string;
}

const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });

/** `package.json` of a generated package. */
export function emitPackageManifest({ openapiFetch, ...told }: PackageManifest): string {
  const { name, version, description, license, repository } = told;
  return toJsonText({
    name,
    version,
    description,
    license,
    repository,
    type: "module",
    sideEffects: false,
    exports: {
      ".": entry("index"),
      "./validators": entry("validators"),
      "./schemas/*": "./schemas/*",
      "./openapi.json": "./openapi.json",
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.d.ts", "schemas", "openapi.json", "CHANGELOG.md"],
    dependencies: { "openapi-fetch": openapiFetch },
  });
}
