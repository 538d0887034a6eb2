import { type Html, html } from "../../pages/html.ts";

/** What the mock holds: the drafts and the images, filled in and kept up to date by the script. */
export function recordsSection(): Html {
  return html`<section class="records" aria-labelledby="records-title">
  <h2 id="records-title">In the mock</h2>
  <p class="hint" id="records-empty">Nothing yet. What you create shows up here, and so does what your own code creates.</p>
  <div class="problem" id="records-problem" role="alert" hidden></div>
  <div id="drafts-group" hidden>
    <h3>Drafts <span class="count" id="drafts-count"></span></h3>
    <ul class="cards" id="drafts"></ul>
  </div>
  <div id="images-group" hidden>
    <h3>Images <span class="count" id="images-count"></span></h3>
    <ul class="cards" id="images"></ul>
  </div>
  <dialog id="details" aria-labelledby="details-title">
    <div class="dialog-head">
      <h3 id="details-title">Image details</h3>
      <form method="dialog"><button class="quiet" aria-label="Close the details">Close</button></form>
    </div>
    <img class="large" id="details-image" alt="" hidden>
    <pre id="details-json" tabindex="0" aria-label="The answer as JSON"></pre>
  </dialog>
  <dialog id="confirm-reset" aria-labelledby="confirm-title" aria-describedby="confirm-text">
    <h3 id="confirm-title">Empty the mock?</h3>
    <p id="confirm-text">Every draft and every image is forgotten, for everybody who uses this mock.</p>
    <form method="dialog" class="actions">
      <button class="danger" value="reset">Empty it</button>
      <button class="quiet" value="cancel" autofocus>Keep everything</button>
    </form>
  </dialog>
</section>`;
}
