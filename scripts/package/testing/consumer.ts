/** A document of somebody else. */
export const NOTES = `openapi: 3.1.1
info: { title: Notes, version: "1" }
servers: [{ url: https://notes.example }]
paths:
  /notes:
    post:
      operationId: createNote
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [title], properties: { title: { type: string, maxLength: 5 } } }
      responses:
        "201":
          description: made
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: integer } } }
        "400": { description: refused }
        "415": { description: no JSON }
`;

/**
 * A program that uses every export of the package but `./vitest`, of which it takes the type. Without its
 * types, it is JavaScript.
 */
export const CONSUMER = `import type { describeContract } from "openapi-contract-kit/vitest";
import type { components } from "openapi-contract-kit/direct-upload";
import { createMock, defineConfig, diff, generate, lint, runContract } from "openapi-contract-kit";
import { createDirectUploadClient } from "openapi-contract-kit/direct-upload";
import { validateCreateDirectUploadBody } from "openapi-contract-kit/direct-upload/validators";
import schema from "openapi-contract-kit/direct-upload/schemas/createDirectUpload.body.json" with { type: "json" };

const config = defineConfig({ contracts: [{ document: "api.yaml", output: "made" }] });
const [contract] = config.contracts;
if (contract === undefined) throw new Error("no contract");

const { files } = await generate(contract.document, { output: "made" });
const problems = await lint(contract.document);
const { summary } = await diff(contract.document, contract.document);
const mock = await createMock(contract.document);
const answer = await fetch(mock.url + "/notes", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ title: "abc" }),
});
const report = await runContract(contract.document, { target: mock.url });
await mock.close();

const path: string = "a-string";
export type Described = [typeof describeContract, components["schemas"]];
const client = createDirectUploadClient({ apiToken: "t" }, { baseUrl: "http://127.0.0.1:1" });
// @ts-expect-error a token is a text
createDirectUploadClient({ apiToken: 7 });
// @ts-expect-error the path of a document is a text
defineConfig({ contracts: [{ document: 7 }] });
if (typeof client.createDirectUpload !== "function" || schema.$defs.DirectUploadRequest.type !== "object") throw new Error(path);
const result = validateCreateDirectUploadBody({ id: 1 });
const refused = result.valid ? "" : "id must be a string";

console.log(
  [
    \`kept: \${report.summary.failed} failed of \${report.summary.cases}\`,
    answer.status,
    \`\${problems.length} problems\`,
    summary.step,
    \`\${files.size} files\`,
    refused,
  ].join(", "),
);
`;
