import { describe, expect, it } from "vitest";
import { useFlowMock } from "../clients/flow-mock.ts";
import { PNG } from "../clients/sample-png.ts";
import { keepScreenshot, noChromium, overflow } from "./chromium.ts";
import { LARGE, PHONE, slowDown, stepOf, TIMEOUT_MS, useBrowser } from "./open-page.ts";

const ACCOUNT = "9a7806061c88ada191ed06f989cc3dac";

const flow = useFlowMock();

/** Goes on with the mock empty and its clock right. */
async function startAfresh(): Promise<void> {
  await fetch(`${flow.mock.url}/__mock/reset`, { method: "POST" });
  flow.mock.clock.reset();
}

const title = `the mock's page in Chromium${noChromium ? ` (skipped: ${noChromium})` : ""}`;
describe.skipIf(noChromium)(title, { timeout: TIMEOUT_MS }, () => {
  const { open, newPage } = useBrowser();

  it("goes the whole way with the sample image, by keyboard alone", async () => {
    await startAfresh();
    const page = await open(flow.mock.url);
    await page.getByText("Mock, live").waitFor();
    await page.getByRole("button", { name: "Create upload URL" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Use a sample image" }).waitFor();
    // The next thing to do has the focus.
    await page.keyboard.press("Enter");
    const image = page.getByRole("img", { name: "The uploaded image, sample.png" });
    await image.waitFor();
    await expect.poll(() => image.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(960);
    expect(await stepOf(page)).toBe("step-done");
    expect(await page.getByRole("status").first().textContent()).toContain("Uploaded");
    const details = JSON.parse((await page.locator("#done-json").textContent()) ?? "");
    expect(details).toMatchObject({ success: true, result: { filename: "sample.png" } });
    expect(details.result).not.toHaveProperty("draft");
    await page.locator("#images .card").waitFor();
    await keepScreenshot(page, "mock-page-done");
  });

  it("uploads a file that was chosen, with all options", async () => {
    await startAfresh();
    const page = await open(flow.mock.url);
    await page.getByText("Options").click();
    await page.getByLabel("Custom id").fill("page/a picture");
    await page.getByLabel("Creator").fill("page-user");
    await page.getByLabel("Expires in minutes").fill("90");
    await page.getByRole("button", { name: "Add metadata" }).click();
    await page.keyboard.type("album");
    await page.keyboard.press("Tab");
    await page.keyboard.type("holiday");
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.getByText("in 1:2").waitFor();
    await page.locator("#drafts .card", { hasText: "page/a picture" }).waitFor();
    await page.locator("#file").setInputFiles({ name: "beach.png", mimeType: "image/png", buffer: PNG });
    await page.getByRole("img", { name: "The uploaded image, beach.png" }).waitFor();
    expect(JSON.parse((await page.locator("#done-json").textContent()) ?? "").result).toMatchObject({
      id: "page/a picture",
      creator: "page-user",
      meta: { album: "holiday" },
    });
    await page.getByRole("button", { name: "Use the URL a second time" }).click();
    await page.locator("#upload-problem", { hasText: "Refused with" }).waitFor();
    await page.getByRole("button", { name: "Delete page/a picture" }).click();
    await page.getByText("Nothing yet.").waitFor();
  });

  it("names the rules that a request would break, and goes to the field", async () => {
    await startAfresh();
    const page = await open(flow.mock.url, { viewport: PHONE, colorScheme: "dark" });
    await page.getByText("Options").click();
    await page.getByLabel("Custom id").fill("/holiday");
    await page.getByLabel("Expires in minutes").fill("1");
    await page.getByText("Options").click();
    await page.getByRole("button", { name: "Create upload URL" }).click();
    const problem = page.locator("#create-problem");
    await problem.getByText("body/id/pattern").waitFor();
    expect(await problem.textContent()).toContain("Expiry must be at least now + 2 minutes");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-id");
    expect(await page.getByLabel("Custom id").getAttribute("aria-invalid")).toBe("true");
    await keepScreenshot(page, "mock-page-refused-phone-dark");

    await page.getByText("Credentials and faults").click();
    await page.getByLabel("Check before sending").uncheck();
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await problem.getByText("Refused with 400").waitFor();
    expect(await problem.textContent()).toContain("5411");
    expect(await overflow(page)).toBe(0);
  });

  it("shows how far an upload is, and cancels it", async () => {
    await startAfresh();
    const page = await open(flow.mock.url, { colorScheme: "dark" });
    await slowDown(page);
    await page.getByRole("button", { name: "Create upload URL" }).click();
    const file = { name: "large.png", mimeType: "image/png", buffer: LARGE };
    await page.locator("#file").setInputFiles(file);
    await page.getByText(/^[1-9]\d? % of 3\.0 MB$/).waitFor();
    await keepScreenshot(page, "mock-page-uploading-dark");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Use a sample image" }).waitFor();
    expect(await page.locator("#upload-problem").isHidden()).toBe(true);
    // What was cancelled has not used the URL up.
    await page.locator("#file").setInputFiles(file);
    await page.getByRole("img", { name: "The uploaded image, large.png" }).waitFor();
  });

  it("shows a fault that was asked for", async () => {
    const page = await open(flow.mock.url);
    await page.getByText("Credentials and faults").click();
    await page.getByLabel("Answer to ask for").selectOption("code=429");
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.locator("#create-problem", { hasText: "Refused with 429" }).waitFor();
  });

  it("moves the clock, so that an upload URL expires", async () => {
    await startAfresh();
    const page = await open(flow.mock.url);
    await page.getByRole("button", { name: "Create upload URL" }).click();
    await page.getByRole("button", { name: "+30 min" }).click();
    await page.getByText("it has expired").waitFor();
    await page.getByRole("button", { name: "Use a sample image" }).click();
    await page.locator("#upload-problem", { hasText: "Refused with" }).waitFor();
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.locator("#draft-expiry", { hasText: "in 29:" }).waitFor();
    await page.getByRole("button", { name: "Use a sample image" }).click();
    await page.getByRole("img", { name: "The uploaded image, sample.png" }).waitFor();
  });

  it("shows what other clients do, and empties the mock", async () => {
    await startAfresh();
    const page = await open(flow.mock.url);
    await page.getByText("Nothing yet.").waitFor();
    const body = new FormData();
    body.append("id", "from/elsewhere");
    await fetch(`${flow.mock.url}/accounts/${ACCOUNT}/images/v2/direct_upload`, {
      method: "POST",
      headers: { authorization: "Bearer token" },
      body,
    });
    await page.getByRole("button", { name: "Details from/elsewhere" }).click();
    await page.getByRole("dialog").getByText('"draft": true').waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Empty the mock" }).click();
    await page.keyboard.press("Escape");
    expect(await page.locator("#drafts .card").count()).toBe(1);
    await page.getByRole("button", { name: "Empty the mock" }).click();
    await page.getByRole("button", { name: "Empty it" }).click();
    await page.getByText("Nothing yet.").waitFor();
  });

  it("runs nothing but its own script", async () => {
    const page = await newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(new URL(request.url()).protocol + new URL(request.url()).host));
    await page.goto(flow.mock.url);
    const run = page.evaluate(() => {
      const script = document.createElement("script");
      script.text = "window.isRun = true";
      document.body.append(script);
    });
    await expect(run).rejects.toThrow(/TrustedScript/);
    expect(await page.evaluate(() => "isRun" in window)).toBe(false);
    await page.getByText("Mock, live").waitFor();
    expect(new Set(requests.filter((request) => !request.startsWith("data:")))).toEqual(
      new Set([`http:${new URL(flow.mock.url).host}`]),
    );
  });
});
