import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Case } from "../../spec/interchange/case.ts";
import { localServer } from "../kit/fixture/local-server.ts";
import { ACCEPTED, notesArtefacts, notesCases, REJECTED, UNAUTHORIZED } from "../kit/fixture/notes-contract.ts";
import { notesReport } from "../kit/fixture/notes-report.ts";
import { forgetsLimit, keepsContract } from "../kit/fixture/notes-server.ts";
import type { RunReport } from "../kit/report/run-report.ts";
import { renderHtml } from "../kit/reporters/html.ts";
import type { RunOptions } from "../kit/run-options.ts";
import { keepScreenshot, noChromium, overflow, startChromium } from "./chromium.ts";

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };
const PLACE = { file: "spec/notes.yaml", line: 12, column: 7, text: "maxLength: 5" };

const CASES: Case[] = [
  ACCEPTED,
  ...Array.from({ length: 130 }, (_, index) => ({ ...REJECTED, name: `${REJECTED.name}, n${index}` })),
  UNAUTHORIZED,
  { ...UNAUTHORIZED, name: "createNote/credentials/known" },
];
const OPTIONS: Partial<RunOptions> = {
  artefacts: notesArtefacts(
    notesCases(CASES, [{ name: "createNote/long", tests: { keyword: "x-far", pointer: "" }, reason: "too long" }]),
  ),
  knownFailing: [{ case: "createNote/credentials/known", reason: "since ever" }],
};

let folder = "";
let browser: Browser;

/** The report of a server that forgets a limit. */
async function faulty(): Promise<RunReport> {
  const { url } = await localServer(forgetsLimit);
  return notesReport(url, OPTIONS, (where) => (where.endsWith("/maxLength") ? PLACE : undefined));
}

/** Opens a report as a file; whatever the page complains about or asks for fails the test. */
async function open(report: RunReport, settings: Parameters<Browser["newPage"]>[0] = {}, hash = ""): Promise<Page> {
  const file = join(folder, `${crypto.randomUUID()}.html`);
  await writeFile(file, await renderHtml(report));
  const page = await browser.newPage({ viewport: DESKTOP, ...settings });
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(pathToFileURL(file).href) && !url.startsWith("data:")) complaints.push(url);
  });
  onTestFinished(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await page.getByRole("searchbox").waitFor();
  return page;
}

describe.skipIf(noChromium)(
  `the HTML report${noChromium === undefined ? "" : ` (skipped: ${noChromium})`}`,
  () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "report-"));
      browser = await startChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    it("says what is wrong, where and why, and how to see it again", async () => {
      const page = await open(await faulty());
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("The contract is broken");
      const finding = page.locator(".finding").first();
      expect(await finding.locator("summary").textContent()).toMatch(
        /rejected-when-invalid createNote body\/title\/maxLength spec\/notes\.yaml:12:7 130 cases/,
      );
      const body = await finding.locator(".finding-body").innerText();
      for (const text of ["maxLength: 5", "expected 400", '"a" × 6', "200 OK", "curl -sS", "Count Unicode"]) {
        expect(body).toContain(text);
      }
      await keepScreenshot(page, "report-light");
    });

    it("has a cell for every operation and constraint, and leads from it to the cases", async () => {
      const page = await open(await faulty());
      const cells = page.locator("table.matrix tbody .cell");
      expect(await cells.evaluateAll((all) => all.map((cell) => [cell.className, cell.textContent]))).toEqual([
        ["cell failed", "✕131"],
        ["cell failed", "✕1"],
        ["cell failed", "✕130"],
        ["cell skipped", "–1"],
      ]);
      expect(await cells.nth(2).getAttribute("aria-label")).toBe("createNote › maxLength: 130 failed, 1 passed");
      await cells.nth(1).click();
      const rows = page.locator(".case");
      expect(await rows.count()).toBe(2);
      await rows.last().locator("summary").click();
      // What is opened is filled by an event of its own.
      await rows.last().locator(".exchange").waitFor();
      expect(await rows.last().innerText()).toMatch(/known-failing[\s\S]*POST http[\s\S]*401 Unauthorized/);
    });

    it("opens a case down to its request and its response", async () => {
      const page = await open(await faulty());
      const row = page.locator(".case").nth(1);
      await row.locator("summary").click();
      await row.locator(".exchange").waitFor();
      const text = await row.innerText();
      for (const part of [
        "Expects",
        "POST http",
        "Authorization: Bearer $TOKEN",
        '"title": "aaaaaa"',
        '"id": "n1"',
        "X-Left: 7",
      ]) {
        expect(text).toContain(part);
      }
      expect(text).not.toContain("good-token");
      expect(new URL(page.url()).hash).toBe("#case-2");
    });

    it("searches, filters and shows more", async () => {
      const page = await open(await faulty());
      const rows = page.locator(".case");
      expect(await rows.count()).toBe(100);
      await page.getByRole("button", { name: "Show 31 more of 31" }).click();
      expect(await rows.count()).toBe(131);
      await page.keyboard.press("/");
      await page.keyboard.type("maxlength n99");
      expect(await rows.count()).toBe(1);
      await page.keyboard.press("Escape");
      await page.locator(".chip.skipped").click();
      await page.locator(".chip.failed").click();
      expect(await rows.count()).toBe(1);
      expect(await rows.innerText()).toContain("too long");
      await page.getByRole("button", { name: "Show all", exact: true }).click();
      expect(await page.getByRole("status").textContent()).toBe("134 of 134 cases");
      await page.getByLabel("Constraint", { exact: true }).selectOption("security");
      expect(await rows.count()).toBe(2);
      await page.getByRole("searchbox").fill("no such thing");
      expect(await page.locator(".nothing").innerText()).toBe("No case is like that.");
    });

    it("works with the keyboard", async () => {
      const page = await open(await faulty());
      await page.locator(".cell[tabindex='0']").focus();
      for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      expect(await focused()).toMatch(/^createNote › maxLength/);
      await page.keyboard.press("Enter");
      const name = () => page.evaluate(() => document.activeElement?.querySelector(".name")?.textContent);
      expect(await name()).toContain("5 characters");
      await page.keyboard.press("j");
      expect(await name()).toContain("6 characters, n0");
      await page.keyboard.press("Enter");
      await page.locator(".case[open] .exchange").waitFor();
      await page.keyboard.press("k");
      expect(await name()).toContain("5 characters");
    });

    it("leads to a case by its address", async () => {
      const page = await open(await faulty(), {}, "#case-131");
      await page.locator("#case-131[open] .exchange").waitFor();
    });

    it("fits a phone, the dark and paper", async () => {
      const page = await open(await faulty(), { viewport: PHONE, colorScheme: "dark" });
      expect(await overflow(page)).toBe(0);
      await page.locator(".case > summary").first().click();
      await page.locator(".case .exchange").first().waitFor();
      expect(await overflow(page)).toBe(0);
      const paint = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await paint();
      await keepScreenshot(page, "report-phone-dark");
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      expect(await paint()).not.toBe(dark);
      expect(await page.locator(".toolbar").isVisible()).toBe(false);
      expect(await page.locator(".finding-body").first().isVisible()).toBe(true);
      await page.setViewportSize({ width: 794, height: 1123 });
      await keepScreenshot(page, "report-print");
    });

    it("is short when all is well", async () => {
      const { url } = await localServer(keepsContract);
      const page = await open(await notesReport(url));
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("The contract is kept");
      expect(await page.locator("#findings").count()).toBe(0);
      expect(await page.locator(".figures .failed").count()).toBe(0);
      expect(await page.locator(".case").count()).toBe(3);
      await keepScreenshot(page, "report-kept");
      const cut = { ...(await notesReport(url)), notices: ["the target's clock is 3 s ahead"] };
      const other = await open({ ...cut, summary: { ...cut.summary, cutShort: "the time was over" } });
      expect(await other.getByRole("heading", { level: 1 }).textContent()).toBe("Not all was run");
      expect(await other.locator(".note").allInnerTexts()).toEqual([
        "Cut short: the time was over",
        "the target's clock is 3 s ahead",
      ]);
    });

    it("lets nothing that a server or a document says be more than text", async () => {
      const evil =
        "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>]]><!--<script>\u2028";
      const { url } = await localServer(() => ({
        status: 200,
        headers: { "X-Left": "1", "X-Evil": encodeURI(evil) },
        body: { id: evil, [evil]: evil },
      }));
      const named: Case = { ...REJECTED, name: `createNote/${evil}/x`, tests: { keyword: evil, pointer: `/${evil}` } };
      const report = await notesReport(url, { artefacts: notesArtefacts(notesCases([named])), seed: evil });
      const page = await open({ ...report, contract: { title: evil, version: evil } });
      await page.locator(".case > summary").click();
      await page.locator(".case .exchange").waitFor();
      expect(await page.locator(".matrix .constraint").innerText()).toContain("<img src=x onerror=alert(2)>");
      expect(await page.locator("img, svg:not(.share), script").count()).toBe(2);
      expect(await page.locator(".case .message .body").last().innerText()).toContain("</script><script>alert(1)");
      expect(await overflow(page)).toBe(0);
    });
  },
  60_000,
);
