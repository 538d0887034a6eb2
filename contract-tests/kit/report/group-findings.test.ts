import { describe, expect, it } from "vitest";
import type { NoResponse, ResponseView } from "./exchange-views.ts";
import { groupFindings } from "./group-findings.ts";
import type { CaseReport } from "./run-report.ts";

const TITLE = "/components/schemas/Note/properties/title/maxLength";

interface Given {
  check?: string;
  keyword?: string;
  pointer?: string;
  what?: string;
  where?: string;
  status?: number;
  curl?: string;
  rest?: Partial<CaseReport>;
}

/** A failed case. */
function failed(name: string, given: Given = {}): CaseReport {
  const { check = "rejected-when-invalid", keyword = "maxLength", pointer = TITLE, status = 200 } = given;
  const { where = `openapi.json#${pointer}`, what = "x", curl = "curl long", rest = {} } = given;
  const response: ResponseView | NoResponse = {
    ...{ status, statusText: "", headers: [], body: "", encoding: "utf-8", truncated: false },
  };
  return {
    ...{ index: 0, case: name, operation: name.split("/")[0] ?? "", status: "failed", tests: { keyword, pointer } },
    ...{ findings: [{ check, where, what, hint: "" }], response, curl, durationMs: 0 },
    ...rest,
  };
}

/** The names of the cases of each group. */
const grouped = (...cases: CaseReport[]) =>
  groupFindings(cases).map(({ members }) => members.map((member) => member.case.case));

describe("groupFindings", () => {
  it("takes a shared rule for one cause, and a rule of one operation for its own", () => {
    const own = { pointer: "/paths/~1a/post/requestBody/content/x/schema/maxLength" };
    expect(grouped(failed("a/body/t/maxLength/6"), failed("b/body/t/maxLength/6"))).toHaveLength(1);
    expect(grouped(failed("a/body/t/maxLength/6", own), failed("b/body/t/maxLength/6", own))).toHaveLength(2);
    expect(grouped(failed("a/body/t/maxLength/6"), failed("a/body/t/pattern/x", { keyword: "pattern" }))).toHaveLength(
      2,
    );
    expect(
      grouped(failed("a/body/t/maxLength/6"), failed("a/body/t/maxLength/5", { check: "accepted-when-valid" })),
    ).toHaveLength(2);
  });

  it("shows the derived case of a fault that random requests find too, and names the rule of one that only they find", () => {
    const random = failed("a/fuzz/invalid", { curl: "curl", rest: { reproduce: "--seed x" } });
    const [both] = groupFindings([random, failed("a/body/t/maxLength/6")]);
    expect(both).toMatchObject({
      subject: "a › body/t/maxLength",
      example: { case: { case: "a/body/t/maxLength/6" } },
    });
    expect(groupFindings([random])).toMatchObject([{ subject: "a › title/maxLength" }]);
    const bytes = failed("a/fuzz/bytes", { keyword: "fuzz", rest: { reproduce: "--seed x" } });
    expect(groupFindings([bytes])).toMatchObject([{ subject: "a › random bytes" }]);
  });

  it("takes a concern of the protocol for one cause, whatever the operation", () => {
    const at = (path: string) => ({ keyword: "method", pointer: `/paths/${path}`, check: "method-not-allowed" });
    expect(grouped(failed("a/method/GET", at("a")), failed("b/method/PUT", at("b")))).toEqual([
      ["a/method/GET", "b/method/PUT"],
    ]);
    const random = { rest: { reproduce: "--seed 1" } };
    expect(
      grouped(failed("a/fuzz/valid", { ...at("a"), ...random }), failed("b/fuzz/valid", { ...at("b"), ...random })),
    ).toHaveLength(2);
  });

  it("takes a broken response for one cause, whatever is tested and whichever item of a list it is", () => {
    const broken = (item: number) => ({
      check: "response-schema",
      where: "w",
      what: `/notes/${item}/id must be string`,
    });
    expect(
      grouped(failed("a/body/x/type/1", broken(0)), failed("a/body/y/type/2", { ...broken(12), keyword: "type" })),
    ).toHaveLength(1);
  });

  it("takes a base request that fails for the cause of all that is answered alike", () => {
    const base = failed("a/request/base", { check: "accepted-when-valid", status: 500, rest: { isBase: true } });
    const alike = failed("a/body/t/maxLength/6", { check: "no-server-error", status: 500 });
    const other = failed("a/body/t/maxLength/7");
    expect(grouped(other, alike, base)).toEqual([["a/body/t/maxLength/6", "a/request/base"], ["a/body/t/maxLength/7"]]);
    expect(groupFindings([other, alike, base])[0]?.example.case).toBe(base);
  });

  it("leads with what fails most, and shows the smallest request", () => {
    const many = [5, 6, 7].map((length) => failed(`a/body/t/maxLength/${length}`, { curl: "c".repeat(length) }));
    const groups = groupFindings([failed("a/body/t/pattern/x", { keyword: "pattern" }), ...many.toReversed()]);
    expect(groups.map(({ members }) => members.length)).toEqual([3, 1]);
    expect(groups[0]?.example.case.case).toBe("a/body/t/maxLength/5");
  });
});
