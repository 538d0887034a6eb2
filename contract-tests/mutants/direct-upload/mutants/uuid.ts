import type { Mutant, MutantGroup } from "../../mutant.ts";
import { isUuid } from "../reference/texts.ts";
import type { Rules } from "../rules.ts";

const uuid = (name: string, what: string, is: Rules["isUuid"]): Mutant<Rules> => ({
  name: `id: ${name}`,
  ...{ what, breaks: ["not"], rules: { isUuid: is } },
});
const matches = (pattern: RegExp) => (text: string) => pattern.test(text);
const also = (pattern: RegExp) => (text: string) => isUuid(text) || pattern.test(text);
const but = (pattern: RegExp) => (text: string) => isUuid(text) && !pattern.test(text);

const INSIDE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** What counts as a UUID, which a custom id must not be. */
export const UUID: MutantGroup<Rules> = {
  group: "UUID variants",
  mutants: [
    uuid("takes UUIDs", "does not look for UUIDs", () => false),
    uuid("takes upper case", "knows UUIDs in lower case alone", but(/[A-F]/)),
    uuid("takes lower case", "knows UUIDs in upper case alone", but(/[a-f]/)),
    uuid(
      "takes mixed case",
      "knows UUIDs in one case alone",
      (text) => isUuid(text) && !(/[a-f]/.test(text) && /[A-F]/.test(text)),
    ),
    uuid(
      "version 4",
      "knows version 4 alone",
      matches(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i),
    ),
    uuid("versions 1 to 5", "knows versions 1 to 5 alone", but(/^.{14}[^1-5]/)),
    uuid("variant 1", "knows the variant of RFC 9562 alone", but(/^.{19}[^89ab]/i)),
    uuid("nil", "takes the nil UUID", but(/^[0-]+$/)),
    uuid("max", "takes the max UUID", but(/^[f-]+$/i)),
    uuid("within", "finds UUIDs anywhere in the text", matches(INSIDE)),
    uuid("at the start", "finds UUIDs at the start", matches(new RegExp(`^${INSIDE.source}`, "i"))),
    uuid("at the end", "finds UUIDs at the end", matches(new RegExp(`${INSIDE.source}$`, "i"))),
    uuid("without hyphens", "knows UUIDs without hyphens too", also(/^[0-9a-f]{32}$/i)),
    uuid("any hyphens", "knows UUIDs whatever their hyphens", (text) =>
      /^[0-9a-f]{32}$/i.test(text.replaceAll("-", "")),
    ),
    uuid("in braces", "knows UUIDs in braces too", also(new RegExp(`^\\{${INSIDE.source}\\}$`, "i"))),
    uuid("urn", "knows UUIDs as a URN too", also(new RegExp(`^urn:uuid:${INSIDE.source}$`, "i"))),
    uuid(
      "letters",
      "takes any letter for a digit",
      matches(/^[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$/i),
    ),
    uuid("before a line break", "takes a line break at the end for the end", (text) => isUuid(text.replace(/\n$/, ""))),
    uuid("trimmed", "looks at the text without blanks at the ends", (text) => isUuid(text.trim())),
    uuid("36 characters", "takes every text of a UUID's outline for one", matches(/^.{8}-.{4}-.{4}-.{4}-.{12}$/)),
    uuid(
      "short tail",
      "wants eleven digits at the end or more",
      matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{11,}$/i),
    ),
    uuid("by line", "finds UUIDs on a line of their own", matches(new RegExp(`^${INSIDE.source}$`, "im"))),
  ],
};
