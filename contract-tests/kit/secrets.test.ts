import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskOf, runSecrets } from "./secrets.ts";

const SECRET = "pä ss/w&rd\"+'<1>";
const mask = maskOf([{ name: "LOGIN", value: SECRET }]);

describe("maskOf", () => {
  const forms: Record<string, string> = {
    "as it is": SECRET,
    percent: encodeURIComponent(SECRET),
    "percent, small digits": encodeURIComponent(SECRET).toLowerCase(),
    "form-encoded": new URLSearchParams({ a: SECRET }).toString().slice(2),
    JSON: JSON.stringify(SECRET).slice(1, -1),
    "JSON of ASCII": JSON.stringify(SECRET).slice(1, -1).replace("ä", "\\u00E4").replace("/", "\\/"),
    HTML: SECRET.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&#34;").replaceAll("'", "&#x27;"),
    base64: Buffer.from(SECRET).toString("base64"),
    base64url: Buffer.from(SECRET).toString("base64url"),
    "base64 in a longer text": Buffer.from(`u:${SECRET}:more`).toString("base64"),
    "base64 in a URL": encodeURIComponent(Buffer.from(SECRET).toString("base64")),
    "upper case": SECRET.toUpperCase(),
  };
  for (const [what, form] of Object.entries(forms)) {
    it(`finds a secret ${what}`, () => {
      const masked = mask.text(`<${form}>`);
      expect(masked).toContain("$LOGIN");
      expect(masked.replace("$LOGIN", "").length).toBeLessThan(what.includes("longer") ? 16 : 4);
    });
  }

  it("leaves what is no secret", () => {
    expect(mask.text('{"id":"n1","password":"pass"}')).toBe('{"id":"n1","password":"pass"}');
    expect(maskOf([{ name: "A", value: "short" }]).text("short")).toBe("short");
  });

  it("takes no secret for a pattern, nor its name for a replacement", () => {
    const secret = fc.string({ unit: "binary", minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const masked = maskOf([{ name: "N$&", value }]).text(`${before}${value}${after}`);
        expect(masked).toContain("$N$&");
        expect(masked.includes(value) && !"$N$&".includes(value)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it("masks every text of a value, and bytes", () => {
    const masked = mask.all({ a: [1, `x${SECRET}`], b: null, c: { d: SECRET } });
    expect(masked).toEqual({ a: [1, "x$LOGIN"], b: null, c: { d: "$LOGIN" } });
    const bytes = Buffer.concat([Buffer.of(255, 0), Buffer.from(SECRET), Buffer.of(254)]);
    const shown = mask.bytes(bytes);
    expect(shown).toEqual(Buffer.concat([Buffer.of(255, 0), Buffer.from("$LOGIN"), Buffer.of(254)]));
  });
});

describe("runSecrets", () => {
  it("knows a password by itself, and a header field without its scheme", () => {
    const secrets = runSecrets({ login: "user:hunter22" }, [
      ["Authorization", "Bearer abcdefgh"],
      ["X-Trace", "1"],
    ]);
    const masked = maskOf(secrets).text("hunter22 Bearer abcdefgh abcdefgh dXNlcjpodW50ZXIyMg==");
    expect(masked).toBe("$LOGIN $AUTHORIZATION $AUTHORIZATION $LOGIN");
  });
});
