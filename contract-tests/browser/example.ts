import { join } from "node:path";
import { loadArtefacts } from "../artefacts.ts";
import { startBackEnd } from "./back-end.ts";

/*
 * Starts the example in front of a mock that runs, or of the API itself: `API_URL`, `API_TOKEN`,
 * `ACCOUNT_ID` and `PORT` in the environment say where and as whom.
 */
const { API_URL = "http://127.0.0.1:4010", API_TOKEN = "any", ACCOUNT_ID, PORT = "4011" } = process.env;
const { origin } = await startBackEnd({
  artefacts: await loadArtefacts(join(import.meta.dirname, "../../generated/direct-upload")),
  apiUrl: API_URL,
  apiToken: API_TOKEN,
  accountId: ACCOUNT_ID ?? "9a7806061c88ada191ed06f989cc3dac",
  port: Number(PORT),
});
console.log(`The example is on ${origin}, for the API on ${API_URL}`);
