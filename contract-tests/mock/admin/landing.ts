import type { Artefacts } from "../../artefacts.ts";
import type { Answer } from "../respond/answer.ts";

/** A page and the Content-Security-Policy that it works under. */
export interface LandingPage {
  html: string;
  csp: string;
}

/** Builds the page of a contract. `publicUrl` is where its forms may send to besides the page's own origin. */
export type BuildLandingPage = (artefacts: Artefacts, publicUrl: string) => Promise<LandingPage>;

/** The mock's page: built when it is first asked for, then kept. When it cannot be built, a text says why. */
export function createLanding(
  artefacts: Artefacts,
  publicUrl: () => string,
  build: BuildLandingPage = buildPage,
): () => Promise<Answer> {
  let page: Promise<Answer> | undefined;
  return async () => {
    page ??= build(artefacts, publicUrl()).then(({ html, csp }) => ({
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": csp,
        "cache-control": "no-cache",
      },
      body: Buffer.from(html),
    }));
    try {
      return await page;
    } catch (error) {
      page = undefined;
      return unbuilt(artefacts, error);
    }
  };
}

async function buildPage(artefacts: Artefacts, publicUrl: string): Promise<LandingPage> {
  const { landingPage } = await import("../page/landing-page.ts");
  return landingPage(artefacts, { uploadOrigins: [new URL(publicUrl).origin] });
}

function unbuilt({ contract }: Artefacts, error: unknown): Answer {
  const text = [
    `${contract.title} ${contract.version}: the mock is running.`,
    `Its page could not be built: ${error instanceof Error ? error.message : String(error)}`,
    "",
    ...contract.operations.map(({ method, path }) => `${method.padEnd(6)} ${path}`),
    "",
  ].join("\n");
  return { status: 500, headers: { "content-type": "text/plain; charset=utf-8" }, body: Buffer.from(text) };
}
