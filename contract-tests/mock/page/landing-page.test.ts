import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadArtefacts } from "../../artefacts.ts";
import { handmadeArtefacts } from "../testing/handmade-artefacts.ts";
import { curlExample } from "./curl-example.ts";
import { landingPage } from "./landing-page.ts";

const artefacts = await loadArtefacts(join(import.meta.dirname, "../../../generated/direct-upload"));

function sourceOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

describe("landingPage", () => {
  it("allows its own script and style, and nothing else", async () => {
    const { html, csp } = await landingPage(artefacts, { uploadOrigins: ["https://mock.example"] });
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = ""]) => text);
    expect(scripts).toHaveLength(1);
    expect(csp).toContain(`script-src ${scripts.map(sourceOf)};`);
    expect(csp).toContain(`style-src ${styles.map(sourceOf)};`);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toMatch(/connect-src [^;]* https:\/\/mock\.example;/);
    expect(html).not.toMatch(/ style="| on[a-z]+="|<(?:link|script|img)[^>]* (?:src|href)="(?!data:)/);
  });

  it("is the same every time", async () => {
    expect(await landingPage(artefacts)).toEqual(await landingPage(artefacts));
  });

  it("says of the fields what the document says", async () => {
    const { html } = await landingPage(artefacts);
    expect(html).toContain("It neither starts nor ends with a slash, and it is not a UUID.");
    expect(html).toContain('value="9a7806061c88ada191ed06f989cc3dac"');
  });

  it("has the operations of any other contract, nothing of the flow, and takes no text for HTML", async () => {
    const other = await handmadeArtefacts({
      operations: [{ id: "listPets", method: "GET", path: "/<b>pets</b>", responses: { "200": {} } }],
    });
    const { html, csp } = await landingPage(other);
    expect(html).toContain("<wbr>&#60;b&#62;pets&#60;");
    expect(html).not.toContain("Try the flow");
    expect(csp).toContain("script-src 'sha256-");
  });
});

describe("curlExample", () => {
  const schemes = { key: { kind: "apiKey", in: "query", name: "key" } } as const;
  const operation = { ...artefacts.contract.operations[0], id: "add", method: "PUT", path: "/pets/{id}" } as never;
  const base = { path: { id: "a/b" }, query: [{ name: "q", value: "ü" }], headers: {}, cookies: {}, credentials: [] };
  const example = (more: object) =>
    curlExample({
      operation,
      base: { ...base, ...more } as never,
      securitySchemes: schemes,
      origin: "http://m",
      now: 0,
    });

  it("writes each kind of body as a person would", () => {
    expect(example({ body: null })).toBe("curl --request PUT 'http://m/pets/a%2Fb?q=%C3%BC'");
    expect(example({ body: { kind: "json", contentType: "application/json", value: { name: "O'Malley" } } })).toBe(
      "curl --request PUT 'http://m/pets/a%2Fb?q=%C3%BC' \\\n  --header 'Content-Type: application/json' \\\n  --data-raw '{\"name\":\"O'\\''Malley\"}'",
    );
    expect(example({ body: { kind: "multipart", parts: [{ name: "a", value: "@b" }] } })).toContain(
      "--form-string 'a=@b'",
    );
    const file = { name: "file", value: { $bytes: "AA==" }, filename: "f.png" };
    expect(example({ body: { kind: "multipart", parts: [file] } })).toContain("--form 'file=@picture.png'");
    expect(example({ body: { kind: "raw", contentType: null, value: { $bytes: "AA==" } } })).toContain(
      "--data-binary @file",
    );
  });

  it("presents credentials and cookies where they travel", () => {
    const text = example({ credentials: [{ scheme: "key", as: "given" }], cookies: { a: "1" }, body: null });
    expect(text).toMatch(/\?q=%C3%BC&key=[^']+' \\\n {2}--cookie 'a=1'$/);
  });
});
