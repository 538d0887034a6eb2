import type { MutantGroup } from "../mutant.ts";
import { COERCION } from "./mutants/coercion.ts";
import { CONTENT_TYPE } from "./mutants/content-type.ts";
import { CREDENTIALS } from "./mutants/credentials.ts";
import { ERROR_ENVELOPE } from "./mutants/error-envelope.ts";
import { EXPIRY } from "./mutants/expiry.ts";
import { EXPIRY_FORMAT } from "./mutants/expiry-format.ts";
import { FLOW } from "./mutants/flow.ts";
import { LENGTH } from "./mutants/length.ts";
import { MULTIPART } from "./mutants/multipart.ts";
import { PATTERN } from "./mutants/pattern.ts";
import { RESPONSE_HEAD } from "./mutants/response-head.ts";
import { RESPONSE_SCHEMA } from "./mutants/response-schema.ts";
import { ROBUSTNESS } from "./mutants/robustness.ts";
import { UUID } from "./mutants/uuid.ts";
import type { Rules } from "./rules.ts";

/** The mutants of the direct upload's reference server. */
export const DIRECT_UPLOAD_MUTANTS: readonly MutantGroup<Rules>[] = [
  ...[LENGTH, PATTERN, UUID, EXPIRY, EXPIRY_FORMAT, COERCION, CREDENTIALS, CONTENT_TYPE, MULTIPART],
  ...[RESPONSE_SCHEMA, RESPONSE_HEAD, ERROR_ENVELOPE, FLOW, ROBUSTNESS],
];
