import { acceptedWhenValid } from "./accepted-when-valid.ts";
import { answersInTime } from "./answers-in-time.ts";
import { challengeGiven } from "./challenge-given.ts";
import type { Check } from "./check.ts";
import { credentialsRequired } from "./credentials-required.ts";
import { documentedContentType } from "./documented-content-type.ts";
import { documentedStatus } from "./documented-status.ts";
import { echoedAsSent } from "./echoed-as-sent.ts";
import { goneAfterDelete } from "./gone-after-delete.ts";
import { linkFollowed } from "./link-followed.ts";
import { methodNotAllowed } from "./method-not-allowed.ts";
import { noServerError } from "./no-server-error.ts";
import { rejectedWhenInvalid } from "./rejected-when-invalid.ts";
import { responseHeaders } from "./response-headers.ts";
import { responseSchema } from "./response-schema.ts";

/** Every check, the most telling first: a report leads with the first that fails. */
export const STANDARD_CHECKS: readonly Check[] = [
  answersInTime,
  noServerError,
  acceptedWhenValid,
  credentialsRequired,
  methodNotAllowed,
  rejectedWhenInvalid,
  linkFollowed,
  echoedAsSent,
  goneAfterDelete,
  challengeGiven,
  documentedStatus,
  documentedContentType,
  responseSchema,
  responseHeaders,
];
