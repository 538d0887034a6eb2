import { type Html, html } from "../../../pages/html.ts";
import type { RunReport } from "../../report/run-report.ts";
import { type Counts, type Matrix, matrixOf } from "./matrix.ts";

/** The matrix of operations and constraints as a table; each cell leads to its cases. */
export function matrixSection(report: RunReport): Html {
  const { columns, rows } = matrixOf(report);
  return html`<section id="matrix" aria-labelledby="matrix-title">
<div class="section-head">
<h2 id="matrix-title">Operations × constraints</h2>
<p class="legend"><span class="cell failed">✕ failed</span> <span class="cell known-failing">~ known to fail</span> <span class="cell passed">passed</span> <span class="cell skipped">– skipped</span></p>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of operations and constraints">
<table class="matrix">
<thead><tr><th scope="col">Operation</th><th scope="col" class="sum"><span>all</span></th>${columns.map((keyword) => html`<th scope="col" class="constraint"><span>${keyword}</span></th>`)}<td class="rest"></td></tr></thead>
<tbody>
${rows.map((row) => rowOf(row, columns))}
</tbody>
</table>
</div>
</section>`;
}

function rowOf({ operation, method, path, cells, all }: Matrix["rows"][number], columns: readonly string[]): Html {
  return html`<tr>
<th scope="row"><span class="operation">${operation}</span> <span class="route"><b>${method}</b> ${path}</span></th>
<td class="sum">${cellOf(all, operation)}</td>
${cells.map((counts, index) => html`<td>${counts && cellOf(counts, operation, columns[index])}</td>`)}
<td class="rest"></td>
</tr>
`;
}

function cellOf(counts: Counts, operation: string, keyword?: string): Html {
  const [kind, text] = faceOf(counts);
  const title = `${operation}${keyword === undefined ? "" : ` › ${keyword}`}: ${inWords(counts)}`;
  return html`<button type="button" class="cell ${kind}" data-operation="${operation}" data-keyword="${keyword ?? ""}" title="${title}" aria-label="${title}" tabindex="-1">${text}</button>`;
}

/** The worst that happened, told by a sign and not by colour alone. */
function faceOf(counts: Counts): [kind: string, text: string] {
  if (counts.failed > 0) return ["failed", `✕${counts.failed}`];
  if (counts["known-failing"] > 0) return ["known-failing", `~${counts["known-failing"]}`];
  return counts.passed > 0 ? ["passed", String(counts.passed)] : ["skipped", `–${counts.skipped}`];
}

/** `12 passed, 3 failed`. */
export function inWords(counts: Counts): string {
  const pieces = Object.entries(counts).filter(([, count]) => count > 0);
  return pieces.map(([status, count]) => `${count} ${status.replace("-", " ")}`).join(", ");
}
