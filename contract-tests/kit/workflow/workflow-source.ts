import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { createReader, type Reader } from "./reader.ts";
import { readYaml } from "./yaml-source.ts";

/** The OpenAPI document that a workflow document is about. */
export interface WorkflowSource {
  name: string;
  /** As it stands there: relative to the file, or absolute. */
  url: string;
}

/**
 * The source of a workflow document, before the rest of it is looked at.
 *
 * @throws WorkflowError when the file is no YAML
 */
export function workflowSource(file: string, text: string): WorkflowSource | undefined {
  const source = readYaml(file, text);
  return isJsonObject(source.value) ? readSource(source.value, createReader(source)) : undefined;
}

/** Reads `sourceDescriptions`: one, of the type `openapi`. */
export function readSource(root: JsonObject, reader: Reader): WorkflowSource | undefined {
  const [first, ...others] = reader.list(root, "sourceDescriptions", "").map(([item, pointer]) => {
    const fields = { called: "a source description", required: ["name", "url"], optional: ["type"] };
    const source = reader.object(item, pointer, fields);
    if (source && source["type"] !== undefined && source["type"] !== "openapi") {
      const hint = "Run the workflows of that document by themselves; a source is an OpenAPI document here.";
      reader.complain(
        below(pointer, "type"),
        "unsupported",
        `sources of the type ${source["type"]} are not supported`,
        hint,
      );
    }
    return source && { name: reader.text(source, "name", pointer), url: reader.text(source, "url", pointer) };
  });
  if (others.length > 0) {
    const hint = "A run is about one contract: split the document by source.";
    reader.complain("/sourceDescriptions/1", "unsupported", "several sources are not supported", hint);
  }
  if (first?.name !== undefined && first.url !== undefined) return { name: first.name, url: first.url };
  if (first === undefined) {
    reader.complain("/sourceDescriptions", "no-source", "there is no source", "Name the OpenAPI document.");
  }
  return undefined;
}
