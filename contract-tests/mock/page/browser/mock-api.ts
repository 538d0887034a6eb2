import {
  createDirectUploadClient,
  type DirectUploadClient,
  type Failure,
  RequestValidationError,
} from "../../../../generated/direct-upload/client.ts";
import { byId } from "../../../pages/dom.ts";
import type { Api, Outcome } from "./api.ts";
import type { MockClock } from "./mock-clock.ts";
import { imageUrl } from "./mock-state.ts";
import { pageUrl } from "./page-url.ts";
import { failed, refused, refusedByClient } from "./problem.ts";

/** Asks the mock that the page comes from, with the generated client, as the fields of "Credentials and faults" say. */
export function mockApi(clock: MockClock): Api {
  return {
    create: (body) =>
      attempt(async ({ client, account_id, headers }) => {
        const isEmpty = Object.keys(body).length === 0;
        const answer = await client.createDirectUpload(
          { path: { account_id }, ...(!isEmpty && { body }) },
          { headers },
        );
        return answer.ok ? { value: answer.data.result } : refusal(answer);
      }),
    details: (id) =>
      attempt(async ({ client, account_id }) => {
        const answer = await client.getImage({ path: { account_id, image_id: id } });
        if (!answer.ok) return refusal(answer);
        const { draft } = answer.data.result;
        const image = draft === true ? undefined : imageUrl(id);
        return { value: { json: JSON.stringify(answer.data, null, 2), image } };
      }),
    remove: (id) =>
      attempt(async ({ client, account_id }) => {
        const answer = await client.deleteImage({ path: { account_id, image_id: id } });
        return answer.ok ? { value: id } : refusal(answer);
      }),
  };

  async function attempt<Value>(call: (settings: Settings) => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
    try {
      return await call(settings(clock));
    } catch (error) {
      const isUnsent = error instanceof RequestValidationError;
      return { problem: isUnsent ? refusedByClient(error.violations) : failed("No answer from the mock", error) };
    }
  }
}

interface Settings {
  client: DirectUploadClient;
  account_id: string;
  /** Ask for a certain answer; empty when the right one is wanted. */
  headers: Record<string, string>;
}

function settings(clock: MockClock): Settings {
  const prefer = byId("field-prefer", HTMLSelectElement).value;
  const credentials = { apiToken: byId("field-token", HTMLInputElement).value };
  const validate = byId("field-validate", HTMLInputElement).checked;
  return {
    client: createDirectUploadClient(credentials, { baseUrl: pageUrl(), clock: () => clock.now(), validate }),
    account_id: byId("field-account_id", HTMLInputElement).value,
    headers: prefer === "" ? {} : { prefer },
  };
}

function refusal({ status, text, response }: Failure<number, unknown>): { problem: ReturnType<typeof refused> } {
  return { problem: refused(status, text, response.headers.get("x-contract-violation") ?? "") };
}
