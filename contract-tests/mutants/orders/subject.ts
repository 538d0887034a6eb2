import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadArtefacts } from "../../artefacts.ts";
import { readWorkflows } from "../../kit/workflow/read-workflows.ts";
import type { Subject } from "../subject.ts";
import { ORDERS_MUTANTS } from "./mutants.ts";
import type { Rules } from "./rules.ts";
import { ordersServer } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CREDENTIALS = { token: "Kq3Zt8Yw5Rb1Nc6Xd0Hf4Gj7Lm2Ps9", session: "9a7806061c88ada191ed06f9" };

/**
 * The orders of a shop: artefacts, workflow, reference server and the mutants of it.
 *
 * @param server - another version of the server
 */
export async function ordersSubject(server = ordersServer): Promise<Subject<Rules>> {
  const artefacts = await loadArtefacts(`${ROOT}generated/orders`);
  const file = `${ROOT}spec/orders.arazzo.yaml`;
  const workflows = readWorkflows(file, await readFile(file, "utf8"), artefacts.contract);
  return {
    ...{ name: "orders", artefacts, workflows, credentials: CREDENTIALS, groups: ORDERS_MUTANTS },
    start: (how) => server({ ...how, credentials: CREDENTIALS }),
  };
}
