import { RequestValidationError } from "../../../../generated/direct-upload/client.ts";
import { api } from "./api.ts";
import { byId } from "./dom.ts";
import { clearMetadata, enableMetadataRows, metadataValues } from "./metadata-rows.ts";
import type { MockClock } from "./mock-clock.ts";
import { failed, refusedByClient, refusedByMock, showProblem } from "./problem.ts";

/** What `createDirectUpload` gave. */
export interface Draft {
  id: string;
  uploadURL: string;
  /** RFC 3339; absent until the mock has told it. */
  expiry?: string;
}

/** How long an upload URL works unless another expiry is asked for, in milliseconds. */
const DEFAULT_LIFE_MS = 30 * 60_000;

/** Lets the form create upload URLs. */
export function enableCreateStep(clock: MockClock, created: (draft: Draft) => void): void {
  enableMetadataRows();
  const form = byId("create-form", HTMLFormElement);
  const submit = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Not `disabled`: that would take the focus away.
    if (submit?.getAttribute("aria-busy") === "true") return;
    submit?.setAttribute("aria-busy", "true");
    void create(clock, created).finally(() => submit?.removeAttribute("aria-busy"));
  });
}

/** Empties what names one image; credentials and faults stay. */
export function clearCreateForm(): void {
  for (const name of ["id", "creator", "expiry"]) byId(`field-${name}`, HTMLInputElement).value = "";
  byId("field-requireSignedURLs", HTMLInputElement).checked = false;
  clearMetadata();
  showProblem(byId("create-problem", HTMLDivElement), undefined);
}

async function create(clock: MockClock, created: (draft: Draft) => void): Promise<void> {
  const problem = byId("create-problem", HTMLDivElement);
  const { client, account, faults } = api(clock);
  const body = bodyOfForm(clock.now());
  try {
    const result = await client.createDirectUpload(
      { path: { account_id: account }, ...(Object.keys(body).length > 0 && { body }) },
      { headers: faults },
    );
    if (result.ok) {
      showProblem(problem, undefined);
      const expiry = body.expiry ?? new Date(clock.now() + DEFAULT_LIFE_MS).toISOString();
      created({ ...result.data.result, expiry });
    } else {
      const violations = result.response.headers.get("x-contract-violation") ?? "";
      showProblem(problem, refusedByMock(result.status, result.text, violations));
    }
  } catch (error) {
    if (error instanceof RequestValidationError) showProblem(problem, refusedByClient(error.violations));
    else showProblem(problem, failed("No answer from the mock", error));
  }
}

interface FormBody {
  id?: string;
  creator?: string;
  expiry?: string;
  metadata?: Record<string, string>;
  requireSignedURLs?: boolean;
}

/** What the form sends: only what was filled in. */
function bodyOfForm(now: number): FormBody {
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
