import type { Json, JsonSchema } from "../../../spec/interchange/json.ts";
import { tokensOf } from "../../../spec/interchange/pointer.ts";
import type { Artefacts } from "../../artefacts.ts";
import { type Html, html, trusted } from "../../pages/html.ts";

/**
 * The form to try the flow with. Its hints are what the document says of each part. Credentials and
 * faults are there only on a mock's own page.
 */
export async function flowSection(artefacts: Artefacts, { isMock }: { isMock: boolean }): Promise<Html> {
  const files = await artefacts.caseFiles().catch(() => []);
  const account = files.find(({ operation }) => operation === "createDirectUpload")?.base.path["account_id"];
  const says = descriptions(artefacts);
  return html`<section class="flow" aria-labelledby="flow-title">
  <h2 id="flow-title"${isMock ? undefined : trusted(' class="visually-hidden"')}>Try the flow</h2>
  <p class="visually-hidden" role="status" id="status"></p>
  <ol class="steps">
    <li class="step" id="step-create" data-state="current">
      <h3>Create an upload URL</h3>
      <p class="lead">What your back end does, with its API token.</p>
      <form id="create-form" novalidate>
        <details class="more">
        <summary>Options</summary>
        ${field("id", "Custom id", says("id"), html`<input id="field-id" name="id" autocomplete="off" spellcheck="false" placeholder="holiday/beach" aria-describedby="hint-id">`)}
        <div class="pair">
          ${field("creator", "Creator", says("creator"), html`<input id="field-creator" name="creator" autocomplete="off" placeholder="user-42" aria-describedby="hint-creator">`)}
          ${field("expiry", "Expires in minutes", says("expiry"), html`<input id="field-expiry" name="expiry" type="number" inputmode="decimal" step="any" placeholder="30" aria-describedby="hint-expiry">`)}
        </div>
        <fieldset id="field-metadata" aria-describedby="hint-metadata">
          <legend>Metadata</legend>
          <p class="hint" id="hint-metadata">${says("metadata")}</p>
          <div id="metadata-rows"></div>
          <button type="button" class="quiet" id="metadata-add">Add metadata</button>
        </fieldset>
        <div class="check">
          <input id="field-requireSignedURLs" name="requireSignedURLs" type="checkbox" aria-describedby="hint-requireSignedURLs">
          <label for="field-requireSignedURLs">Require signed URLs</label>
          <p class="hint" id="hint-requireSignedURLs">${says("requireSignedURLs")}</p>
        </div>
        </details>
        ${isMock ? request(typeof account === "string" ? account : "") : undefined}
        <div class="problem" id="create-problem" role="alert" hidden></div>
        <button type="submit" class="primary" id="create-submit">Create upload URL</button>
      </form>
      <div class="outcome" id="create-outcome" hidden>
        <dl class="facts">
          <dt>Image id</dt><dd><code id="draft-id"></code></dd>
          <dt>Upload URL</dt><dd class="with-copy"><code id="draft-url"></code> <button type="button" class="copy quiet" data-copies="draft-url">Copy</button></dd>
          <dt>Expires</dt><dd id="draft-expiry"></dd>
        </dl>
        <div class="actions"><button type="button" class="quiet" id="start-over">Create another one</button></div>
      </div>
    </li>
    <li class="step" id="step-upload" data-state="todo">
      <h3>Upload an image</h3>
      <p class="lead">What the browser of your user does: straight to the URL, without credentials.</p>
      <div id="upload-area" hidden>
        <div class="drop" id="drop">
          <input type="file" id="file" class="visually-hidden" accept="image/png,image/jpeg,image/gif,image/webp,image/svg+xml">
          <p class="drop-text"><label for="file" class="button" id="file-label">Choose an image</label> <span class="or">or drop one here</span></p>
          <p class="drop-text"><span class="or">No file at hand?</span> <button type="button" id="sample">Use a sample image</button></p>
        </div>
        <div class="transfer" id="transfer" hidden>
          <label for="progress" id="progress-label">Uploading</label>
          <progress id="progress" max="1" value="0"></progress>
          <p class="transfer-row"><span id="progress-text" class="soft"></span> <button type="button" class="quiet" id="cancel">Cancel</button></p>
        </div>
        <div class="problem" id="upload-problem" role="alert" hidden></div>
      </div>
    </li>
    <li class="step" id="step-done" data-state="todo">
      <h3>See the image</h3>
      <p class="lead">Asking for the details tells that the bytes have arrived: <code>draft</code> is gone.</p>
      <div id="done-area" hidden>
        <figure class="picture"><img class="large" id="done-image" alt=""><figcaption id="done-caption"></figcaption></figure>
        <details class="json"><summary>Details as JSON</summary><pre id="done-json" tabindex="0" aria-label="The image details as JSON"></pre></details>
        <div class="problem" id="done-problem" role="alert" hidden></div>
        <div class="actions">
          <button type="button" class="primary" id="again">Start again</button>
          <button type="button" id="reuse">Use the URL a second time</button>
          <button type="button" class="quiet" id="delete">Delete the image</button>
        </div>
      </div>
    </li>
  </ol>
</section>`;
}

function field(name: string, label: string, hint: string | undefined, input: Html): Html {
  return html`<div class="field">
          <label for="field-${name}">${label}</label>
          ${input}
          <p class="hint" id="hint-${name}">${hint}</p>
        </div>`;
}

function request(account: string): Html {
  return html`<details class="more">
          <summary>Credentials and faults</summary>
          <div class="field">
            <label for="field-token">API token</label>
            <input id="field-token" autocomplete="off" spellcheck="false" value="sample-token" aria-describedby="hint-token">
            <p class="hint" id="hint-token">The mock takes any token, unless it was started with one. Never put a real one here.</p>
          </div>
          <div class="field">
            <label for="field-account_id">Account id</label>
            <input id="field-account_id" autocomplete="off" spellcheck="false" value="${account}">
          </div>
          <div class="field">
            <label for="field-prefer">Answer to ask for</label>
            <select id="field-prefer">
              <option value="">What is right</option>
              <option value="code=401">401, wrong credentials</option>
              <option value="code=429">429, too many requests</option>
            </select>
          </div>
          <div class="check">
            <input id="field-validate" type="checkbox" checked aria-describedby="hint-validate">
            <label for="field-validate">Check before sending</label>
            <p class="hint" id="hint-validate">The generated client refuses what breaks the contract. Switched off, the mock has to.</p>
          </div>
        </details>`;
}

/** What the schema of the form's body says of a property. */
function descriptions(artefacts: Artefacts): (property: string) => string | undefined {
  const operation = artefacts.contract.operations.find(({ id }) => id === "createDirectUpload");
  const name = operation?.body?.content[0]?.schema;
  const schema = name === undefined ? undefined : resolve(artefacts.schema(name));
  return (property) => {
    const description = member(member(member(schema, "properties"), property), "description");
    return typeof description === "string" ? description : undefined;
  };
}

/** A schema that is a reference to one of its own definitions, or the schema itself. */
function resolve(schema: JsonSchema): Json | undefined {
  const reference = member(schema, "$ref");
  if (typeof reference !== "string") return schema;
  return tokensOf(reference).reduce<Json | undefined>(member, schema);
}

function member(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
