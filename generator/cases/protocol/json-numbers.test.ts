import { expect, it } from "vitest";
import type { RawBodyTemplate } from "../../../spec/interchange/case.ts";
import type { Text } from "../../../spec/interchange/expression.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { renderText } from "../../../spec/interchange/render.ts";
import { deriveDocument } from "../testing/derive-document.ts";

/** The bodies that are sent for a schema, by the case's name. */
function sent(mediaType: string, schema: JsonObject, openapi?: string): Record<string, string> {
  const requestBody = { required: true, content: { [mediaType]: { schema } } };
  const post = {
    operationId: "it",
    requestBody,
    responses: { "200": { description: "" }, "400": { description: "" } },
  };
  const found = (deriveDocument({ "/a": { post } }, {}, openapi)["it"]?.cases ?? []).filter(({ name }) =>
    name.startsWith("it/json-numbers/"),
  );
  return Object.fromEntries(
    found.map(({ name, request: [patch], expect: { outcome } }) => {
      const { value } = (patch as unknown as { value: RawBodyTemplate }).value;
      const text = renderText(value as Text, { now: 0, guard: 0, fresh: (length) => "f".repeat(length) });
      return [name.slice("it/json-numbers/".length), `${outcome} ${text}`];
    }),
  );
}

const NUMBERS: JsonObject = {
  type: "object",
  required: ["n", "list", "half", "digits"],
  properties: {
    n: { const: -5 },
    list: { const: [10, 0] },
    half: { const: 0.5 },
    digits: { const: "7" },
  },
};

it("writes the whole numbers of a JSON body in the other ways of JSON", () => {
  expect(sent("application/json", NUMBERS)).toEqual({
    "whole ones with a fraction of zero": 'accepted {"n":-5.0,"list":[10.0,0.0],"half":0.5,"digits":"7"}',
    "whole ones with an exponent": 'accepted {"n":-5e0,"list":[10e0,0e0],"half":0.5,"digits":"7"}',
  });
});

it("leaves them to the server in OpenAPI 3.0", () => {
  const integer: JsonObject = { type: "integer", enum: [7] };
  expect(sent("application/json", integer, "3.0.4")).toEqual({
    "whole ones with a fraction of zero": "either 7.0",
    "whole ones with an exponent": "either 7e0",
  });
});

it("does so nowhere else", () => {
  expect(sent("application/json", { const: "7" })).toEqual({});
  expect(sent("application/x-www-form-urlencoded", NUMBERS)).toEqual({});
  expect(sent("text/plain", { type: "integer" })).toEqual({});
});
