import { describe, expect, it } from "vitest";
import { localServer } from "../fixture/local-server.ts";
import { answers, flow, runFlow as run } from "./fixture/run-flow.ts";

describe("a request", () => {
  const inputs = `inputs: { type: object, properties: { title: { default: "a\\"b" }, size: { default: 3 }, list: { default: [1, 2] } } }`;
  const bodies = async (step: string) => {
    const { server, results } = await run(flow({ a: step }, inputs), answers({}));
    return [
      server.received[0]?.headers["content-type"],
      server.received[0]?.body.toString("utf8"),
      results[0],
    ] as const;
  };

  it("keeps the types of values in JSON", async () => {
    const [type, body] = await bodies(
      "requestBody: { payload: { title: $inputs.title, size: $inputs.size, list: [$inputs.list, 'x{$inputs.size}'] } }",
    );
    expect([type, body]).toEqual(["application/json", '{"title":"a\\"b","size":3,"list":[[1,2],"x3"]}']);
  });

  it("replaces places of a payload, also of one that is written as a text", async () => {
    const replacements = "replacements: [{ target: /a/0, value: $inputs.size }, { target: /b, value: new }]";
    for (const payload of ["{ a: [0] }", `'{ "a": [0] }'`]) {
      const [, body] = await bodies(`requestBody: { payload: ${payload}, ${replacements} }`);
      expect(body).toBe('{"a":[3,0],"b":"new"}');
    }
    const [, , result] = await bodies("requestBody: { payload: {}, replacements: [{ target: /a/b, value: 1 }] }");
    expect(result?.findings).toMatchObject([
      { check: "step-request", what: expect.stringContaining("the payload has no place /a/b") },
    ]);
  });

  it("can be a form of fields, a text or a form of parts", async () => {
    expect(
      (
        await bodies(
          "requestBody: { contentType: application/x-www-form-urlencoded, payload: { a: $inputs.title, b: 'c d' } }",
        )
      )[1],
    ).toBe("a=a%22b&b=c+d");
    expect((await bodies("requestBody: { contentType: text/plain, payload: 'size {$inputs.size}' }"))[1]).toBe(
      "size 3",
    );
    const [type, body] = await bodies(
      "requestBody: { contentType: multipart/form-data, payload: { a: { b: $inputs.size }, c: $inputs.list } }",
    );
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body?.match(/name="[^"]*"\r\n\r\n[^\r]*/g)).toEqual([
      'name="a"\r\n\r\n{"b":3}',
      'name="c"\r\n\r\n1',
      'name="c"\r\n\r\n2',
    ]);
  });

  it("presents the credentials of the run, unless a step brings its own", async () => {
    const step = "requestBody: { payload: { title: a } }";
    const own = flow({ a: step, b: step }).replace(
      "value: b }",
      "value: b }, { name: Authorization, in: header, value: Bearer other-token }",
    );
    const { server, results } = await run(own, answers({}));
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer good-token",
      "Bearer other-token",
    ]);
    expect(results.flatMap(({ exchange }) => exchange?.secrets.map(({ value }) => value))).toEqual([
      "good-token",
      "Bearer other-token",
    ]);
  });

  it("to a URL of a response carries credentials only within the origin of the target", async () => {
    const elsewhere = await localServer(answers({}));
    const steps = (url: string) =>
      flow({
        a: `outputs: { url: "${url}/notes/{$response.body#/id}?once=1" }`,
        b: "x-url: $steps.a.outputs.url",
      }).replace(/parameters: \[[^\n]*value: b \}\]/, "parameters: []");
    const { status } = await run(steps(elsewhere.url), answers({}), { headers: [["X-Run", "secret-thing"]] });
    expect(status).toEqual({ a: "passed", b: "passed" });
    const [request] = elsewhere.received;
    expect([request?.url, request?.headers.authorization, request?.headers["x-run"]]).toEqual([
      "/notes/n1?once=1",
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["a URL that is none", "{$response.body#/id}", /"n1" is no absolute http or https URL/],
    ["a URL of another operation", "http://localhost/{$response.body#/id}", /does not end like \/notes\/\{shelf\}/],
    ["a URL with a fragment", "http://localhost/notes/a#b{$response.body#/id}", /without a fragment/],
  ])("is not sent to %s", async (_what, url, message) => {
    const text = flow({ a: `outputs: { url: "${url}" }`, b: "x-url: $steps.a.outputs.url" }).replace(
      /parameters: \[[^\n]*value: b \}\]/,
      "parameters: []",
    );
    const { results, requests } = await run(text, answers({}));
    expect(requests).toEqual(["a"]);
    expect(results[1]?.findings[0]).toMatchObject({ check: "step-request", what: expect.stringMatching(message) });
  });
});
