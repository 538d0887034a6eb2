import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { PNG } from "../clients/sample-png.ts";
import { startChromium } from "./chromium.ts";

/** The windows that the pages are looked at in, in CSS pixels. */
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** Seconds are long on a busy machine; in milliseconds. */
export const TIMEOUT_MS = 60_000;

/** An image that takes a while: 3 MB. */
export const LARGE = Buffer.concat([PNG, Buffer.alloc(3_000_000)]);

/** Opens a page; whatever it complains about, a blocked script or an exception, fails the test. */
export type OpenPage = (url: string, settings?: Parameters<Browser["newPage"]>[0]) => Promise<Page>;

/** A browser for the tests of a block. */
export function useBrowser(): { open: OpenPage; newPage: Browser["newPage"] } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startChromium();
  }, TIMEOUT_MS);
  afterAll(() => browser?.close());

  async function newPage(settings: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    if (!browser) throw new Error("the browser is not up: use it within a test");
    const page = await browser.newPage({ viewport: DESKTOP, ...settings });
    onTestFinished(() => page.close());
    return page;
  }

  async function open(url: string, settings?: Parameters<Browser["newPage"]>[0]): Promise<Page> {
    const page = await newPage(settings);
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      // An answer that refuses is also told on the console; the tests ask for some.
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) complaints.push(message.text());
    });
    onTestFinished(() => expect(complaints).toEqual([]));
    await page.goto(url);
    return page;
  }

  return { open, newPage };
}

/** Makes uploads slow enough to be seen: 3 MB a second. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3_000_000 };
  await session.send("Network.emulateNetworkConditions", conditions);
}

/** The values that the progress bar takes from now on. */
export async function watchProgress(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const bar = document.querySelector("progress");
    const seen: number[] = [];
    const note = () => seen.push(bar?.value ?? -1);
    if (bar) new MutationObserver(note).observe(bar, { attributes: true });
    Object.assign(window, { seen });
  });
  return () => page.evaluate(() => (window as unknown as { seen: number[] }).seen);
}

/** The step that the page is at. */
export async function stepOf(page: Page): Promise<string | null> {
  return page.locator("[aria-current=step]").getAttribute("id");
}
