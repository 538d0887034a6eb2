import type { LinkedParts, LinkedSchema } from "../link-parts.ts";

/** A schema with the name of a part that has it: of parts, faults tell nothing else. */
type SentSchema = Omit<LinkedSchema, "part"> & { part: string };

/** Linked parts as they cross to another thread: as JSON, which takes a part of the time of what it says. */
export function linkedText({ definitions, checks, checkOf }: LinkedParts): string {
  const sent = (all: LinkedSchema[]) => all.map(({ part, ...each }): SentSchema => ({ ...each, part: part.name }));
  return JSON.stringify({ definitions: sent(definitions), checks: sent(checks), checkOf: [...checkOf] });
}

/** What {@link linkedText} tells; parts have their names alone. */
export function linkedOf(text: string): LinkedParts {
  const { definitions, checks, checkOf } = JSON.parse(text) as Record<"definitions" | "checks", SentSchema[]> & {
    checkOf: [string, string][];
  };
  const received = (all: SentSchema[]) =>
    all.map(
      ({ part, ...each }): LinkedSchema => ({
        ...each,
        part: { name: part, schema: true, pointer: "", origins: new Map() },
      }),
    );
  return { definitions: received(definitions), checks: received(checks), checkOf: new Map(checkOf) };
}
