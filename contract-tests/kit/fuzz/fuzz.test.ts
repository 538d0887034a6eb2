import { describe, expect, it } from "vitest";
import { describeChange } from "../describe-change.ts";
import { type LocalServer, localServer } from "../fixture/local-server.ts";
import type { CaseResult } from "../result.ts";
import { runContract } from "../run.ts";
import { bookingsArtefacts } from "./fixture/bookings-contract.ts";
import { BAD, bookingsServer, type Fault, OK } from "./fixture/bookings-server.ts";
import { type FuzzPath, parseFuzzPath } from "./fuzz-path.ts";

const artefacts = bookingsArtefacts();

interface Options {
  runs?: number;
  seed?: string;
  only?: string;
  path?: FuzzPath;
  timeMs?: number;
}

async function fuzz(
  server: LocalServer,
  { runs = 300, seed = "one", only = "*/fuzz/**", ...more }: Options = {},
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  const events = runContract({
    ...{ artefacts, seed, target: { url: server.url }, only: [only], probe: false },
    fuzz: { runs, ...more },
  });
  for await (const event of events) if (event.type === "case-finished") results.push(event.result);
  return results;
}

/** The failure of one property, and its reproduction as a path. */
async function failureOf(
  fault: Fault,
  only: string,
  options: Options = {},
): Promise<{ result: CaseResult; path: FuzzPath }> {
  const [result] = await fuzz(await localServer(bookingsServer(artefacts, fault)), { only, ...options });
  expect(result).toMatchObject({ status: "failed" });
  const path = /--fuzz-path '(.*)'$/.exec(result?.reproduce ?? "")?.[1] ?? "";
  return { result: result as CaseResult, path: parseFuzzPath(path) };
}

function bodyOf({ exchange }: CaseResult): { [member: string]: unknown } {
  return JSON.parse(Buffer.from(exchange?.request.body ?? []).toString("utf8"));
}

const characters = (body: { [member: string]: unknown }) => [...String(body["name"])];
const isAstral = (text: unknown) => /[\u{10000}-\u{10ffff}]/u.test(JSON.stringify(text) ?? "");

/** Servers with one fault: the property that finds it, and what the smallest request looks like. */
const FAULTS: {
  what: string;
  property: string;
  fault: Fault;
  check: string;
  isSmallest(result: CaseResult): boolean;
}[] = [
  {
    what: "counts UTF-16 units",
    property: "createBooking/fuzz/valid",
    fault: { body: ({ name }) => (String(name).length > 20 ? BAD : undefined) },
    check: "accepted-when-valid",
    isSmallest: (result) => {
      const body = bodyOf(result);
      return Object.keys(body).length === 2 && String(body["name"]).length <= 22 && characters(body).length <= 20;
    },
  },
  {
    what: "trims",
    property: "createBooking/fuzz/valid",
    fault: { body: ({ name }) => (String(name).trim() === "" && name !== "" ? BAD : undefined) },
    check: "accepted-when-valid",
    isSmallest: (result) => Object.keys(bodyOf(result)).length === 2 && characters(bodyOf(result)).length === 1,
  },
  {
    what: "fails on astral characters",
    property: "createBooking/fuzz/valid",
    fault: { body: (body) => (isAstral(body) ? { status: 500, body: { error: "oops" } } : undefined) },
    check: "no-server-error",
    isSmallest: (result) => JSON.stringify(bodyOf(result)).length < 60,
  },
  {
    what: "accepts 30 February",
    property: "createBooking/fuzz/invalid",
    fault: { reads: (body) => ({ ...body, from: String(body["from"]).replace(/-02-30$/, "-02-28") }) },
    check: "rejected-when-invalid",
    isSmallest: (result) => /-02-30$/.test(String(bodyOf(result)["from"])) && result.tests.keyword === "format",
  },
  {
    what: "rounds prices",
    property: "createBooking/fuzz/invalid",
    fault: {
      reads: ({ price, ...body }) =>
        typeof price === "number"
          ? { ...body, price: Math.max(0, Math.round(price)) }
          : { ...body, ...(price !== undefined && { price }) },
    },
    check: "rejected-when-invalid",
    isSmallest: (result) =>
      ["multipleOf", "minimum"].includes(result.tests.keyword) && Object.keys(bodyOf(result)).length === 3,
  },
  {
    what: "ends the connection on a truncated form",
    property: "createNote/fuzz/bytes",
    fault: {
      raw: ({ url, body }) => (url === "/notes" && !body.includes("--\r\n", body.length - 4) ? "drop" : undefined),
    },
    check: "answers-in-time",
    isSmallest: ({ exchange, testCase }) =>
      exchange !== undefined &&
      "failure" in exchange.answer &&
      /^a body of multipart\/form-data[^:]*: \d+ bytes$/.test(
        describeChange(testCase?.request ?? [], exchange.template),
      ),
  },
];

describe("fuzzing", () => {
  it("raises no alarm on a server that keeps the contract", async () => {
    const server = await localServer(bookingsServer(artefacts));
    for (const seed of ["a", "b", "c"]) {
      const results = await fuzz(server, { runs: 150, seed });
      expect(
        results.flatMap(({ name, findings, testCase }) => (findings.length > 0 ? [{ name, findings, testCase }] : [])),
      ).toEqual([]);
      expect(results.map(({ status }) => status)).toEqual(Array(6).fill("passed"));
      for (const { fuzz: figures } of results) expect(figures).toMatchObject({ requests: 150, undecided: 0 });
    }
  }, 120_000);

  it.each(FAULTS)(
    "finds a server that $what, shrinks the request and replays it",
    async ({ property, fault, check, isSmallest }) => {
      const { result, path } = await failureOf(fault, property);
      expect(result.findings[0]).toMatchObject({ check });
      expect(result).toSatisfy(isSmallest);

      const again = await localServer(bookingsServer(artefacts, fault));
      const [replayed] = await fuzz(again, { path, runs: 1 });
      expect(again.received).toHaveLength(1);
      expect(replayed?.findings[0]).toMatchObject({ check });
      expect(again.received[0]?.body.equals(Buffer.from(result.exchange?.request.body ?? []))).toBe(true);
      expect(replayed?.tests).toEqual(result.tests);

      const mended = await localServer(bookingsServer(artefacts));
      const [passed] = await fuzz(mended, { path, runs: 1 });
      expect(mended.received).toHaveLength(1);
      expect(passed?.status).toBe("passed");
    },
    120_000,
  );

  it("refuses a path that leads to no request", async () => {
    const server = await localServer(bookingsServer(artefacts));
    const path = { name: "createBooking/fuzz/valid", path: "0:999999", fresh: 0 };
    await expect(fuzz(server, { path, runs: 1 })).rejects.toThrow(
      /^fuzz path createBooking\/fuzz\/valid@0:999999\+0: leads to no request \[bad-options\]/,
    );
    expect(server.received).toEqual([]);
  });

  it("sends the same requests in the same order for the same seed, others for another", async () => {
    const sent = async (seed: string) => {
      const server = await localServer(bookingsServer(artefacts));
      await fuzz(server, { runs: 40, seed, only: "createBooking/fuzz/valid" });
      return server.received.map(({ url, body }) => `${url} ${body.toString("base64")}`);
    };
    // Instants are those of the moment of sending.
    const withoutInstants = (requests: string[]) =>
      requests.map((request) =>
        Buffer.from(request.split(" ")[1] ?? "", "base64")
          .toString()
          .replace(/"until":"[^"]*"/, ""),
      );
    const first = await sent("x");
    expect(first).toHaveLength(40);
    expect(withoutInstants(await sent("x"))).toEqual(withoutInstants(first));
    expect(withoutInstants(await sent("y"))).not.toEqual(withoutInstants(first));
  }, 60_000);

  it("never sends a name twice to a server that remembers, also while it shrinks", async () => {
    const taken = new Set<string>();
    const remembers: Fault = {
      body: ({ name, guests, ...rest }) => {
        if (guests === 3) return { status: 500, body: { error: "three" } };
        if (!artefacts.validator("createBooking.body")({ name, ...rest }).valid) return undefined;
        if (taken.has(String(name))) return { status: 409, body: { error: "taken" } };
        taken.add(String(name));
        return undefined;
      },
    };
    const { result } = await failureOf(remembers, "createBooking/fuzz/valid");
    expect(result.findings[0]).toMatchObject({ check: "no-server-error" });
    expect(Object.keys(bodyOf(result)).sort()).toEqual(["from", "guests", "name"]);
  }, 60_000);

  it("stops when the server is gone, and does not shrink what killed it into something else", async () => {
    const server = await localServer((request, response) => {
      if (!request.body.includes('"tags"')) return OK;
      response.destroy();
      void server.stop();
      return undefined;
    });
    const [result] = await fuzz(server, { only: "createBooking/fuzz/valid" });
    expect(result?.findings[0]).toMatchObject({ check: "answers-in-time" });
    expect(bodyOf(result as CaseResult)).toHaveProperty("tags");
  }, 60_000);

  it("ends in time, and says what it sent until then", async () => {
    const server = await localServer(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return OK;
    });
    const [result] = await fuzz(server, { runs: 100_000, timeMs: 400, only: "createBooking/fuzz/valid" });
    expect(result).toMatchObject({ status: "passed" });
    expect(result?.fuzz?.requests).toBeGreaterThan(0);
    expect(result?.fuzz?.requests).toBeLessThan(1_000);
  }, 60_000);
});
