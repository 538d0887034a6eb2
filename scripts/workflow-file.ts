import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { RunError } from "../contract-tests/kit/run-error.ts";
import { workflowSource } from "../contract-tests/kit/workflow/workflow-source.ts";
import { DEFAULT_DOCUMENT } from "./contract-folder.ts";

/** A workflow document, and the OpenAPI document that it is about. */
export interface WorkflowFile {
  file: string;
  text: string;
  /** `undefined` when the workflow document names none. */
  document: string | undefined;
}

/**
 * Finds a workflow document and the OpenAPI document to run it with: the one that is given, else the
 * one that its source description names. Both may be given if they are the same; a source that is a
 * URL is not fetched.
 *
 * @param workflow - the file; true for `<document>.arazzo.yaml` beside the document
 * @throws RunError (`bad-options`) when it cannot be read or is about another document
 */
export async function workflowFile(workflow: string | true, document: string | undefined): Promise<WorkflowFile> {
  const file = workflow === true ? besides(document ?? DEFAULT_DOCUMENT) : workflow;
  const where = `--workflow ${file}`;
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new RunError(
      "bad-options",
      where,
      `cannot be read: ${error.message}`,
      "Give the path of an Arazzo document.",
    );
  });
  const url = workflowSource(file, text)?.url;
  const isRemote = url !== undefined && /^[a-z][a-z\d+.-]+:/i.test(url);
  const named = url === undefined || isRemote ? undefined : resolve(dirname(file), decodeURIComponent(url));
  if (document !== undefined && named !== undefined && resolve(document) !== named) {
    const what = `is about ${shown(named)}, not about ${document}`;
    throw new RunError(
      "bad-options",
      where,
      what,
      "Leave the document out, or mend the url of its source description.",
    );
  }
  if (document === undefined && isRemote) {
    const hint = "Give a copy of it: contract-kit test api.yaml --workflow …";
    throw new RunError("bad-options", where, `its source ${url} is not fetched`, hint);
  }
  return { file, text, document: document ?? (named === undefined ? undefined : shown(named)) };
}

function besides(document: string): string {
  return shown(resolve(document.replace(/\.(?:ya?ml|json)$/i, ".arazzo.yaml")));
}

function shown(path: string): string {
  return relative(process.cwd(), path) || ".";
}
