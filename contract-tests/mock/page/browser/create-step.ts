import { byId } from "../../../pages/dom.ts";
import type { Api, Draft, DraftBody } from "./api.ts";
import { clearMetadata, enableMetadataRows, metadataValues } from "./metadata-rows.ts";
import type { MockClock } from "./mock-clock.ts";
import { showProblem } from "./problem.ts";

/** A draft, and until when it can be uploaded (RFC 3339). */
export interface OpenDraft extends Draft {
  expiry: string;
}

/** How long an upload URL works unless another expiry is asked for, in milliseconds. */
const DEFAULT_LIFE_MS = 30 * 60_000;

/** Lets the form create upload URLs. */
export function enableCreateStep(api: Api, clock: MockClock, created: (draft: OpenDraft) => void): void {
  enableMetadataRows();
  const form = byId("create-form", HTMLFormElement);
  const submit = byId("create-submit", HTMLButtonElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Not `disabled`: that would take the focus away.
    if (submit.getAttribute("aria-busy") === "true") return;
    submit.setAttribute("aria-busy", "true");
    void create(api, clock, created).finally(() => submit.removeAttribute("aria-busy"));
  });
}

/** Empties what names one image; credentials and faults stay. */
export function clearCreateForm(): void {
  for (const name of ["id", "creator", "expiry"]) byId(`field-${name}`, HTMLInputElement).value = "";
  byId("field-requireSignedURLs", HTMLInputElement).checked = false;
  clearMetadata();
  showProblem(byId("create-problem", HTMLDivElement), undefined);
}

async function create(api: Api, clock: MockClock, created: (draft: OpenDraft) => void): Promise<void> {
  const body = bodyOfForm(clock.now());
  const outcome = await api.create(body);
  showProblem(byId("create-problem", HTMLDivElement), "problem" in outcome ? outcome.problem : undefined);
  if ("problem" in outcome) return;
  created({ ...outcome.value, expiry: body.expiry ?? new Date(clock.now() + DEFAULT_LIFE_MS).toISOString() });
}

function bodyOfForm(now: number): DraftBody {
  const text = (name: string) => byId(`field-${name}`, HTMLInputElement).value;
  const minutes = byId("field-expiry", HTMLInputElement).valueAsNumber;
  const metadata = metadataValues();
  return {
    ...(text("id") !== "" && { id: text("id") }),
    ...(text("creator") !== "" && { creator: text("creator") }),
    ...(!Number.isNaN(minutes) && { expiry: instant(now + minutes * 60_000) }),
    ...(metadata && { metadata }),
    ...(byId("field-requireSignedURLs", HTMLInputElement).checked && { requireSignedURLs: true }),
  };
}

/** RFC 3339, up to the year 9999. */
function instant(milliseconds: number): string {
  return new Date(Math.min(milliseconds, 253_402_300_799_000)).toISOString();
}
