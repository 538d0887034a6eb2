import { type InstantSegment, isTextExpression, type JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { argumentsOf } from "../arbitrary/schema-nodes.ts";
import type { MutationFamily } from "./mutation.ts";

/** Texts that lenient parsers take for one of a format. */
export const formatMutations: MutationFamily = {
  id: "format",
  mutations({ value, hints }) {
    const formats = argumentsOf<string>(hints, "format");
    const misses = formats.flatMap((name) => (Object.hasOwn(MISSES, name) ? (MISSES[name] as string[]) : []));
    const edits = formats.includes("date-time") ? DATE_TIME_EDITS : formats.includes("date") ? DATE_EDITS : [];
    return [
      ...misses.map((text) => ({ label: text, value: text })),
      ...edits.flatMap(([label, pattern, replacement]) => {
        const changed = edited(value, pattern, replacement);
        return changed === undefined ? [] : [{ label, value: changed }];
      }),
    ];
  },
};

type Edit = readonly [label: string, pattern: string, replacement: string];

const DATE_EDITS: readonly Edit[] = [
  ["30 February", "^(\\d{4})-\\d\\d-\\d\\d", "$1-02-30"],
  ["31 April", "^(\\d{4})-\\d\\d-\\d\\d", "$1-04-31"],
  ["29 February of a common year", "^\\d{4}-\\d\\d-\\d\\d", "2027-02-29"],
  ["month 13", "^(\\d{4})-\\d\\d", "$1-13"],
  ["month 00", "^(\\d{4})-\\d\\d", "$1-00"],
  ["day 00", "^(\\d{4}-\\d\\d)-\\d\\d", "$1-00"],
  ["day 32", "^(\\d{4})-\\d\\d-\\d\\d", "$1-01-32"],
  ["year of two digits", "^\\d\\d", ""],
  ["month of one digit", "^(\\d{4})-\\d\\d", "$1-1"],
  ["slashes", "^(\\d{4})-(\\d\\d)-(\\d\\d)", "$1/$2/$3"],
  ["no hyphens", "^(\\d{4})-(\\d\\d)-(\\d\\d)", "$1$2$3"],
];

const DATE_TIME_EDITS: readonly Edit[] = [
  ...DATE_EDITS,
  ["no zone", "(?:[Zz]|[+-]\\d\\d:\\d\\d)$", ""],
  ["offset without colon", "(?:[Zz]|[+-]\\d\\d:\\d\\d)$", "+0200"],
  ["offset of hours", "(?:[Zz]|[+-]\\d\\d:\\d\\d)$", "+02"],
  ["offset +24:00", "(?:[Zz]|[+-]\\d\\d:\\d\\d)$", "+24:00"],
  ["zone name", "(?:[Zz]|[+-]\\d\\d:\\d\\d)$", " UTC"],
  ["blank in place of T", "[Tt]", " "],
  ["date only", "[Tt].*$", ""],
  ["hour 24", "([Tt])\\d\\d", "$124"],
  ["minute 60", "([Tt]\\d\\d):\\d\\d", "$1:60"],
  ["second 61", "([Tt]\\d\\d:\\d\\d):\\d\\d", "$1:61"],
  ["no seconds", "([Tt]\\d\\d:\\d\\d):\\d\\d(?:\\.\\d+)?", "$1"],
  ["blank after", "$", " "],
  ["blank before", "^", " "],
];

/** An expression is edited when it is written, so that it stays as far from now as it was. */
function edited(value: JsonTemplate, pattern: string, replacement: string): JsonTemplate | undefined {
  const expression = new RegExp(pattern, "u");
  if (typeof value === "string") return expression.test(value) ? value.replace(expression, replacement) : undefined;
  const segment = isTextExpression(value) && value.$text.length === 1 ? value.$text[0] : undefined;
  if (typeof segment !== "object" || !("instant" in segment)) return undefined;
  const plain: InstantSegment = { ...segment, edit: { pattern, replacement } };
  return { $text: [plain] };
}

const MISSES: Readonly<Record<string, readonly string[]>> = {
  "date-time": ["1767225600", "Sat, 31 Jan 2026 09:00:00 GMT", "now"],
  date: ["31.01.2026", "2026-01-31T00:00:00Z", "2026-W05-6"],
  time: ["24:00:00Z", "09:60:00Z", "09:00Z", "09:00:00", "9:00:00Z"],
  duration: ["P", "PT", "1H", "P1H", "-P1D", "PT0.5S", "P1Y2W"],
  email: ["a", "a@", "@example.com", "a@@example.com", "a b@example.com", "a@example..com"],
  hostname: ["-a.example", "a..b", "a_b.example", "a b", "a.example."],
  ipv4: ["192.0.2", "192.0.2.256", "192.0.2.01", "192.0.2.1.1", "0x7f.0.0.1"],
  ipv6: ["2001:db8", "2001:db8::1::2", "12345::", "::g", "[::1]", "::1%eth0"],
  uri: ["/relative", "example.com", "https://exa mple.com", "://example.com", "https://example.com/%zz"],
  uuid: [
    "5f0c2f7e8c1a4b579d0e3a6b1c2d4e5f",
    "{5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f}",
    "urn:uuid:5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f",
    "5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5g",
  ],
  byte: ["*", "ZXhhbXBsZQ=", "ZXhhbXBsZQ==\n", "_w=="],
  "json-pointer": ["a", "/~2", "/a~"],
};
