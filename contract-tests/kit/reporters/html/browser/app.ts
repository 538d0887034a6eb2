import { enableCopying } from "../../../../pages/copying.ts";
import { byId, element } from "../../../../pages/dom.ts";
import type { CaseReport, RunReport } from "../../../report/run-report.ts";
import { openCase, showCases } from "./case-list.ts";
import { ALL, applied, type Filter, searchText } from "./filter.ts";
import { enableMatrixKeys } from "./matrix-keys.ts";
import { makeToolbar } from "./toolbar.ts";
import { unpacked } from "./unpacked.ts";

const report = (await unpacked(byId("report", HTMLScriptElement).text)) as RunReport;
const texts = new Map(report.cases.map((each): [CaseReport, string] => [each, searchText(each)]));
const section = byId("cases", HTMLElement);
const list = element("div", { class: "cases" });
const toolbar = makeToolbar(report, change);
let filter: Filter = ALL;

section.append(toolbar.node, list);
enableCopying();
const table = document.querySelector<HTMLTableElement>("table.matrix");
if (table) enableMatrixKeys(table);

function change(part: Partial<Filter>): void {
  filter = { ...filter, ...part };
  const { any, shown } = applied(filter, report.cases, texts);
  toolbar.show(filter, any);
  showCases(list, shown);
}

function lead(part: Partial<Filter>): void {
  change({ ...ALL, ...part });
  section.scrollIntoView({ block: "start" });
  list.querySelector<HTMLElement>("summary")?.focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  const pressed = target instanceof Element ? target.closest<HTMLButtonElement>("button") : null;
  const { operation, keyword = "", cases, label = "" } = pressed?.dataset ?? {};
  if (operation !== undefined) lead({ operation, keyword });
  if (cases !== undefined) {
    lead({ only: { indices: new Set(cases.split(",").map(Number)), label } });
  }
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && event.target === toolbar.search) change({ text: "" });
  if (isTyping) return;
  if (event.key === "/") {
    event.preventDefault();
    section.scrollIntoView({ block: "start" });
    toolbar.search.focus({ preventScroll: true });
  } else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
});

/** The next row, or the one before. */
function step(by: 1 | -1): void {
  const rows = [...list.querySelectorAll<HTMLElement>(".case > summary")];
  const at = rows.findIndex((row) => row.parentElement === document.activeElement?.closest(".case"));
  rows.at(at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by)))?.focus();
}

window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(".finding > details")) details.open = true;
});

// What failed is what a person has come for; but an address of one case leads there.
const wanted = Number(/^#case-(\d+)$/.exec(location.hash)?.[1] ?? Number.NaN);
const hasFailed = report.cases.some(({ status }) => status === "failed");
change(hasFailed && Number.isNaN(wanted) ? { statuses: new Set(["failed"]) } : {});
if (!Number.isNaN(wanted) && !openCase(wanted)) {
  const found = report.cases.find(({ index }) => index === wanted);
  if (found) {
    change({ only: { indices: new Set([wanted]), label: "one case" } });
    openCase(wanted);
  }
}
