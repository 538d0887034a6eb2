import type { Mutant, MutantGroup } from "../../mutant.ts";
import { isIdShape } from "../reference/texts.ts";
import type { Rules } from "../rules.ts";

const shape = (name: string, what: string, isShape: Rules["isIdShape"], breaks = ["pattern"]): Mutant<Rules> => ({
  name: `id: ${name}`,
  ...{ what, breaks, rules: { isIdShape: isShape } },
});
const refuses = (name: string, what: string, refused: RegExp) =>
  shape(name, what, (text) => isIdShape(text) && !refused.test(text));

/** The pattern of the custom id, read a little differently. */
export const PATTERN: MutantGroup<Rules> = {
  group: "pattern edges",
  mutants: [
    shape("no pattern", "takes any text", () => true),
    shape("leading slash", "takes a slash at the start", (text) => !text.endsWith("/")),
    shape("trailing slash", "takes a slash at the end", (text) => !text.startsWith("/")),
    shape("unanchored", "wants a character that is no slash, anywhere", (text) => text === "" || /[^/]/.test(text)),
    shape("both", "refuses slashes only at both ends", (text) => !(text.startsWith("/") && text.endsWith("/"))),
    shape("only slashes", "refuses nothing but slashes", (text) => !/^\/+$/.test(text)),
    shape("by line", "looks for slashes at the ends of every line", (text) => !/^\/|\/$/m.test(text)),
    shape("first line", "looks at the first line alone", (text) => isIdShape(text.split("\n")[0] ?? "")),
    shape("before a line break", "takes a line break at the end for the end", (text) => !/^\/|\/\n?$/.test(text)),
    shape("trimmed", "looks at the text without blanks at the ends", (text) => isIdShape(text.trim())),
    // What a text means is its type's: escapes in it are plain characters.
    shape("decoded", "looks for percent-encoded slashes too", (text) => isIdShape(text.replaceAll(/%2F/gi, "/")), [
      "pattern",
      "type",
    ]),
    shape("backslash", "takes a backslash for a slash", (text) => isIdShape(text.replaceAll("\\", "/"))),
    refuses("no line break", "`.` does not stand for a line break", /\n/),
    refuses("no slash inside", "refuses slashes within", /\//),
    refuses("no double slash", "refuses empty segments", /\/\//),
    refuses("ASCII", "refuses what is not ASCII", /[^\0-\x7F]/),
    refuses("no astral", "refuses what UTF-16 writes in two units", /[\u{10000}-\u{10FFFF}]/u),
    refuses("no blank", "refuses blanks", / /),
    refuses("no control character", "refuses control characters", /\p{Cc}/u),
    refuses("no percent", "refuses percent signs", /%/),
    refuses("no dot", "refuses dots", /\./),
    refuses("lower case", "refuses capital letters", /[A-Z]/),
    refuses("no digit", "refuses digits at the start", /^\d/),
    refuses("two characters", "wants a first and a last character", /^.$/s),
    refuses("no mark", "refuses combining marks", /\p{M}/u),
    refuses("no quote", "refuses quotes", /["']/),
    refuses("no backslash", "refuses backslashes", /\\/),
    refuses("no plus", "refuses plus signs", /\+/),
    refuses("no climbing", "refuses dots as a segment", /(?:^|\/)\.\.?(?:\/|$)/),
  ],
};
