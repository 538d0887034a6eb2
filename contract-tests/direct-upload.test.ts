import { fileURLToPath } from "node:url";
import { loadArtefacts } from "./artefacts.ts";
import { describeContract } from "./kit/vitest.ts";
import { mockSubject } from "./subjects/mock.ts";
import { PRISM_CLI_KNOWN_FAILING } from "./subjects/prism-cli.known-failing.ts";
import { prismCli } from "./subjects/prism-cli.ts";

const folder = fileURLToPath(new URL("../generated/direct-upload/", import.meta.url));
const artefacts = await loadArtefacts(folder);

describeContract({ artefacts, subject: mockSubject(artefacts) });

describeContract({
  artefacts,
  subject: prismCli({ document: `${folder}openapi.json`, knownFailing: PRISM_CLI_KNOWN_FAILING }),
});
