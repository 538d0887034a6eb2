import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { deriveBody, requestOf, sent } from "../testing/derive-body.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The values of a body's member `data` in the cases of an outcome. */
function values(schema: JsonObject, outcome: string): unknown[] {
  const derived = deriveBody({ type: "object", required: ["data"], properties: { data: schema } });
  return derived.cases
    .filter(({ expect, name }) => expect.outcome === outcome && name.includes("/body/data/"))
    .map((found) => (requestOf(derived, found).body as { value?: { data?: unknown } }).value?.data);
}

describe("contentEncoding", () => {
  it("accuses nobody who decodes: what has to be accepted is base64, whatever keyword it is for", () => {
    const schema = { type: "string", contentEncoding: "base64", minLength: 3, maxLength: 40 };
    const accepted = values(schema, "accepted").filter((value) => typeof value === "string");
    expect(accepted).toContain("+/+/");
    expect(accepted.map((value) => value.length)).toContain(40);
    expect(accepted.filter((value) => !BASE64.test(value))).toEqual([]);
    expect(values(schema, "either")).toEqual(expect.arrayContaining(["%%%%", "ZXhhbXBsZQ"]));
    const lengths = (outcome: string) => values(schema, outcome).map((value) => String(value).length);
    expect(lengths("either")).toContain(39);
    expect(lengths("rejected")).toContain(41);
  });

  it("leaves the padding of base64url open", () => {
    const schema = { type: "string", contentEncoding: "base64url" };
    expect(values(schema, "either")).toEqual(expect.arrayContaining(["ZXhhbXBsZQ", "ZXhhbXBsZQ==", "+/+/"]));
    expect(values(schema, "accepted")).toEqual(expect.arrayContaining(["-_-_"]));
  });

  it("has content of the media type in it", () => {
    const json = { type: "string", contentEncoding: "base64", contentMediaType: "application/json", minLength: 2 };
    const texts = values(json, "accepted").map((text) => Buffer.from(String(text), "base64").toString());
    expect(texts).toContain("{}");
    for (const text of texts) expect(() => JSON.parse(text)).not.toThrow();
  });
});

it("a contentMediaType of JSON alone: JSON texts are taken, others may be", () => {
  const derived = deriveBody({ type: "string", contentMediaType: "application/json" });
  expect(
    sent(derived, "contentMediaType", "accepted").concat(
      derived.base.body?.kind === "json" ? [(derived.base.body as { value: string }).value] : [],
    ),
  ).toEqual(expect.arrayContaining(["{}", "[]"]));
  expect(
    derived.cases.filter(
      ({ tests, expect: { outcome } }) => tests.keyword === "contentMediaType" && outcome === "either",
    ),
  ).toHaveLength(2);
});
