import { createDirectUploadClient, type DirectUploadClient } from "../../../../generated/direct-upload/client.ts";
import { mockUrl } from "./base-url.ts";
import { byId } from "./dom.ts";
import type { MockClock } from "./mock-clock.ts";

/** The generated client as the form's fields set it up. */
export interface Api {
  client: DirectUploadClient;
  /** The account of the `path` of most operations. */
  account: string;
  /** Header fields that ask for a certain answer; empty when the right one is wanted. */
  faults: Record<string, string>;
}

/** Reads the fields of "Credentials and faults". */
export function api(clock: MockClock): Api {
  const prefer = byId("field-prefer", HTMLSelectElement).value;
  const settings = {
    baseUrl: mockUrl(),
    clock: () => clock.now(),
    validate: byId("field-validate", HTMLInputElement).checked,
  };
  return {
    client: createDirectUploadClient({ apiToken: byId("field-token", HTMLInputElement).value }, settings),
    account: byId("field-account_id", HTMLInputElement).value,
    faults: prefer === "" ? {} : { prefer },
  };
}
