import type { JsonObject } from "../../spec/interchange/json.ts";
import { emitTypes } from "../emit/types.ts";
import { answerJob } from "./answer-job.ts";
import type { TypesJob } from "./generator-threads.ts";

answerJob(({ document, provenance }: TypesJob) => emitTypes(JSON.parse(document) as JsonObject, provenance));
