import { readFileSync } from "node:fs";

/** The files of the client's runtime in the order in which they are written, and when one is needed. */
const FILES = [
  "violation",
  "outcome",
  "network-error",
  "shapes",
  "wire-value",
  "path",
  "parameters",
  "form",
  "body",
  "basic",
  "read",
  "endpoint",
  "connection",
  "call",
  "checks",
  "check-requests",
  "check-answers",
] as const;

/** A file of the client's runtime. */
export type RuntimeFile = (typeof FILES)[number];

/** The source of the runtime's files as one text, without their imports. */
export function runtimeSource(isNeeded: (file: RuntimeFile) => boolean): string {
  return FILES.filter(isNeeded)
    .map((file) => withoutImports(readFileSync(new URL(`./runtime/${file}.ts`, import.meta.url), "utf8")).trim())
    .join("\n\n");
}

function withoutImports(source: string): string {
  return source.replaceAll("\r\n", "\n").replaceAll(/^import [^;]*;\n/gm, "");
}
