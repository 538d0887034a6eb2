import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Html, html, trusted } from "../../pages/html.ts";
import { groupFindings } from "../report/group-findings.ts";
import type { RunReport } from "../report/run-report.ts";
import { exitCodeOf } from "../run-event.ts";
import { embeddedData } from "./html/embedded-data.ts";
import { findingsSection } from "./html/findings-section.ts";
import { countsOf } from "./html/matrix.ts";
import { inWords, matrixSection } from "./html/matrix-section.ts";
import { duration } from "./plain-text.ts";
import { notesOf, verdictOf } from "./verdict.ts";

/**
 * A report as one HTML file that asks for nothing else: verdict, findings and matrix are there without
 * any script; its script adds the cases, search and keys. A policy in the file lets no other script run.
 */
export async function renderHtml(report: RunReport): Promise<string> {
  const [style, script] = await Promise.all([bundled("./html/style/style.css"), bundled("./html/browser/app.ts")]);
  // Only texts and comments of a script can hold these, and there a backslash changes nothing.
  const safe = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const groups = groupFindings(report.cases);
  const { failures: _, ...data } = report;
  const { summary } = report;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(safe, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${verdictOf(summary)} · ${report.contract.title}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${masthead(report)}
<main id="main">
${findingsSection(groups, report)}
${matrixSection(report)}
<section id="cases" aria-labelledby="cases-title">
<div class="section-head"><h2 id="cases-title">Cases</h2></div>
<noscript><p class="soft">The list of cases needs JavaScript, which this file brings with it.</p></noscript>
</section>
</main>
<footer>openapi-contract-kit</footer>
<script type="application/gzip+base64" id="report">${embeddedData(data)}</script>
<script type="module">${trusted(safe)}</script>
</body>
</html>
`;
  return page.markup;
}

function masthead(report: RunReport): Html {
  const { contract, target, summary, leftOut, cases } = report;
  const { failed, passed, knownFailing, skipped } = summary;
  const counts = countsOf(cases);
  const figures: [kind: string, count: number, word: string][] = [
    ["failed", failed, "failed"],
    ["passed", passed, "passed"],
    ["known-failing", knownFailing, "known to fail"],
    ["skipped", skipped, "skipped"],
  ];
  return html`<header class="masthead">
<p class="overline">${contract.title} ${contract.version} <span aria-hidden="true">→</span> <span class="target">${target}</span></p>
<h1 class="${["kept", "broken", "cut"][exitCodeOf(summary)]}">${verdictOf(summary)}</h1>
<svg class="share" role="img" aria-label="${inWords(counts)}" viewBox="0 0 ${Math.max(1, summary.cases)} 1" preserveAspectRatio="none">${bars(counts)}</svg>
<ul class="figures">
${figures.filter(([, count], index) => count > 0 || index < 2).map(([kind, count, word]) => html`<li class="${count > 0 ? kind : "none"}"><b>${count.toLocaleString("en")}</b> ${word}</li>\n`)}
<li><b>${summary.cases.toLocaleString("en")}</b> cases</li>
${leftOut > 0 ? html`<li><b>${leftOut.toLocaleString("en")}</b> left out</li>` : undefined}
<li><b>${duration(summary.durationMs)}</b></li>
${summary.shard === undefined ? undefined : html`<li>shard <b>${summary.shard}</b></li>`}
<li class="seed">seed <b>${summary.seed}</b></li>
</ul>
${notesOf(report).map((note) => html`<p class="note">${note}</p>\n`)}
</header>`;
}

function bars(counts: Record<string, number>): Html[] {
  let start = 0;
  return ["failed", "known-failing", "passed", "skipped"].flatMap((kind) => {
    const width = counts[kind] ?? 0;
    const bar = html`<rect class="${kind}" x="${start}" width="${width}" height="1"></rect>`;
    start += width;
    return width === 0 ? [] : [bar];
  });
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    ...{ bundle: true, write: false, format: "esm", minify: true, target: "es2023" },
    ...{ legalComments: "none", logLevel: "silent" },
  });
  return (outputFiles[0]?.text ?? "").trim();
}

/** Content Security Policy Level 3: the file's own script and style, and nothing from anywhere. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
