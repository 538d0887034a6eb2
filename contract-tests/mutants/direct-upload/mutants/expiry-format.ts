import type { Mutant, MutantGroup } from "../../mutant.ts";
import { instantOf } from "../reference/date-time.ts";
import type { Rules } from "../rules.ts";

const format = (name: string, what: string, read: Rules["instantOf"]): Mutant<Rules> => ({
  name: `expiry: ${name}`,
  ...{ what, breaks: ["format"], rules: { instantOf: read } },
});
/** Reads what another spelling turns into a date-time, besides date-times. */
const also = (spelling: RegExp, proper: string) => (text: string) =>
  instantOf(text) ?? (spelling.test(text) ? instantOf(text.replace(spelling, proper)) : undefined);
const but = (refused: RegExp) => (text: string) => (refused.test(text) ? undefined : instantOf(text));
const parsed = (text: string) => {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
};
const number = (text: string, unit: number) => (/^\d+$/.test(text) ? Number(text) * unit : undefined);
/** Days and hours that do not exist run on into the next ones. */
function running(text: string): number | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?[Zz]$/.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Spellings of a moment that are taken or refused although RFC 3339 says otherwise. */
export const EXPIRY_FORMAT: MutantGroup<Rules> = {
  group: "expiry formats",
  mutants: [
    format("any text", "takes every text", (text, now) => instantOf(text) ?? now + 3_600_000),
    format("as JavaScript reads it", "takes what Date.parse takes", (text) => instantOf(text) ?? parsed(text)),
    {
      ...format("only what JavaScript reads", "refuses what Date.parse refuses", (text) =>
        parsed(text) === undefined ? undefined : instantOf(text),
      ),
      survives: "only leap seconds differ, and the window of six hours has none",
    },
    format("blank for T", "takes a blank between date and time", also(/^(\S{10}) /, "$1T")),
    format("no zone", "takes a time without a zone", also(/(T\S*:\d\d(?:\.\d+)?)$/, "$1Z")),
    format("+0200", "takes an offset without a colon", also(/([+-]\d\d)(\d\d)$/, "$1:$2")),
    format("+02", "takes an offset of hours alone", also(/([+-]\d\d)$/, "$1:00")),
    format("no seconds", "takes a time without seconds", also(/(T\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/, "$1:00$2")),
    format("epoch seconds", "takes seconds since 1970", (text) => instantOf(text) ?? number(text, 1000)),
    format("epoch milliseconds", "takes milliseconds since 1970", (text) => instantOf(text) ?? number(text, 1)),
    format(
      "RFC 1123",
      "takes the date of HTTP",
      (text) => instantOf(text) ?? (/^[A-Z][a-z]{2}, .* GMT$/.test(text) ? parsed(text) : undefined),
    ),
    format(
      "basic",
      "takes a date-time without hyphens and colons",
      also(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
    ),
    format("blank before", "takes a blank before", also(/^\s+/, "")),
    format("blank after", "takes a blank after", also(/\s+$/, "")),
    format("running on", "takes days and hours that do not exist", (text) => instantOf(text) ?? running(text)),
    format("comma", "takes a comma before the fraction", also(/,/, ".")),
    format("text after", "takes what follows the zone", also(/(Z).+$/s, "$1")),
    format("lower case refused", "refuses t and z", but(/[tz]/)),
    format("Z only", "refuses offsets", but(/[+-]\d\d:\d\d$/)),
    format("no Z", "refuses Z", but(/[Zz]$/)),
    format("no fraction", "refuses fractions of a second", but(/\./)),
    format("a fraction", "wants a fraction of a second", but(/^[^.]*$/)),
    format("three digits", "refuses a fraction of other than three digits", but(/\.(?!\d{3}\D)/)),
    format("six digits", "refuses a fraction of more than six digits", but(/\.\d{7}/)),
    format("whole hours", "refuses offsets that are no whole hours", but(/[+-]\d\d:(?!00)\d\d$/)),
    format("ahead of UTC", "refuses offsets behind UTC", but(/-\d\d:\d\d$/)),
  ],
};
