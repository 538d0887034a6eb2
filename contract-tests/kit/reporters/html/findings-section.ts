import { type Html, html } from "../../../pages/html.ts";
import type { FindingGroup } from "../../report/group-findings.ts";
import { placeName } from "../../report/place.ts";
import type { RunReport } from "../../report/run-report.ts";
import { describeResponse } from "../finding-lines.ts";
import { counted, visible } from "../plain-text.ts";

/** What failed and why, one entry per cause. */
export function findingsSection(groups: readonly FindingGroup[], { stale }: RunReport): Html | undefined {
  if (groups.length + stale.length === 0) return undefined;
  return html`<section id="findings" aria-labelledby="findings-title">
<div class="section-head"><h2 id="findings-title">${counted(groups.length + stale.length, "finding")}</h2></div>
<ol class="findings">
${groups.map(findingItem)}
${stale.map(({ finding: { where, what, hint } }) => html`<li class="finding stale"><p><b>known-failing</b> ${where}: ${what}</p><p class="hint">${hint}</p></li>\n`)}
</ol>
</section>`;
}

function findingItem({ check, subject, members, example, also }: FindingGroup, index: number): Html {
  const { finding, case: each } = example;
  const place = finding.place ?? each.place;
  const [of = "", ...rest] = subject.split(" › ");
  return html`<li class="finding">
<details${index === 0 ? html` open` : undefined}>
<summary><span class="check">${check}</span> <span class="subject"><span class="operation">${of}</span>${rest.length > 0 ? html` <span class="of">${rest.join(" › ")}</span>` : undefined}</span>${place ? html` <span class="place">${placeName(place)}</span>` : undefined} <span class="count">${counted(members.length, "case")}</span></summary>
<div class="finding-body">
<p class="what">${visible(finding.what)}</p>
<dl>
${place ? html`<dt>Rule</dt><dd><code>${visible(place.text)}</code> <span class="soft">${placeName(place)}</span></dd>` : html`<dt>Where</dt><dd><code>${finding.where}</code></dd>`}
${(each.alsoPlaces ?? []).map((also) => html`<dt>Also</dt><dd><code>${visible(also.text)}</code> <span class="soft">${placeName(also)}</span></dd>`)}
${each.sends === undefined ? undefined : html`<dt>Sends</dt><dd>${visible(each.sends)}</dd>`}
${each.response ? html`<dt>Got</dt><dd><code>${describeResponse(each.response)}</code></dd>` : undefined}
${also.length > 0 ? html`<dt>Also fails</dt><dd>${also.join(", ")}</dd>` : undefined}
${each.reproduce === undefined ? undefined : html`<dt>Again</dt><dd><code>${each.reproduce}</code></dd>`}
<dt>Hint</dt><dd class="hint">${finding.hint}</dd>
</dl>
${each.curl === undefined ? undefined : html`<div class="command"><pre tabindex="0" aria-label="Command"><code>${each.curl}</code></pre><button type="button" class="copy">Copy</button></div>`}
<p class="example">Case <code>${each.case}</code></p>
<button type="button" class="show-cases" data-cases="${members.map((member) => member.case.index).join(",")}" data-label="finding ${index + 1}, ${check}">Show ${members.length === 1 ? "the case" : `all ${members.length} cases`}</button>
</div>
</details>
</li>
`;
}
