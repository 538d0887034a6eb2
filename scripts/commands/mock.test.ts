import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";

const BIN = fileURLToPath(new URL("../contract-kit.js", import.meta.url));
const PATH = "/accounts/a/images/v2/direct_upload";
const TOKEN = { authorization: "Bearer hidden-token" };

interface Served {
  child: ChildProcess;
  url: string;
  log(): string;
}

const running: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-command-"));
  return () => rm(folder, { recursive: true });
});

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  }
});

async function serve(...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, [BIN, "mock", "-p", "0", ...args], {
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  await expect.poll(() => log, { timeout: 20_000 }).toMatch(/ on http:\S+[\s\S]*\n {2}POST/);
  return { child, url: / on (http:\S+)/.exec(log)?.[1] ?? "", log: () => log };
}

async function create(url: string, headers: Record<string, string> = TOKEN) {
  const response = await fetch(url + PATH, { method: "POST", headers });
  const body = (await response.json()) as { result: { id: string; uploadURL: string } };
  return { status: response.status, headers: response.headers, ...body };
}

describe("contract-kit mock", { timeout: 30_000 }, () => {
  it("finishes what is under way on SIGTERM, and exits 0", async () => {
    const { child, url } = await serve();
    const answer = create(url, { ...TOKEN, prefer: "delay=400" });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    expect((await answer).status).toBe(200);
    expect(await exited).toEqual([0, null]);
  });

  it("remembers, and keeps it in a file when it is asked to, even if it is killed", async () => {
    const file = join(folder, "state.sqlite");
    const first = await serve("--state", file);
    const { result } = await create(first.url);
    const image = (url: string) => fetch(`${url}/accounts/a/images/v1/${result.id}`, { headers: TOKEN });
    expect(await (await image(first.url)).json()).toMatchObject({ result: { id: result.id, draft: true } });
    const exited = once(first.child, "exit");
    first.child.kill("SIGKILL");
    await exited;
    const second = await serve("--state", file);
    expect(await (await image(second.url)).json()).toMatchObject({ result: { id: result.id, draft: true } });
    const forgetful = await serve();
    expect((await image(forgetful.url)).status).toBe(404);
  });

  it("gives out the URL that clients know, and keeps callers to the rate", async () => {
    const { url, log } = await serve("--public-url", "https://mock.example.com/x/", "--rate-limit", "2/60");
    const answers = [await create(url), await create(url)];
    expect(answers[0]?.result.uploadURL).toMatch(/^https:\/\/mock\.example\.com\/x\/[^/]+\/[^/]+$/);
    expect(answers.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual(["1", "0"]);
    expect((await create(url)).status).toBe(429);
    expect(log()).toContain("for clients https://mock.example.com/x\n");
    await expect.poll(log).toMatch(/429 POST \S+ .*request: .*\[rate-limit\]/);
  });

  it("accepts the credentials that it is told, and no others, also not of another scheme", async () => {
    const { url, log } = await serve(
      ...["-H", "Authorization: Bearer hidden-one", "-H", "authorization: bearer hidden-two"],
      ...["-H", "X-Auth-Email: hidden@example.com", "--credential", "api_key=hidden-key"],
    );
    const status = async (headers: Record<string, string>) => (await create(url, headers)).status;
    expect(await status({ authorization: "Bearer hidden-one" })).toBe(200);
    expect(await status({ authorization: "Bearer hidden-two" })).toBe(200);
    expect(await status({ authorization: "Bearer hidden-three" })).toBe(401);
    expect(await status({ "x-auth-email": "hidden@example.com", "x-auth-key": "hidden-key" })).toBe(200);
    expect(await status({ "x-auth-email": "hidden@example.com", "x-auth-key": "hidden-one" })).toBe(401);
    const strict = await serve("-H", "Authorization: Bearer hidden-one");
    const other = { "x-auth-email": "hidden@example.com", "x-auth-key": "hidden-key" };
    expect((await create(strict.url, other)).status).toBe(401);
    await expect.poll(strict.log).toContain("401 POST");
    expect(log() + strict.log()).not.toContain("hidden");
  });

  it("blocks callers as it is told, or as the service does", async () => {
    const { url } = await serve("--rate-limit", "1/1/300");
    expect((await create(url)).status).toBe(200);
    const refused = await create(url);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "300"]);
    const service = await serve("--rate-limit");
    expect((await create(service.url)).headers.get("x-ratelimit-limit")).toBe("1200");
  });

  it("logs each request in one line, without the token and the query", async () => {
    const { url, log } = await serve();
    await create(url);
    await fetch(`${url}/accounts/${"a".repeat(33)}/images/v2?secret=hidden-query`, { headers: TOKEN });
    await expect.poll(log).toMatch(/400 GET \S+ .*path\/account_id: .*\[maxLength\]/);
    expect(log()).toMatch(/^200 POST \/accounts\/a\/images\/v2\/direct_upload [\d.]+ ms$/m);
    expect(log()).not.toContain("hidden");
  });

  function refusal(...args: string[]): Promise<{ code: unknown; stderr: string }> {
    return new Promise((done) =>
      execFile(process.execPath, [BIN, "mock", ...args], (error, _stdout, stderr) =>
        done({ code: error?.code, stderr }),
      ),
    );
  }

  it.each([
    ["--public-url", "localhost:1"],
    ["--public-url", "http://a/?b"],
    ["--rate-limit", "many"],
    ["--rate-limit", "0/5"],
    ["--rate-limit", "5/0"],
    ["--rate-limit", "5/5/0"],
  ])("refuses %s %s, and exits 2", async (...args) => {
    const { code, stderr } = await refusal(...args);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: option .* argument .* is invalid\. Write it as /),
    ]);
  });

  it("refuses credentials of no security scheme without showing them, and exits 2", async () => {
    const { code, stderr } = await refusal("-H", "X-Name: hidden");
    expect([code, stderr]).toEqual([2, expect.stringContaining("--header X-Name: carries no credentials")]);
    expect(stderr).not.toContain("hidden");
  });
});
