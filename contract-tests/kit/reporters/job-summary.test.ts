import { describe, expect, it } from "vitest";
import { localServer } from "../fixture/local-server.ts";
import { notesArtefacts, notesCases, REJECTED } from "../fixture/notes-contract.ts";
import { notesReport } from "../fixture/notes-report.ts";
import { forgetsLimit, keepsContract } from "../fixture/notes-server.ts";
import type { Place } from "../report/place.ts";
import type { CaseReport, FindingReport, RunReport } from "../report/run-report.ts";
import { findingLines } from "./finding-lines.ts";
import { renderJobSummary } from "./job-summary.ts";

const PLACE: Place = { file: "spec/notes, old.yaml", line: 12, column: 7, text: "maxLength: 5" };
const places = (where: string) => (where.endsWith("/maxLength") ? PLACE : undefined);

describe("renderJobSummary", () => {
  it("has the verdict, the operations and the findings", async () => {
    const { url } = await localServer(forgetsLimit);
    const text = renderJobSummary(await notesReport(url, {}, places));
    expect(text).toMatch(/^## ❌ The contract is broken\n/);
    expect(text).toContain("| <code>createNote</code> | 2 | **1** |  |  |");
    expect(text).toContain("### 1 finding\n");
    expect(text).toContain("```\nspec/notes, old.yaml:12:7  maxLength: 5\n```");
    expect(text).toMatch(/```sh\ncurl -sS .*\n```/s);
    expect(renderJobSummary(await notesReport((await localServer(keepsContract)).url))).toMatch(
      /^## ✅ The contract is kept\n/,
    );
  });

  it("names every place that says what is broken", async () => {
    const { url } = await localServer(forgetsLimit);
    const other = { ...PLACE, line: 30, text: "maxLength: 6" };
    const twice = { ...REJECTED, tests: { ...REJECTED.tests, also: ["/other/maxLength", "/nowhere"] } };
    const both = (where: string) => (where.endsWith("#/other/maxLength") ? other : places(where));
    const report = await notesReport(url, { artefacts: notesArtefacts(notesCases([twice])) }, both);
    const first = "spec/notes, old.yaml:12:7  maxLength: 5";
    const second = "spec/notes, old.yaml:30:7  maxLength: 6";
    expect(renderJobSummary(report)).toContain(`\`\`\`\n${first}\n${second}\n\`\`\``);
    const [failed] = report.cases;
    const lines = findingLines(failed as CaseReport, failed?.findings[0] as FindingReport);
    expect(lines[1]).toEqual(["rule", `maxLength: 5\nand ${second}`]);
  });

  it("lets no server write Markdown or HTML", async () => {
    const body = "```\n</details><script>alert(1)</script>\n| a | [x](javascript:y) ~~~";
    const { url } = await localServer(() => ({ status: 200, headers: { "X-Left": "1" }, body }));
    const text = renderJobSummary(await notesReport(url, { only: [REJECTED.name] }));
    expect(text).toContain("````\n200 OK application/json ```\\n</details><script>");
    const outside = text.replaceAll(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, "");
    expect(outside).not.toContain("<script");
    expect(outside.match(/<\/details>/g)).toHaveLength(1);
  });

  it("has less than a mebibyte, whatever there is to tell", async () => {
    const { url } = await localServer(forgetsLimit);
    const report = await notesReport(url, {}, places);
    const failed = report.cases.find(({ status }) => status === "failed") as CaseReport;
    const wide = "\u{1f600}".repeat(9_000);
    const ids = Array.from({ length: 9_000 }, (_, index) => `${"名".repeat(60)}${index}`);
    const [finding] = failed.findings;
    const cases = ids.map((operation, index) => ({
      ...failed,
      ...{ operation, curl: wide, response: { failure: "reset" as const, message: wide } },
      ...{ tests: { keyword: `k${index}`, pointer: `/k${index}` }, findings: [{ ...finding, what: wide }] },
    })) as CaseReport[];
    const operations = ids.map((id) => ({ id, method: "GET", path: "/" }));
    const stale = ids.map((id) => ({ case: id, finding: { ...finding, where: id } })) as RunReport["stale"];
    const notices = Array.from({ length: 90 }, () => wide);
    const text = renderJobSummary({ ...report, cases, operations, stale, notices });
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(text).toContain(`<code>${ids[0]}</code>`);
    for (const rest of ["notes", "operations", "findings", "entries"]) {
      expect(text).toMatch(new RegExp(`… and [\\d,]+ ${rest} more`));
    }
  });
});
