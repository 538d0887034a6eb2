import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where Chromium is: `CHROMIUM` in the environment, or where Debian puts it. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why there can be no test in a browser; `undefined` when there can. */
export const noChromium = existsSync(CHROMIUM)
  ? undefined
  : `there is no Chromium at ${CHROMIUM}: install it, or set CHROMIUM`;

/** Where screenshots are kept; git ignores it. */
const SCREENSHOTS = join(import.meta.dirname, ".screenshots");

/** Starts a browser. */
export function startChromium(): Promise<Browser> {
  // Without a sandbox it also runs as root, as in most containers; it only sees pages of this repository.
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

/** Keeps a picture of the whole page as `.screenshots/<name>.png`. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** How far a page is wider than the window, in CSS pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
