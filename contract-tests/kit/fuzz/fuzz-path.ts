import { RunError } from "../run-error.ts";

/** Where in the stream of random requests one of them is found again, given the seed. */
export interface FuzzPath {
  /** The full name of the case: `createDirectUpload/fuzz/valid`. */
  name: string;
  /** The number of the random value, and the turns that shrinking took: `12:0:3`. */
  path: string;
  /** How many fresh texts had been given before. */
  fresh: number;
}

/** A path as a text that {@link parseFuzzPath} reads: `createDirectUpload/fuzz/valid@12:0:3+57`. */
export function formatFuzzPath({ name, path, fresh }: FuzzPath): string {
  return `${name}@${path}+${fresh}`;
}

/** @throws RunError (`bad-options`) when the text is no path */
export function parseFuzzPath(text: string): FuzzPath {
  const [, name, path, fresh] = /^(.+\/fuzz\/[a-z]+)@(\d+(?::\d+)*)\+(\d+)$/.exec(text) ?? [];
  if (name !== undefined && path !== undefined && fresh !== undefined) return { name, path, fresh: Number(fresh) };
  const hint = "Copy it as a report shows it, with its seed: createNote/fuzz/valid@12:0:3+57.";
  throw new RunError("bad-options", `fuzz path ${text}`, "is none", hint);
}
