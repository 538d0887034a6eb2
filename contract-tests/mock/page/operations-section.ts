import type { Operation } from "../../../spec/interchange/contract.ts";
import type { Artefacts } from "../../artefacts.ts";
import { type Html, html, trusted } from "../../pages/html.ts";
import { curlExample } from "./curl-example.ts";

/** Stands for the mock's address until the script, which knows it, replaces it. */
const ORIGIN = "http://127.0.0.1:4010";

/** What is served, and how to call it with curl. */
export async function operationsSection(artefacts: Artefacts, { isOpen }: { isOpen: boolean }): Promise<Html> {
  // A folder without cases has no examples, but it has operations.
  const files = await artefacts.caseFiles().catch(() => []);
  const bases = new Map(files.map(({ operation, base }) => [operation, base]));
  const { operations, securitySchemes } = artefacts.contract;
  const items = operations.map((operation) => {
    const base = bases.get(operation.id);
    const example =
      base && attempt(() => curlExample({ operation, base, securitySchemes, origin: ORIGIN, now: Date.now() }));
    return item(operation, example, isOpen && operations.length <= 12);
  });
  return html`<section class="operations" aria-labelledby="operations-title">
  <h2 id="operations-title">What is served</h2>
  <p class="hint">The same contract as the real service, checked on every request. A refusal names the rule it is
  about in <code>x-contract-violation</code>; <code>Prefer: code=429</code> asks for a certain answer.</p>
  <ul class="operation-list">${items}</ul>
</section>`;
}

function item({ method, path, summary, description }: Operation, example: string | undefined, isOpen: boolean): Html {
  return html`<li><details${trusted(isOpen ? " open" : "")}>
    <summary><span class="method">${method}</span> <code class="path">${breakable(path)}</code> <span class="what">${summary}</span></summary>
    ${description === undefined ? undefined : html`<p>${description}</p>`}
    ${example === undefined ? undefined : html`<div class="snippet"><pre tabindex="0" aria-label="Example for curl">${withOrigin(example)}</pre><button type="button" class="copy quiet">Copy</button></div>`}
  </details></li>`;
}

/** Lets a long path wrap at its slashes. */
function breakable(path: string): Html[] {
  return path.split("/").map((segment, index) => (index === 0 ? html`${segment}` : html`/<wbr>${segment}`));
}

function withOrigin(example: string): Html[] {
  return example
    .split(ORIGIN)
    .map((text, index) => (index === 0 ? html`${text}` : html`<span class="origin">${ORIGIN}</span>${text}`));
}

/** A case file that fits no example must not take the page away. */
function attempt(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
