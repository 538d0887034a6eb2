import { describe, expect, it, onTestFinished } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { DIRECT_UPLOAD, useFlowMock } from "../clients/flow-mock.ts";
import { PNG } from "../clients/sample-png.ts";
import { landingPage } from "../mock/page/landing-page.ts";
import { startBackEnd } from "./back-end.ts";
import { keepScreenshot, noChromium, overflow } from "./chromium.ts";
import { LARGE, PHONE, slowDown, stepOf, TIMEOUT_MS, useBrowser, watchProgress } from "./open-page.ts";

const TOKEN = "only-the-back-end-has-it";
const flow = useFlowMock({ credentials: { api_token: TOKEN } });
const artefacts = await loadArtefacts(DIRECT_UPLOAD);

/** @returns the origin of a back end with the page at `/` */
async function serve(apiToken = TOKEN): Promise<string> {
  const accountId = "9a7806061c88ada191ed06f989cc3dac";
  const backEnd = await startBackEnd({ artefacts, apiUrl: flow.mock.url, apiToken, accountId });
  onTestFinished(() => backEnd.close());
  return backEnd.origin;
}

describe("the example page", () => {
  it("is the mock's page: the same script, the same style", async () => {
    const [mine, its] = await Promise.all([fetch(await serve()), fetch(flow.mock.url)]);
    const assets = (html: string) => [...html.matchAll(/<(script|style)>[\s\S]*?<\/\1>/g)].map(([text]) => text);
    const [example = "", landing = ""] = await Promise.all([mine.text(), its.text()]);
    expect(assets(example)).toHaveLength(2);
    expect(assets(example)).toEqual(assets(landing));
    expect(landing).toBe((await landingPage(artefacts, { uploadOrigins: [flow.mock.url] })).html);
  });

  it("spends its token on no other page", async () => {
    const origin = await serve();
    const from = (site: string) =>
      fetch(`${origin}/uploads`, { method: "POST", body: "{}", headers: { origin: site } });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from(origin)).status).toBe(200);
  });
});

const title = `the example page in Chromium${noChromium ? ` (skipped: ${noChromium})` : ""}`;
describe.skipIf(noChromium)(title, { timeout: TIMEOUT_MS }, () => {
  const { open } = useBrowser();

  it("asks its back end for a URL, and uploads a picked file straight to the mock", async () => {
    const origin = await serve();
    const page = await open(origin, { viewport: PHONE });
    const requests: string[] = [];
    const sent: string[] = [];
    page.on("request", (request) => {
      requests.push(`${request.method()} ${request.url()}`);
      sent.push(JSON.stringify(request.headers()));
    });
    await keepScreenshot(page, "example-page-phone");
    await page.getByText("Options").click();
    await page.getByLabel("Custom id").fill("from the example/1");
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.locator("#draft-expiry", { hasText: "in 29:" }).waitFor();
    await page.locator("#file").setInputFiles({ name: "beach.png", mimeType: "image/png", buffer: PNG });
    const image = page.getByRole("img", { name: "The uploaded image, beach.png" });
    await image.waitFor();
    await expect.poll(() => image.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(1);
    expect(await stepOf(page)).toBe("step-done");
    const details = JSON.parse((await page.locator("#done-json").textContent()) ?? "");
    expect(details).toMatchObject({ success: true, result: { id: "from the example/1", filename: "beach.png" } });
    expect(details.result).not.toHaveProperty("draft");

    expect(requests[0]).toBe(`POST ${origin}/uploads`);
    expect(requests.filter((request) => request.startsWith(`POST ${flow.mock.url}/`))).toHaveLength(1);
    expect(requests.filter((request) => request.includes("/accounts/"))).toEqual([]);
    expect(sent.join()).not.toContain(TOKEN);
    expect(sent.join()).not.toContain("authorization");
    expect(await overflow(page)).toBe(0);
    await keepScreenshot(page, "example-page-phone-done");
    await page.getByRole("button", { name: "Delete the image" }).click();
    await page.getByRole("button", { name: "Create upload URL" }).waitFor();
    const state = (await (await fetch(`${flow.mock.url}/__mock/state`)).json()) as { images: unknown[] };
    expect(state.images).toEqual([]);
  });

  it("shows how far it is", async () => {
    const page = await open(await serve(), { colorScheme: "dark" });
    await slowDown(page);
    const seen = await watchProgress(page);
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.locator("#file").setInputFiles({ name: "large.png", mimeType: "image/png", buffer: LARGE });
    await page.getByText(/^[1-9]\d? % of 3\.0 MB$/).waitFor();
    await keepScreenshot(page, "example-page-uploading-dark");
    await page.getByRole("img", { name: "The uploaded image, large.png" }).waitFor();
    const values = await seen();
    expect(values.some((value) => value > 0 && value < 1)).toBe(true);
    expect(values.toSorted((left, right) => left - right)).toEqual(values);
    expect(values.at(-1)).toBe(1);
  });

  it("goes the whole way by keyboard alone", async () => {
    const page = await open(await serve());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 9; presses++) {
      if ((await page.evaluate(() => document.activeElement?.id)) === "create-submit") break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    // The next thing to do has the focus.
    await page.getByRole("button", { name: "Use a sample image" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("img", { name: "The uploaded image, sample.png" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("again");
    await keepScreenshot(page, "example-page-done");
  });

  it("says what the back end's client would not send, and goes to the field", async () => {
    const page = await open(await serve());
    await page.getByText("Options").click();
    await page.getByLabel("Custom id").fill("/holiday");
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.locator("#create-problem").getByText("body/id/pattern").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-id");
    await keepScreenshot(page, "example-page-refused");
  });

  it("says why when the image host refuses the image, the second upload, or the back end", async () => {
    const page = await open(await serve());
    const buffer = Buffer.from("This is no image.");
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.locator("#file").setInputFiles({ name: "beach.png", mimeType: "image/png", buffer });
    await page.locator("#upload-problem", { hasText: "Refused with 415" }).waitFor();
    expect(await page.locator("#upload-problem").textContent()).toContain("5455");
    await page.getByRole("button", { name: "Use a sample image" }).click();
    await page.getByRole("button", { name: "Use the URL a second time" }).click();
    await page.locator("#upload-problem", { hasText: "it works once" }).waitFor();

    const stranger = await open(await serve("a-wrong-token"));
    await stranger.getByRole("button", { name: "Create upload URL" }).click();
    await stranger.locator("#create-problem", { hasText: "Refused with 401" }).waitFor();
    expect(await stranger.locator("#create-problem").textContent()).toContain("10000");
  });
});
