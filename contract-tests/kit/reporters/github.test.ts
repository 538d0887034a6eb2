import { describe, expect, it } from "vitest";
import { localServer } from "../fixture/local-server.ts";
import { notesArtefacts, notesCases, REJECTED } from "../fixture/notes-contract.ts";
import { notesReport } from "../fixture/notes-report.ts";
import { forgetsLimit } from "../fixture/notes-server.ts";
import type { Place } from "../report/place.ts";
import { renderAnnotations } from "./github.ts";

const PLACE: Place = { file: "spec/notes, old.yaml", line: 12, column: 7, text: "maxLength: 5" };
const places = (where: string) => (where.endsWith("/maxLength") ? PLACE : undefined);

describe("renderAnnotations", () => {
  it("puts an error at the line of the document", async () => {
    const { url } = await localServer(forgetsLimit);
    const text = renderAnnotations(await notesReport(url, {}, places), process.cwd());
    const [head = "", ...message] = text.trim().split("::").slice(1);
    expect(head).toBe(
      "error file=spec/notes%2C old.yaml,line=12,col=7,title=rejected-when-invalid%3A createNote › body/title/maxLength",
    );
    expect(message.join("::")).toMatch(
      /^rule: maxLength: 5%0Awhat: a request that breaks `maxLength` was answered 200/,
    );
    expect(message.join("::")).toContain(`%0Acase: ${REJECTED.name}`);
  });

  it("names files from the root of the repository, and none outside of it", async () => {
    const { url } = await localServer(forgetsLimit);
    const report = await notesReport(url, {}, places);
    expect(renderAnnotations(report, `${process.cwd()}/spec`)).toContain("file=notes%2C old.yaml,");
    expect(renderAnnotations(report, "/somewhere/else")).toMatch(/^::error title=/);
  });

  it("is one line per finding, ten at most, and says how many more there are", async () => {
    const { url } = await localServer(() => ({
      status: 200,
      headers: { "X-Left": "1" },
      body: "\n::error::mine\r\n%0A::x",
    }));
    const cases = Array.from({ length: 14 }, (_, index) => ({
      ...REJECTED,
      name: `createNote/body/title/k${index}/x`,
      tests: { keyword: `k${index}`, pointer: `/k${index}` },
    }));
    const text = renderAnnotations(await notesReport(url, { artefacts: notesArtefacts(notesCases(cases)) }), "/");
    const lines = text.trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::error title="))).toHaveLength(10);
    expect(lines.slice(10)).toEqual(["::notice::4 findings more: see the summary of the job"]);
  });
});
