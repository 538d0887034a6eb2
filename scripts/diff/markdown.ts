import { type DiffReport, placeText, verdictText } from "./diff-report.ts";
import { type ChangeGroup, groupChanges, othersText } from "./group-changes.ts";
import { answerText } from "./witness-text.ts";

const SIGNS = { none: "✅", patch: "✅", minor: "✅", major: "❌" } as const;

/** A comparison as the comment of a pull request. */
export function diffForMarkdown({ base, head, summary, changes }: DiffReport): string {
  const sign = summary.step === "major" && summary.breaking === 0 ? "⚠️" : SIGNS[summary.step];
  const groups = groupChanges(changes);
  const breaking = groups.filter(({ kind }) => kind === "breaking");
  const unproved = groups.filter(({ kind }) => kind === "unproved");
  const quiet = groups.filter(({ kind }) => kind === "non-breaking");
  return [
    `### ${sign} Contract: **${summary.step}**`,
    "",
    `${verdictText(summary)} — ${code(base)} → ${code(head)}`,
    "",
    ...section("Breaking", breaking.map(breakingItem)),
    ...section(
      "Unproved: neither a witness nor a proof was found",
      unproved.map((change) => `${item(change)}\n  ${plain(change.why ?? "")}`),
    ),
    ...folded("Compatible", quiet.map(item)),
  ].join("\n");
}

function section(title: string, items: string[]): string[] {
  return items.length === 0 ? [] : [`#### ${title}`, "", ...items, ""];
}

function folded(title: string, items: string[]): string[] {
  if (items.length === 0) return [];
  return [`<details><summary>${title} (${items.length})</summary>`, "", ...items, "", "</details>", ""];
}

function item(group: ChangeGroup): string {
  const { operation, what, rule, base, head } = group;
  const places = [base, head].flatMap((place) => (place ? [code(placeText(place))] : []));
  return `- ${code(operation)}${othersText(group)} ${plain(what)} ${code(rule)} ${places.join(" → ")}`;
}

function breakingItem(change: ChangeGroup): string {
  const { witness } = change;
  if (!witness) return item(change);
  const isRequest = witness.kind === "request";
  const text = isRequest ? witness.curl : answerText(witness);
  if (text === undefined) return item(change);
  const title = isRequest
    ? "A request that BASE takes and HEAD refuses"
    : "An answer that HEAD allows and BASE does not know";
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const block = [
    `<details><summary>${title}</summary>`,
    "",
    `${fence}${isRequest ? "sh" : "http"}`,
    ...text.split("\n"),
    fence,
    "",
    "</details>",
  ];
  return `${item(change)}\n\n${block.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n`;
}

/** Code with as many backticks around it as it needs. */
export function code(text: string): string {
  const fence = "`".repeat(Math.max(1, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const space = /^`|`$/.test(text) ? " " : "";
  return `${fence}${space}${text.replaceAll("\n", " ")}${space}${fence}`;
}

/** Text that means nothing to Markdown and HTML, apart from the code in it. */
export function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((piece) => (piece.startsWith("`") ? piece : piece.replaceAll(/[\\<>*_[\]#|&@~]/g, (sign) => `\\${sign}`)))
    .join("")
    .replaceAll("\n", " ");
}
