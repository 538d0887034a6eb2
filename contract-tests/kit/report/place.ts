/** A place in a document that a person has written. */
export interface Place {
  /** As a person would name it: relative to the working folder. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** What stands there, on one line: `maxLength: 1024`. */
  text: string;
}

/** Finds where something of the document was written: `openapi.json#/…`, or `file#/…` for a workflow. */
export type Places = (where: string) => Place | undefined;

/** `spec/api.yaml:12:7`, as editors and terminals open it. */
export function placeName({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
