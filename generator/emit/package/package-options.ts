/** What makes an output folder a package that can be published. */
export interface PackageOptions {
  /** As npm takes it: `@acme/notes`. */
  name: string;
  /** A semantic version. Default: the document's, as {@link semanticVersion} reads it. */
  version?: string;
  /** Set when a release tool owns the version; what it has written stays. */
  released?: {
    /** The text of `CHANGELOG.md`; `undefined` when there is none. */
    changelog: string | undefined;
  };
  /** `repository` of its `package.json`: npm wants it for provenance. */
  repository?: unknown;
  /** The version of openapi-fetch that the client is made for. */
  openapiFetch: string;
}

/** What a release tool writes; the manifest knows that it may be there, and not what is in it. */
export const RELEASE_FILES = ["CHANGELOG.md", "package.json"];
