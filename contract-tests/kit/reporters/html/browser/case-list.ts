import { button, element } from "../../../../pages/dom.ts";
import type { CaseReport } from "../../../report/run-report.ts";
import type { CaseStatus } from "../../../result.ts";
import { caseDetail } from "./case-detail.ts";

/** So many rows are shown at first, and more at each press. */
const CHUNK = 100;

const SIGNS: Record<CaseStatus, string> = { failed: "✕", "known-failing": "~", passed: "✓", skipped: "–" };
const WORDS: Record<CaseStatus, string> = {
  ...{ failed: "failed", "known-failing": "known to fail", passed: "passed", skipped: "skipped" },
};

/** Shows cases as rows that open. */
export function showCases(list: HTMLElement, cases: readonly CaseReport[], from = 0): void {
  if (from === 0) list.replaceChildren();
  list.querySelector(".more")?.remove();
  const chunk = cases.slice(from, from + CHUNK);
  list.append(...chunk.map(caseRow));
  const left = cases.length - from - chunk.length;
  if (left > 0) {
    list.append(
      button(`Show ${Math.min(left, CHUNK)} more of ${left.toLocaleString("en")}`, "more", () => {
        const before = list.querySelectorAll(".case").length;
        showCases(list, cases, from + CHUNK);
        list.querySelectorAll<HTMLElement>(".case > summary")[before]?.focus();
      }),
    );
  }
  if (cases.length === 0) list.append(element("p", { class: "soft nothing" }, "No case is like that."));
}

/** Opens the row of a case, if it is shown. */
export function openCase(index: number): boolean {
  const row = document.getElementById(`case-${index}`);
  if (!(row instanceof HTMLDetailsElement)) return false;
  row.open = true;
  row.scrollIntoView({ block: "start" });
  row.querySelector("summary")?.focus({ preventScroll: true });
  return true;
}

function caseRow(each: CaseReport): HTMLElement {
  const { index, case: name, status, sends = "", reason = "", response, durationMs } = each;
  const [operation = "", ...rest] = name.split("/");
  const answer = response && ("failure" in response ? response.failure : String(response.status));
  const row = element(
    "details",
    { class: `case ${status}`, id: `case-${index}` },
    element(
      "summary",
      {},
      element("span", { class: "sign", role: "img", "aria-label": WORDS[status] }, SIGNS[status]),
      element("span", { class: "name" }, element("span", { class: "operation" }, operation), ` ${rest.join("/")}`),
      element("span", { class: "sends soft" }, status === "skipped" ? reason : sends),
      element("span", { class: "answer" }, answer ?? ""),
      element("span", { class: "time soft" }, response ? `${Math.round(durationMs)} ms` : ""),
    ),
  );
  row.addEventListener("toggle", () => {
    if (!row.open) return;
    if (row.childElementCount === 1) row.append(caseDetail(each));
    history.replaceState(null, "", `#case-${index}`);
  });
  return row;
}
