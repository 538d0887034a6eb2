import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Artefacts } from "../../artefacts.ts";
import { type Html, html, trusted } from "../../pages/html.ts";
import { flowSection } from "./flow-section.ts";
import { operationsSection } from "./operations-section.ts";
import { recordsSection } from "./records-section.ts";

/** The page that a mock has at `/`. */
export interface LandingPage {
  /** One document that asks for nothing else. */
  html: string;
  /** Its Content-Security-Policy, to be sent as a header field: only the document's own script and style run. */
  csp: string;
}

/** Settings of {@link landingPage}. */
export interface LandingPageOptions {
  /** The origins that upload URLs may have besides the page's own and those of the loopback addresses. */
  uploadOrigins?: readonly string[];
  /**
   * Whom the page asks: the mock that serves it, which is the default, or a back end that serves it and
   * has the API token. What only a mock has, its clock and its contents, is on the mock's page only.
   */
  api?: "mock" | "back-end";
}

/** The operations without which there is no flow to try. */
const FLOW = ["createDirectUpload", "uploadImage", "getImage", "deleteImage"];

/** An icon needs no request of its own. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%230b5f66'/%3E%3Cpath d='M16 23V10m-6 6 6-6 6 6' fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

/**
 * Makes the page of a contract. For the direct upload it is a form to try the whole flow with, and, on a
 * mock, a live list of what it holds; for any other contract, its operations and how to call them.
 */
export async function landingPage(artefacts: Artefacts, options: LandingPageOptions = {}): Promise<LandingPage> {
  const { contract } = artefacts;
  const ids = new Set(contract.operations.map(({ id }) => id));
  const hasFlow = FLOW.every((id) => ids.has(id));
  const { api = "mock", uploadOrigins = [] } = options;
  const isMock = api === "mock";
  const [style, script, operations, flow] = await Promise.all([
    bundled("./style/style.css"),
    scriptOf(hasFlow ? "app.ts" : "operations.ts"),
    isMock ? operationsSection(artefacts, { isOpen: !hasFlow }) : undefined,
    hasFlow ? flowSection(artefacts, { isMock }) : undefined,
  ]);
  const page = html`<!doctype html>
<html lang="en" data-api="${api}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${contract.title} · ${isMock ? "mock" : "example"}</title>
<link rel="icon" href="${ICON}">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${isMock ? mockHeader(contract.title, summaryOf(artefacts), hasFlow) : BACK_END_HEADER}
<main id="main">
${isMock ? flow && html`<div class="columns">${flow}${recordsSection()}</div>` : flow}
${operations}
</main>
<footer><p>Served by openapi-contract-kit. ${isMock ? "Nothing on this page leaves this mock." : `Images go to ${uploadOrigins.join(", ")}.`}</p></footer>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return { html: page.markup, csp: policy(style, script, uploadOrigins) };
}

function mockHeader(title: string, summary: string | undefined, hasFlow: boolean): Html {
  return html`<header class="masthead">
  <div class="intro">
    <p class="overline"><span class="dot" id="connection" data-state="waiting"></span><span id="connection-text">${hasFlow ? "Connecting" : "Mock"}</span> · <span class="origin">this address</span></p>
    <h1>${title}</h1>
    ${summary === undefined ? undefined : html`<p class="summary">${summary}</p>`}
  </div>
  ${hasFlow ? CLOCK : undefined}
</header>`;
}

const BACK_END_HEADER = html`<header class="masthead">
  <div class="intro">
    <p class="overline">Example · <span class="origin">this address</span></p>
    <h1>Upload an image</h1>
    <p class="summary">This page asks its own back end for an upload URL, then sends the image straight there. The API token stays in the back end.</p>
  </div>
</header>`;

const CLOCK = html`<div class="clock" role="group" aria-labelledby="clock-title">
    <p class="clock-title" id="clock-title">The mock’s time</p>
    <p class="clock-time"><time id="clock">--:--:--</time> <span id="clock-date" class="soft"></span></p>
    <div class="actions">
      <button type="button" id="clock-forward">+30 min</button>
      <button type="button" id="clock-reset" disabled>Back to now</button>
      <button type="button" id="reset" class="quiet">Empty the mock</button>
    </div>
  </div>`;

function summaryOf({ document }: Artefacts): string | undefined {
  const { info } = document;
  const summary = typeof info === "object" && info !== null && "summary" in info ? info["summary"] : undefined;
  return typeof summary === "string" ? summary : undefined;
}

async function scriptOf(entry: string): Promise<string> {
  const script = await bundled(`./browser/${entry}`);
  // Only texts and comments of a script can hold these, and there a backslash changes nothing.
  return script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
  });
  return (outputFiles[0]?.text ?? "").trim();
}

/** Content Security Policy Level 3. */
function policy(style: string, script: string, uploadOrigins: readonly string[]): string {
  // A page opened as `localhost` uploads to `127.0.0.1` when that is the mock's name for itself.
  const loopback = ["http://127.0.0.1:*", "http://localhost:*"];
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    `img-src ${["'self'", "blob:", "data:", ...uploadOrigins].join(" ")}`,
    `connect-src ${["'self'", ...loopback, ...uploadOrigins].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
