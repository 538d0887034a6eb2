import { expect, it } from "vitest";
import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import { libraryArtefacts, operation } from "../fixture/library-contract.ts";
import type { WireResponse } from "../wire-message.ts";
import type { Probe } from "./property/probe.ts";
import { requestSpace } from "./request/request-space.ts";
import { isUndecided } from "./undecided.ts";

const BASE: RequestTemplate = { path: {}, query: [], headers: {}, cookies: {}, credentials: [], body: null };
const ANSWER: WireResponse = { status: 416, statusText: "", headers: [], body: new Uint8Array(), durationMs: 0 };

it("a range that was made up need not be there, where the document has a status for that", () => {
  const judge = (statuses: string[], outcome: "accepted" | "rejected", headers: RequestTemplate["headers"]) => {
    const blob = operation("getBlob", "GET", "/blob", { statuses });
    const space = requestSpace({ operation: blob, base: BASE, artefacts: libraryArtefacts([blob]), kept: new Set() });
    const probe: Probe = {
      ...{ template: { ...BASE, headers }, tests: { keyword: "fuzz", pointer: "" }, mayBeTaken: false },
      expect: { outcome, status: ["206"] },
    };
    return isUndecided(ANSWER, probe, space);
  };
  const documented = ["206", "400", "416"];
  expect(judge(documented, "accepted", { range: "bytes=7-" })).toBe(true);
  expect(judge(["206", "400"], "accepted", { range: "bytes=7-" })).toBe(false);
  expect(judge(documented, "accepted", { "x-range": "7" })).toBe(false);
  // What is wrong with a request is looked at before its conditions.
  expect(judge(documented, "rejected", { range: "bytes=7-" })).toBe(false);
});
