import { mkdtemp, rm, writeFile } from "node:fs/promises";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type LocalAnswer, localServer } from "../contract-tests/kit/fixture/local-server.ts";
import { selfSigned } from "../contract-tests/kit/fixture/self-signed.ts";
import { cli, type Ended } from "./testing/run-cli.ts";

/** Two operations that need a token, one with a name in its path; every documented refusal that may be misread. */
const DOCUMENT = `openapi: 3.1.1
info: { title: Notes, version: "1" }
servers: [{ url: https://notes.example/v1 }]
security: [{ token: [] }]
paths:
  /notes:
    post:
      operationId: createNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
      responses: { "201": { $ref: "#/components/responses/Note" }, "4XX": { $ref: "#/components/responses/Refused" }, "503": { description: busy } }
  /notes/{note}:
    get:
      operationId: getNote
      parameters: [{ name: note, in: path, required: true, schema: { type: string, maxLength: 9 } }]
      responses: { "200": { $ref: "#/components/responses/Note" }, "4XX": { $ref: "#/components/responses/Refused" }, "503": { description: busy } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  responses:
    Note: { description: a note, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
    Refused: { description: refused, content: { application/json: { schema: { type: object } } } }
  schemas:
    Note: { type: object, required: [title], properties: { title: { type: string, minLength: 1, maxLength: 20 } } }
`;

let folder = "";
let file = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wrong-use-"));
  file = join(folder, "api.yaml");
  await writeFile(file, DOCUMENT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (target: string, ...args: string[]): Promise<Ended> =>
  cli(["test", file, "--target", target, "--allow-writes", "-H", "Authorization: Bearer a-token", ...args]);

/** One message with a rule id and a hint, and not one case. */
function expectMessage({ code, stdout, stderr }: Ended, id: string, hint: string): void {
  expect([code, stdout]).toEqual([2, ""]);
  const [what = "", mend = "", ...others] = stderr.trim().split("\n");
  expect(what).toMatch(new RegExp(`^target \\S+: .* \\[${id}\\]$`));
  expect(mend).toContain(`hint: ${hint}`);
  expect(others).toEqual([]);
}

const html = { "Content-Type": "text/html" };
const LOGIN = "<!doctype html><title>Sign in</title>";
const ALWAYS: [name: string, answer: LocalAnswer, id: string, hint: string][] = [
  ["401", { status: 401, body: {} }, "refused-credentials", "Give credentials that the target accepts"],
  ["an undocumented 404", { status: 404, headers: html, body: "?" }, "wrong-base-path", "Mend the base path"],
  ["a documented 404", { status: 404, body: {} }, "wrong-base-path", "Name something that is there: --param note=…"],
  ["a documented 409", { status: 409, body: {} }, "refused-requests", "Bring the target into a state"],
  [
    "429 with a long pause",
    { status: 429, headers: { "Retry-After": "3600" }, body: {} },
    "rate-limited",
    "Raise the limit",
  ],
  ["a documented 503", { status: 503, body: {} }, "gateway-error", "Start the API behind it"],
  ["a login page", { status: 200, headers: html, body: LOGIN }, "not-the-api", "It is no API that answers there"],
  ["redirects to a login", { status: 302, headers: { Location: "/login" } }, "redirected", "No redirect is followed"],
];

describe("test against a target that answers everything with", () => {
  it.each(ALWAYS)("%s: one message, exit 2", async (_name, answer, id, hint) => {
    const { url, received } = await localServer(() => answer);
    expectMessage(await run(`${url}/v1`), id, hint);
    expect(received.length).toBeLessThan(4);
  });

  it("500: one finding, exit 1", async () => {
    const { url, received } = await localServer(() => ({ status: 500, body: {} }));
    const { code, stdout } = await run(url);
    expect(code).toBe(1);
    expect(stdout).toContain("Cut short: the target answers 500 to the base request of every operation");
    expect(stdout).toContain(" 1 failed ·");
    expect(received).toHaveLength(3);
  });
});

describe("test against a target that cannot be reached", () => {
  it("as its name has no address", async () => {
    expectMessage(await run("http://api.invalid/v1"), "unknown-host", "Correct the host name");
  });

  it("as nobody vouches for its certificate", async () => {
    const around = (days: number) => new Date(Date.now() + days * 86_400_000);
    const certificate = selfSigned("localhost", around(-1), around(1));
    const server = https.createServer(certificate, (_request, response) => response.end());
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expectMessage(await run(`https://localhost:${port}`), "untrusted-certificate", "If it is your own");
  });

  it("without credentials", async () => {
    const { url } = await localServer(() => ({ status: 200 }));
    const { code, stderr } = await cli(["test", file, "--target", url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\[missing-credentials\]\n {2}hint: Give them: -H 'Authorization: Bearer …'\.\n$/);
  });
});
