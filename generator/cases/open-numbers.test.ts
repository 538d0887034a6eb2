import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { deriveContent, deriveOperation } from "./testing/derive-body.ts";
import { verdicts } from "./testing/derive-document.ts";

const page = { type: "integer", minimum: 10, maximum: 99, example: 20 };
const ratio = { type: "number", minimum: 1, maximum: 1e22, examples: [2] };

function parameter(place: string, schema: JsonObject, name = "n") {
  const responses = { "200": { description: "" }, "400": { description: "" } };
  const parameters = [{ name, in: place, required: true, schema }];
  return deriveOperation({ parameters, responses }, {}, place === "path" ? `/{${name}}` : "/");
}

describe.each(["query", "path", "header", "cookie"])("a number in a %s", (place) => {
  it("may be read or refused where it is written as JSON does not write it", () => {
    const found = verdicts(parameter(place, page), `${place}/n/type/text `);
    const open = ["%2B20", "020", "20.", "20.0", "20e0"];
    expect(Object.fromEntries(open.map((text) => [text, found[text]]))).toEqual(
      Object.fromEntries(open.map((text) => [text, "either 200 400"])),
    );
    expect(found).toMatchObject({ "0x14": "rejected 400", "20abc": "rejected 400", "20.5": "rejected 400" });
    // Read or not, it is below the least.
    expect(found[".5"]).toBe("rejected 400");
  });

  it("is written without an exponent", () => {
    const derived = parameter(place, ratio);
    expect(verdicts(derived, `${place}/n/maximum/`)["the bound 1e+22"]).toBe("accepted 200");
    expect(JSON.stringify(derived)).toContain(`"1${"0".repeat(22)}"`);
  });
});

describe("a number in a form", () => {
  it.each(["application/x-www-form-urlencoded", "multipart/form-data"])("of %s may be read or refused", (type) => {
    const schema = { type: "object", required: ["n"], properties: { n: page } };
    const found = verdicts(deriveContent({ [type]: { schema } }), "body/n/type/text ");
    expect(found).toMatchObject({ "020": "either 200 422", "%2B20": "either 200 422", "0x14": "rejected 422" });
  });
});

describe("a number in JSON", () => {
  it("is accepted, also with an exponent", () => {
    const found = verdicts(deriveContent({ "application/json": { schema: ratio } }), "body/maximum/");
    expect(found["the bound 1e+22"]).toBe("accepted 200");
  });
});

describe("a text", () => {
  it("that looks like a number is the text that it is", () => {
    const found = verdicts(parameter("query", { type: "string", enum: ["010", "+5"] }), "query/n/enum/value ");
    expect(found).toMatchObject({ "%22010%22": "accepted 200", "%22%2B5%22": "accepted 200" });
  });
});
