import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadArtefacts } from "../../artefacts.ts";
import { readWorkflows } from "../../kit/workflow/read-workflows.ts";
import type { Subject } from "../subject.ts";
import { DIRECT_UPLOAD_MUTANTS } from "./mutants.ts";
import type { Rules } from "./rules.ts";
import { directUploadServer } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CREDENTIALS = {
  token: "Kq3Zt8Yw5Rb1Nc6Xd0Hf4Gj7Lm2Ps9",
  email: "somebody@example.com",
  key: "9a7806061c88ada191ed06f9",
};
const UPTIME_MS = 600_000;

/**
 * The direct upload: its artefacts, its workflow, its reference server and the mutants of it.
 *
 * @param server - another version of the server
 */
export async function directUploadSubject(server = directUploadServer): Promise<Subject<Rules>> {
  const artefacts = await loadArtefacts(`${ROOT}generated/direct-upload`);
  const file = `${ROOT}spec/direct-upload.arazzo.yaml`;
  const workflows = readWorkflows(file, await readFile(file, "utf8"), artefacts.contract);
  const { token, email, key } = CREDENTIALS;
  return {
    ...{ name: "direct-upload", artefacts, workflows, groups: DIRECT_UPLOAD_MUTANTS },
    credentials: { api_token: token, api_email: email, api_key: key },
    start: (how) => server({ ...how, credentials: CREDENTIALS, startedAt: how.now() - UPTIME_MS }),
  };
}
