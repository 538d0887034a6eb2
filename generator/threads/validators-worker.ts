import { makeValidators } from "../emit/validators/make-validators.ts";
import { answerJob } from "./answer-job.ts";
import type { ValidatorsJob } from "./generator-threads.ts";
import { linkedOf } from "./linked-text.ts";

answerJob(({ linked, provenance }: ValidatorsJob) => makeValidators(linkedOf(linked), provenance));
