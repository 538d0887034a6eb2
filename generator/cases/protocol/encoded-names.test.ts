import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { deriveDocument, verdicts } from "../testing/derive-document.ts";

const RESPONSES: JsonObject = { "200": { description: "" }, "400": { description: "" } };
const SORT: JsonObject = { enum: ["asc", "desc"] };

function named(operation: JsonObject, method = "get") {
  return deriveDocument({ "/a": { [method]: { operationId: "it", responses: RESPONSES, ...operation } } })["it"];
}

describe("percent-encoded names", () => {
  it("of a query stand for the plain ones", () => {
    const parameter = (rest: JsonObject) => named({ parameters: [{ name: "sort_by", in: "query", ...rest }] });
    expect(verdicts(parameter({ required: true, schema: SORT }), "query/sort_by/percent-encoding/the first")).toEqual({
      " character of its name": "accepted 200",
      " character of its name, with a wrong value": "rejected 400",
    });
    const optional = parameter({ schema: { type: "string", maxLength: 3 } });
    expect(verdicts(optional, "query/sort_by/percent-encoding/every")).toEqual({
      " character of its name, with a wrong value": "rejected 400",
    });
    const sent = optional?.cases.find(({ name }) => name.includes("every character"))?.request;
    expect(sent).toEqual([
      {
        op: "add",
        path: "/query/-",
        value: { name: "sort_by", sentAs: "%73%6f%72%74%5f%62%79", value: { $text: [{ repeat: "x", times: 4 }] } },
      },
    ]);
  });

  it("of a urlencoded form do, too, also beside another media type", () => {
    const schema = { type: "object", required: ["sort"], properties: { sort: SORT, all: { type: "boolean" } } };
    const form = { "application/x-www-form-urlencoded": { schema } };
    const requestBody = { required: true, content: form };
    const beginning = "urlencoded/name sort/percent-encoding/every character of its name";
    const wanted = { "": "accepted 200", ", with a wrong value": "rejected 400" };
    expect(verdicts(named({ requestBody }, "post"), beginning)).toEqual(wanted);
    const two = named({ requestBody: { required: true, content: { "text/plain": {}, ...form } } }, "post");
    expect(verdicts(two, `body as application%2Fx-www-form-urlencoded/${beginning}`)).toEqual(wanted);
  });

  it("show nothing where every value is good", () => {
    const parameters = [{ name: "q", in: "query", schema: { type: "string" } }];
    expect(verdicts(named({ parameters }), "query/q/percent-encoding/the")).toEqual({});
  });
});
