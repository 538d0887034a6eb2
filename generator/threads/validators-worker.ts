import { makeValidators } from "../emit/validators/make-validators.ts";
import { answerJob } from "./answer-job.ts";
import type { ValidatorsJob } from "./generator-threads.ts";

answerJob(({ linked, provenance }: ValidatorsJob) => makeValidators(linked, provenance));
