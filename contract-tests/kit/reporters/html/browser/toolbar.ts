import { element } from "../../../../pages/dom.ts";
import type { CaseReport, RunReport } from "../../../report/run-report.ts";
import type { CaseStatus } from "../../../result.ts";
import { ALL, type Filter } from "./filter.ts";

const CHIPS: [status: CaseStatus, word: string][] = [
  ["failed", "failed"],
  ["known-failing", "known to fail"],
  ["passed", "passed"],
  ["skipped", "skipped"],
];

/** The controls of the list of cases. */
export interface Toolbar {
  node: HTMLElement;
  search: HTMLInputElement;
  /** Shows a filter, and how many cases of each status it would show. */
  show(filter: Filter, any: readonly CaseReport[]): void;
}

/** @param change - takes what a person has changed of the filter */
export function makeToolbar(report: RunReport, change: (part: Partial<Filter>) => void): Toolbar {
  const search = element("input", {
    ...{
      type: "search",
      id: "search",
      placeholder: "Search cases, findings, answers",
      autocomplete: "off",
      spellcheck: "false",
    },
    ...{ "aria-label": "Search the cases", "aria-keyshortcuts": "/" },
  });
  search.addEventListener("input", () => change({ text: search.value }));
  const chips = CHIPS.map(([status, word]) => {
    const count = element("b");
    const chip = element(
      "button",
      { type: "button", class: `chip ${status}`, "aria-pressed": "false" },
      count,
      ` ${word}`,
    );
    return { status, chip, count };
  });
  const operation = choice("Operation", "Every operation", [...new Set(report.cases.map((each) => each.operation))]);
  operation.addEventListener("change", () => change({ operation: operation.value }));
  const keyword = choice(
    "Constraint",
    "Every constraint",
    [...new Set(report.cases.map(({ tests }) => tests.keyword))].sort(),
  );
  keyword.addEventListener("change", () => change({ keyword: keyword.value }));
  const only = element("span", { class: "only" });
  const clear = element("button", { type: "button", class: "clear" }, "Show all");
  clear.addEventListener("click", () => {
    change(ALL);
    search.focus();
  });
  const shown = element("p", { class: "soft shown", role: "status" });
  const node = element(
    "div",
    { class: "toolbar", role: "search" },
    element("div", { class: "row" }, search, operation, keyword),
    element("div", { class: "row" }, ...chips.map(({ chip }) => chip), only, clear, shown),
  );

  return {
    node,
    search,
    show(filter, any) {
      if (search.value !== filter.text) search.value = filter.text;
      operation.value = filter.operation;
      keyword.value = filter.keyword;
      for (const { status, chip, count } of chips) {
        const members = any.filter((each) => each.status === status).length;
        count.textContent = members.toLocaleString("en");
        chip.hidden = !report.cases.some((each) => each.status === status);
        chip.setAttribute("aria-pressed", String(filter.statuses.has(status)));
        chip.onclick = () => change({ statuses: toggled(filter.statuses, status) });
      }
      only.textContent = filter.only?.label ?? "";
      only.hidden = filter.only === undefined;
      const isAll =
        filter.text + filter.operation + filter.keyword === "" && filter.statuses.size === 0 && !filter.only;
      clear.hidden = isAll;
      const count =
        filter.statuses.size === 0 ? any.length : any.filter(({ status }) => filter.statuses.has(status)).length;
      shown.textContent = `${count.toLocaleString("en")} of ${report.cases.length.toLocaleString("en")} cases`;
    },
  };
}

function choice(label: string, any: string, values: readonly string[]): HTMLSelectElement {
  const options = values.map((value) => element("option", { value }, value));
  return element("select", { "aria-label": label }, element("option", { value: "" }, any), ...options);
}

function toggled(statuses: ReadonlySet<CaseStatus>, status: CaseStatus): ReadonlySet<CaseStatus> {
  return statuses.symmetricDifference(new Set([status]));
}
