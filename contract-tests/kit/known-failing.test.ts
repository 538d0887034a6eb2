import { describe, expect, it } from "vitest";
import { STANDARD_CHECKS } from "./checks/standard-checks.ts";
import { ACCEPTED, REJECTED, UNAUTHORIZED } from "./fixture/notes-contract.ts";
import { type KnownFailing, knownFailingList } from "./known-failing.ts";
import type { Finding } from "./result.ts";

const found = (check: string): Finding => ({ check, where: "here", what: "this", hint: "Mend it." });
const list = (...entries: KnownFailing[]) => knownFailingList(entries, STANDARD_CHECKS);
const entry = (pattern: string, ...checks: string[]): KnownFailing => {
  return { case: pattern, reason: "it is old", ...(checks.length > 0 ? { checks } : {}) };
};

describe("knownFailingList", () => {
  it("leaves cases that it does not mean as they are", () => {
    expect(list().judge(REJECTED, [])).toEqual({ status: "passed", findings: [] });
    expect(list(entry("other/**")).judge(REJECTED, [found("x")])).toEqual({ status: "failed", findings: [found("x")] });
  });

  it("lets a case fail that is known to", () => {
    const findings = [found("rejected-when-invalid")];
    const known = { status: "known-failing", findings, reason: "it is old" };
    expect(list(entry("createNote/**")).judge(REJECTED, findings)).toEqual(known);
    expect(list(entry(REJECTED.name, "rejected-when-invalid")).judge(REJECTED, findings)).toEqual(known);
  });

  it("makes a failure of a case that passes although it is known to fail", () => {
    const { status, findings } = list(entry(REJECTED.name)).judge(REJECTED, []);
    expect(status).toBe("failed");
    expect(findings).toMatchObject([{ check: "known-failing", where: `known-failing "${REJECTED.name}"` }]);
    expect(findings[0]?.what).toBe("expected to fail but passed; listed because: it is old");
  });

  it("covers the named checks only", () => {
    const both = [found("rejected-when-invalid"), found("response-schema")];
    const verdict = list(entry(REJECTED.name, "rejected-when-invalid")).judge(REJECTED, both);
    expect(verdict).toEqual({ status: "failed", findings: [found("response-schema")] });
    const missed = list(entry(REJECTED.name, "rejected-when-invalid")).judge(REJECTED, [found("response-schema")]);
    expect(missed.findings.map(({ check }) => check)).toEqual(["response-schema", "known-failing"]);
  });

  it("asks each entry that means a case for itself", () => {
    const two = list(entry("createNote/**", "rejected-when-invalid"), entry(REJECTED.name, "response-schema"));
    const both = [found("rejected-when-invalid"), found("response-schema")];
    expect(two.judge(REJECTED, both).status).toBe("known-failing");
    expect(two.judge(REJECTED, both.slice(0, 1)).status).toBe("failed");
  });

  it("means only the cases that the named checks judge", () => {
    const refusing = list(entry("createNote/**", "accepted-when-valid"));
    expect(refusing.judge(REJECTED, []).status).toBe("passed");
    expect(refusing.judge(ACCEPTED, []).status).toBe("failed");
  });

  it("finds entries that mean no case", () => {
    const entries = [
      entry("createNote/**"),
      entry("gone/**"),
      entry("createNote/credentials/*", "accepted-when-valid"),
    ];
    const stale = list(...entries).stale([ACCEPTED, REJECTED, UNAUTHORIZED]);
    expect(stale.map((each) => each.entry)).toEqual(entries.slice(1));
    expect(stale[0]?.finding.what).toBe("means no case; listed because: it is old");
  });

  it("refuses a check that does not exist", () => {
    expect(() => list(entry("**", "rejected-when-valid"))).toThrow(
      /there is no check "rejected-when-valid" \[bad-options\]/,
    );
  });
});
