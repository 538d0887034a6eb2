import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalHandler, localServer } from "../contract-tests/kit/fixture/local-server.ts";
import { cli } from "./testing/run-cli.ts";

/** Who signs up needs an address that nobody has, and a name of letters. */
const DOCUMENT = `openapi: 3.1.1
info: { title: Accounts, version: "1" }
paths:
  /accounts:
    post:
      operationId: signUp
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [email, login, age]
              properties:
                email: { type: string, format: email, maxLength: 60 }
                login: { type: string, pattern: "^[a-z]{3,12}$", examples: [ada] }
                age: { type: integer, minimum: 18, maximum: 130 }
      responses:
        "201": { description: made }
        "400": { description: refused }
        "409": { description: the address or the name is taken }
        "415": { description: no JSON }
`;

const ADDRESS = /^[\w!#$%&'*+/=?^`{|}~-]{1,64}(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*$/i;

/** A server where every address and every name signs up once. */
function accounts(takesAge: (age: unknown) => boolean): LocalHandler {
  const taken = new Set<unknown>();
  return ({ method, headers, body }) => {
    if (method !== "POST") return { status: 405, headers: { Allow: "POST" } };
    if (!/^application\/json *(;|$)/i.test(headers["content-type"] ?? "")) return { status: 415 };
    try {
      const { email, login, age } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
      const isRight = typeof email === "string" && typeof login === "string" && takesAge(age);
      if (!isRight || !ADDRESS.test(email) || email.length > 60 || !/^[a-z]{3,12}$/.test(login)) return { status: 400 };
      if (taken.has(email) || taken.has(login)) return { status: 409 };
      taken.add(email).add(login);
      return { status: 201 };
    } catch {
      return { status: 400 };
    }
  };
}

const isAge = (age: unknown) => Number.isInteger(age) && (age as number) >= 18 && (age as number) <= 130;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sign-up-"));
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
});

afterAll(() => rm(folder, { recursive: true }));

async function run(handler: LocalHandler, ...more: string[]): Promise<{ code: number; stdout: string }> {
  const { url } = await localServer(handler);
  const skip = ["--skip", "*/body/email/format/*"];
  return cli(["test", join(folder, "api.yaml"), "--target", url, "--seed", "sign-up", ...skip, ...more]);
}

it("tests an operation that makes a thing only once", async () => {
  const { code, stdout } = await run(accounts(isAge));
  expect(stdout).toContain("The contract is kept.");
  expect(stdout).not.toContain("Not tested");
  expect(code).toBe(0);
});

it("names the fault of a server that makes a thing only once", async () => {
  const { code, stdout } = await run(accounts((age) => typeof age === "number" && age <= 130));
  expect(stdout).toMatch(/rejected-when-invalid {2}signUp › body\/age\/minimum/);
  expect(stdout).not.toContain("refused with 409");
  expect(code).toBe(1);
});

it("finds nothing wrong with random sign-ups", async () => {
  const { code, stdout } = await run(accounts(isAge), "--fuzz", "100", "--only", "*/fuzz/*");
  expect(stdout).toContain("The contract is kept.");
  expect(code).toBe(0);
});

it("sends no other random requests where the seed of a path is not given", async () => {
  const args = ["test", join(folder, "api.yaml"), "--target", "http://127.0.0.1:1"];
  const { code, stdout, stderr } = await cli([...args, "--fuzz", "100", "--fuzz-path", "signUp/fuzz/valid@0+0"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("--fuzz-path: leads to a request only with the --seed of its run [bad-options]");
});
