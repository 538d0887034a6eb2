import type { Attack } from "./attack.ts";
import * as made from "./made-documents.ts";

const AS_TEXT = "written as a text: escaped";
const AS_NAME = "names of files and identifiers are made of letters and digits, distinct, and short";
const BUDGET = "the derivation of cases ends after a counted number of steps, and says so";
const BOUNDED = "what would have to be that large is left out of the cases, with a reason";

/** Every attack that is known. */
export const ATTACKS: readonly Attack[] = [
  // Code in texts and names.
  { what: "`*/` and code in descriptions, titles, enum names", document: "comment-end.yaml", neutralised: AS_TEXT },
  { what: "line breaks, U+2028 and code in names", document: "line-breaks.yaml", neutralised: AS_TEXT },
  { what: "quotes, backticks, `$` and braces in names and values", document: "quotes.yaml", neutralised: AS_TEXT },
  { what: "code in patterns", document: "code-in-patterns.yaml", neutralised: AS_TEXT },
  { what: "code in references", document: "code-in-refs.yaml", neutralised: AS_TEXT },
  { what: "code in a reference to nothing", document: "code-in-lost-ref.yaml", refused: ["unresolved-ref"] },
  { what: "code and paths as media types", document: "code-in-media-types.yaml", neutralised: AS_TEXT },
  { what: "code in server URLs and variables", document: "code-in-servers.yaml", neutralised: AS_TEXT },
  { what: "code in the version", document: "version-with-code.yaml", neutralised: AS_TEXT },
  { what: "the end of a script element", document: "script-end.yaml", neutralised: AS_TEXT },
  // Names.
  { what: "names that lead out of the folder", document: "names-that-are-paths.yaml", neutralised: AS_NAME },
  { what: "NUL in names", document: "nul-in-names.yaml", neutralised: AS_NAME },
  { what: "devices of Windows as names", document: "device-names.yaml", neutralised: AS_NAME },
  { what: "names of 300 characters", document: "long-names.yaml", neutralised: AS_NAME },
  { what: "names that differ in letter case or composition alone", document: "letter-case.yaml", neutralised: AS_NAME },
  {
    what: "`__proto__`, `constructor` and the like as names of everything",
    document: "members-of-every-object.yaml",
    neutralised: "members of their own: no prototype is touched",
  },
  // References.
  { what: "a reference to /etc/passwd", document: "ref-to-passwd.yaml", refused: ["outside-ref"] },
  { what: "a reference out of the folder", document: "ref-outside.yaml", refused: ["outside-ref"] },
  { what: "a percent-encoded reference out of the folder", document: "ref-encoded.yaml", refused: ["outside-ref"] },
  { what: "a reference through a file of the folder", document: "ref-through-file.yaml", refused: ["outside-ref"] },
  { what: "a reference through a symbolic link", document: made.symbolicLink, refused: ["outside-ref"] },
  { what: "a reference to a named pipe", document: made.namedPipe, refused: ["unresolved-ref"] },
  { what: "a reference to a device", document: "ref-to-device.yaml", refused: ["outside-ref"] },
  { what: "a reference to what a process knows", document: "ref-proc.yaml", refused: ["outside-ref"] },
  { what: "a `file:` reference", document: "ref-file-url.yaml", refused: ["outside-ref"] },
  { what: "a `file:` reference with a host", document: "ref-file-host.yaml", refused: ["outside-ref"] },
  { what: "a Windows share", document: "ref-windows-share.yaml", refused: ["outside-ref"] },
  { what: "a reference to a host", document: "ref-http.yaml", refused: ["remote-ref"] },
  { what: "a reference to a service of the cloud", document: "ref-metadata-service.yaml", refused: ["remote-ref"] },
  { what: "a host without a scheme", document: "ref-host-without-scheme.yaml", refused: ["outside-ref"] },
  { what: "a `data:` reference", document: "ref-data-url.yaml", refused: ["remote-ref"] },
  { what: "a `javascript:` reference", document: "ref-javascript.yaml", refused: ["remote-ref"] },
  {
    what: "references that lead in a circle",
    document: "ref-circle.yaml",
    neutralised: "accepts anything",
    warned: ["endless-ref"],
  },
  {
    what: "a reference to itself",
    document: "ref-to-itself.yaml",
    neutralised: "accepts anything",
    warned: ["endless-ref"],
  },
  {
    what: "`allOf` in a circle",
    document: "circular-allof.yaml",
    neutralised: "the part that leads back is taken out",
    warned: ["endless-ref"],
  },
  {
    what: "`not` itself",
    document: "circular-not.yaml",
    neutralised: "the part that leads back is taken out",
    warned: ["endless-ref"],
  },
  {
    what: "a member that requires itself without an end",
    document: "circular-required.yaml",
    neutralised: "no valid request is found, and it is said",
  },
  {
    what: "paths, parameters and responses in a circle",
    document: "circular-parts.yaml",
    neutralised: "left out",
    warned: ["invalid-document"],
  },
  { what: "a chain of 3,000 references", document: made.referenceChain, refused: ["too-large"] },
  { what: "2,000 schemas in each other", document: made.deepSchemas, refused: ["too-large"] },
  // Bombs.
  { what: "aliases of aliases", document: "alias-bomb.yaml", refused: ["invalid-yaml"] },
  { what: "aliases of aliases in schemas", document: "alias-bomb-in-schema.yaml", refused: ["invalid-yaml"] },
  { what: "an alias of itself", document: "alias-of-itself.yaml", refused: ["too-deep"] },
  { what: "an alias of nothing", document: "alias-nowhere.yaml", refused: ["invalid-yaml"] },
  { what: "100,000 levels in YAML", document: made.deepYaml, refused: ["too-deep"] },
  { what: "50,000 block levels in YAML", document: made.deepBlockYaml, refused: ["too-deep"] },
  { what: "100,000 levels in JSON", document: made.deepJson, refused: ["too-deep"] },
  { what: "`allOf` that doubles 40 times", document: "doubling-allof.yaml", refused: ["too-large"] },
  { what: "`anyOf` that doubles 40 times", document: "doubling-anyof.yaml", refused: ["too-large"] },
  { what: "`oneOf` that doubles 40 times", document: "doubling-oneof.yaml", refused: ["too-large"] },
  { what: "conditions that triple 40 times", document: "doubling-conditions.yaml", refused: ["too-large"] },
  { what: "members that double 40 times", document: "doubling-properties.yaml", neutralised: BUDGET },
  { what: "items that double 40 times", document: "doubling-items.yaml", neutralised: BUDGET },
  {
    what: "members of patterns and dependent schemas that multiply",
    document: "doubling-members.yaml",
    neutralised: BUDGET,
  },
  {
    what: "unions that multiply to 10^12 ways",
    document: "multiplying-unions.yaml",
    neutralised: `${BUDGET}; no type`,
    warned: ["type-too-complex"],
  },
  // Patterns.
  {
    what: "patterns that backtrack without an end",
    document: "slow-patterns.yaml",
    neutralised: "matched by automata, in linear time",
  },
  {
    what: "patterns that backtrack and have no automaton",
    document: "uncheckable-patterns.yaml",
    neutralised: "left out",
    warned: ["uncheckable-pattern", "invalid-pattern"],
  },
  {
    what: "patterns whose automata grow, or that nest 500 times",
    document: "patterns-that-grow.yaml",
    neutralised: "matched as they are, or left out",
    warned: ["uncheckable-pattern"],
  },
  // Numbers.
  {
    what: "lengths of 10^12 and 10^300",
    document: "absurd-lengths.yaml",
    neutralised: BOUNDED,
    warned: ["invalid-keyword-argument"],
  },
  { what: "a required text of 10^12 characters", document: "absurd-required-lengths.yaml", neutralised: BOUNDED },
  { what: "10^12 bytes", document: "absurd-bytes.yaml", neutralised: BOUNDED },
  { what: "10^300 bytes", document: "absurd-bytes-refused.yaml", refused: ["invalid-keyword-argument"] },
  {
    what: "steps of 10^300, 10^-300, 0",
    document: "absurd-steps.yaml",
    neutralised: "counted in decimals, as far as there are numbers",
    warned: ["invalid-keyword-argument"],
  },
  {
    what: "bounds beyond all numbers",
    document: "absurd-bounds.json",
    neutralised: "what is no number is left out",
    warned: ["invalid-keyword-argument"],
  },
  {
    what: "`.inf` and `.nan`",
    document: "not-a-number.yaml",
    neutralised: "what is no number is left out",
    warned: ["invalid-keyword-argument"],
  },
  { what: "10^9 items and members", document: "absurd-counts.yaml", neutralised: BOUNDED },
  { what: "10^9 required items", document: "absurd-required-counts.yaml", neutralised: BOUNDED },
  { what: "300 items in 300 items, four times", document: "absurd-many-items.yaml", neutralised: BOUNDED },
  { what: "instants beyond all calendars", document: "absurd-instants.yaml", refused: ["invalid-keyword-argument"] },
  // Sizes.
  { what: "100,000 properties in JSON", document: made.manyMembersJson, neutralised: BUDGET },
  { what: "100,000 members in YAML", document: made.manyMembersYaml, neutralised: "names are looked up, not compared" },
  {
    what: "100,000 members in one line of YAML",
    document: made.manyFlowMembersYaml,
    neutralised: "names are looked up, not compared",
  },
  { what: "50,000 values of an enum", document: made.largeEnum, neutralised: "a few of them are sent" },
  { what: "300 branches of a union", document: made.manyBranches, neutralised: BUDGET },
  { what: "2,000 parameters", document: made.manyParameters, neutralised: BUDGET },
  { what: "a text of a million escapes", document: made.longText, neutralised: "read once" },
  // Encodings and YAML.
  { what: "a byte order mark", document: "byte-order-mark.yaml", neutralised: "read over" },
  { what: "UTF-16", document: made.utf16, refused: ["not-utf-8"] },
  { what: "UTF-16, the other way round", document: made.utf16BigEndian, refused: ["not-utf-8"] },
  { what: "bytes that are no UTF-8", document: made.invalidUtf8, refused: ["not-utf-8"] },
  { what: "two keys of one name in YAML", document: "duplicate-keys.yaml", refused: ["invalid-yaml"] },
  { what: "two members of one name in JSON", document: "duplicate-keys.json", refused: ["invalid-json"] },
  {
    what: "merge keys",
    document: "merge-keys.yaml",
    neutralised: "YAML 1.2 has none: a name like any other",
    warned: ["invalid-document"],
  },
  {
    what: "`!!js/function` and the like",
    document: "function-tags.yaml",
    neutralised: "the text behind it",
    warned: ["unknown-tag"],
  },
  { what: "other tags", document: "other-tags.yaml", neutralised: "the value behind it", warned: ["unknown-tag"] },
  {
    what: "keys that are no texts",
    document: "odd-keys.yaml",
    neutralised: "taken for texts",
    warned: ["invalid-document"],
  },
  { what: "two documents in one file", document: "two-documents.yaml", refused: ["invalid-yaml"] },
  // Shapes.
  { what: "the wrong thing everywhere", document: "wrong-shapes.yaml", refused: ["no-types"] },
  { what: "a list", document: "not-a-document.yaml", refused: ["not-openapi"] },
];
