import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseReporters } from "./reporters.ts";

describe("chooseReporters", () => {
  it("says what is missing", () => {
    expect(() => chooseReporters("terminal,html")).toThrow(/--reporter html: has no file.*\n.*: html=FILE\./);
    expect(() => chooseReporters("pdf")).toThrow("--reporter pdf: is no reporter");
  });

  it("refuses a file that cannot be written before anything is sent", () => {
    for (const file of ["/no/such/folder/x.html", tmpdir()]) {
      expect(() => chooseReporters(`terminal,html=${file}`)).toThrow(`--reporter html=${file}: cannot be written: `);
    }
    expect(chooseReporters(`json=${join(tmpdir(), "not-there-yet.json")}`).outputs).toHaveLength(1);
  });
});
