import { resolve } from "node:path";
import { $RefParser, type FileInfo } from "@apidevtools/json-schema-ref-parser";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { DocumentError } from "./problem.ts";
import type { SourceFile } from "./read.ts";
import type { ReferenceRules } from "./reference-guard.ts";
import { externalReferences, fileKey, readReferencedFiles } from "./referenced-files.ts";
import { unresolved } from "./references.ts";

/**
 * Brings what references to other files lead to into the document.
 *
 * @throws {@link DocumentError} for references that lead where they may not, or nowhere
 */
export async function bundle(source: SourceFile, rules: ReferenceRules = {}): Promise<JsonObject> {
  const external = externalReferences(source.value);
  if (external.length === 0) return source.value;
  const files = await readReferencedFiles(source, rules);
  const document = resolve(source.file);
  const keyOf = ({ url }: FileInfo) => fileKey(url, document);
  try {
    return (await $RefParser.bundle(document, source.value as never, {
      // The library is given what was read by the rules; it reads nothing.
      resolve: {
        http: false as never,
        file: {
          order: 1,
          canRead: (file: FileInfo) => files.has(keyOf(file)),
          read: (file: FileInfo) => structuredClone(files.get(keyOf(file))) as object,
        },
      },
      parse: {
        json: false,
        yaml: false,
        text: false,
        binary: false,
        known: { order: 1, allowEmpty: true, canParse: true, parse: ({ data }: FileInfo) => data },
      } as never,
    })) as unknown as JsonObject;
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    throw new DocumentError(external.map((reference) => unresolved(source, reference, why)));
  }
}
