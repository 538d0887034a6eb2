import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmittedDocument, emitDocument } from "./testing/emit-document.ts";
import { WILD_DOCUMENT } from "./testing/wild-document.ts";

type Call = (input?: object, options?: object) => Promise<Record<string, unknown>>;
type Factory = (credentials: object | null, settings: object) => Record<string, Call>;

let emitted: EmittedDocument;
let createWildClient: Factory;
beforeAll(async () => {
  emitted = await emitDocument(WILD_DOCUMENT, "wild");
  const url = pathToFileURL(join(emitted.folder, "client.ts")).href;
  ({ createWildClient } = (await import(/* @vite-ignore */ url)) as { createWildClient: Factory });
}, 30_000);
afterAll(() => emitted?.remove());

/** A client whose requests are kept, and answered with what is given. */
function client(credentials: object | null, answer: () => Response = () => Response.json({})) {
  const requests: Request[] = [];
  const told: unknown[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return answer();
  };
  const onResponseViolation = (violation: { violations: unknown[] }) => told.push(...violation.violations);
  return { api: createWildClient(credentials, { fetch, onResponseViolation }), requests, told };
}

async function sent(operation: string, input: object, credentials: object | null = null): Promise<Request> {
  const { api, requests } = client(credentials);
  await api[operation]?.(input);
  const [request] = requests;
  if (!request) throw new Error("nothing was sent");
  return request;
}

/** An operation whose name is a trap for object literals. */
const BYTES = "__proto__";

const STYLES = { path: { label: "a.b", matrix: [1, 2], plain: true }, header: { "X-Trace-Ids": [7, 8] } };

describe("the client of a document with everything", () => {
  it("compiles under the strictest settings", () => {
    const program = ts.createProgram([join(emitted.folder, "client.ts")], {
      noEmit: true,
      target: ts.ScriptTarget.ES2024,
      lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      module: ts.ModuleKind.NodeNext,
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitOverride: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      skipLibCheck: true,
    });
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText, start }) => `${start}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    expect(messages).toEqual([]);
  }, 60_000);

  it("writes parameters in their styles", async () => {
    const query = {
      since: new Date(0),
      tags: ["a,b", "c"],
      ids: [1, 2],
      piped: ["x", "y"],
      filter: { a: 1 },
      raw: "/a?b#c&d+e",
      json: { k: ["v"] },
    };
    const request = await sent("styles", { ...STYLES, query, cookie: { session: "s;1" } });
    expect(request.url).toBe(
      "https://eu.example.com/v1/things/.a%2Eb;matrix=1,2/true?since=1970-01-01T00%3A00%3A00.000Z" +
        "&tags=a%2Cb,c&ids=1&ids=2&piped=x%7Cy&filter%5Ba%5D=1&raw=/a?b%23c%26d%2Be" +
        "&json=%7B%22k%22%3A%5B%22v%22%5D%7D",
    );
    expect(request.headers.get("x-trace-ids")).toBe("7,8");
    expect(request.headers.get("cookie")).toBe("session=s%3B1");
  });

  it("checks parameters by place, header names whatever their case", async () => {
    const { api, requests } = client(null);
    const wrong = { ...STYLES, query: { ids: ["x"] }, header: { "X-Trace-Ids": ["y"] } };
    await expect(api["styles"]?.(wrong)).rejects.toMatchObject({
      violations: [
        { where: "query", pointer: "/ids/0", keyword: "type" },
        { where: "header", pointer: "/x-trace-ids/0", keyword: "type" },
      ],
    });
    await expect(api["styles"]?.({ ...STYLES, query: { raw: "\udc00" } })).rejects.toThrow("query/raw");
    expect(requests).toEqual([]);
  });

  it("presents credentials in every place, and none where that is allowed", async () => {
    expect((await sent("styles", STYLES)).headers.has("authorization")).toBe(false);
    expect((await sent("styles", STYLES, { xKey: "k" })).headers.get("x-key")).toBe("k");
    const basicAuth = { username: "jürgen", password: "p:w" };
    const request = await sent("styles", STYLES, { queryKey: "a&b", basicAuth });
    expect(request.url).toMatch(/\?key%5B%5D=a%26b$/);
    expect(request.headers.get("authorization")).toBe(`Basic ${Buffer.from("jürgen:p:w").toString("base64")}`);
    expect((await sent("styles", STYLES, { basicAuth })).headers.has("authorization")).toBe(false);
    const json = await sent("putJson", { body: { slots: [] } }, { cookieKey: "c" });
    expect(json.headers.get("cookie")).toBe("sid=c");
  });

  it("writes JSON", async () => {
    const body = { slots: [{ at: new Date(0) }], note: null, gone: undefined };
    const request = await sent("putJson", { body }, { cookieKey: "c" });
    expect(request.headers.get("content-type")).toBe("application/merge-patch+json");
    expect(await request.text()).toBe('{"slots":[{"at":"1970-01-01T00:00:00.000Z"}],"note":null}');
  });

  it("writes forms, the document's first choice or another", async () => {
    const urlencoded = await sent("postForm", { body: { a: ["1&2", "3"], o: { k: " " } } });
    expect(urlencoded.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(await urlencoded.text()).toBe("a=1%262&a=3&o=%7B%22k%22%3A%22+%22%7D");

    const files = [new File(["1"], "1.png", { type: "image/png" }), new Blob(["2"])];
    const multipart = await sent("postForm", {
      contentType: "multipart/form-data",
      body: { meta: { constructor: 1 }, files },
    });
    const form = await multipart.formData();
    expect([...form.keys()]).toEqual(["meta", "files", "files"]);
    expect(form.get("meta")).toMatchObject({ type: "application/json" });
    expect(form.getAll("files")).toMatchObject([{ name: "1.png", type: "image/png" }, { name: "blob" }]);
    const { api } = client(null);
    await expect(api["postForm"]?.({ contentType: "text/csv", body: "" })).rejects.toThrow(
      "postForm body: cannot be sent as text/csv [content]",
    );
  });

  it("writes members of forms in the style that the document gives them", async () => {
    const deep = { "a b": "c&d", none: null };
    const urlencoded = await sent("postForm", { body: { deep, a: ["1"], list: ["x y", "z"] } });
    expect(await urlencoded.text()).toBe("a=1&deep%5Ba%20b%5D=c%26d&list=x%20y,z");
    const body = { deep, list: ["x y", "é"], files: [new Blob(["1"])] };
    const form = await (await sent("postForm", { contentType: "multipart/form-data", body })).formData();
    expect([...form.keys()]).toEqual(["files", "deep[a b]", "list"]);
    expect([form.get("deep[a b]"), form.get("list")]).toEqual(["c&d", "x y|é"]);
    const file = { contentType: "multipart/form-data", body: { thumb: new Blob(["1"]) } };
    expect((await (await sent("postForm", file)).formData()).get("thumb")).toBeInstanceOf(Blob);
  });

  it("writes bytes, with their own type where the document leaves it open", async () => {
    const typed = await sent(BYTES, { body: new Blob(["x"], { type: "image/webp" }) });
    expect(typed.url).toBe("https://files.example.com/bytes");
    expect(typed.headers.get("content-type")).toBe("image/webp");
    const bytes = await sent(BYTES, { body: Buffer.from([0, 255]) });
    expect(bytes.headers.get("content-type")).toBe("application/octet-stream");
    expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0, 255]);
  });

  it("reads each status as the document says, unless the answer says JSON", async () => {
    const call = async (response: Response) => {
      const { api, told } = client(null, () => response);
      return { result: await api[BYTES]?.({ body: "x" }), told };
    };
    const bytes = await call(
      new Response(new Uint8Array([1, 2]), { headers: { "content-type": "application/octet-stream" } }),
    );
    expect(bytes.result?.["data"]).toBeInstanceOf(Blob);
    expect(bytes.told).toEqual([]);
    const json = await call(Response.json([1]));
    expect(json).toMatchObject({ result: { data: [1] }, told: [] });
    const none = await call(new Response(null, { status: 204 }));
    expect(none).toMatchObject({ result: { ok: true, data: undefined }, told: [] });
    const text = await call(new Response("123456", { status: 500 }));
    expect(text).toMatchObject({ result: { error: "123456" }, told: [{ where: "body", keyword: "maxLength" }] });
    const { api, told } = client({ cookieKey: "c" }, () => new Response(null, { status: 302 }));
    expect(await api["putJson"]?.({ body: { slots: [] } })).toMatchObject({ ok: false, status: 302 });
    expect(told).toMatchObject([{ where: "status", message: "302 is not described" }]);
  });
});
