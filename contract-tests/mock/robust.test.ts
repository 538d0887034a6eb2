import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Artefacts } from "../artefacts.ts";
import type { MockEvent } from "./events.ts";
import { createMock, type Mock } from "./server.ts";
import { handmadeArtefacts } from "./testing/handmade-artefacts.ts";
import { rawRequest, readAnswer } from "./testing/raw-request.ts";

const HEAD = 'Content-Disposition: form-data; name="title"';
const PROBLEM = { content: { "application/json": { kind: "json" as const, example: { error: "no" } } } };

let artefacts: Artefacts;
let mock: Mock;
let events: MockEvent[] = [];

beforeAll(async () => {
  const text = { type: "object", properties: { title: { type: "string", maxLength: 20 } } } as const;
  const responses = {
    "200": { content: { "application/json": { kind: "json" as const, example: { fine: true } } } },
    "400": PROBLEM,
  };
  artefacts = await handmadeArtefacts({
    operations: [
      {
        id: "form",
        method: "POST",
        path: "/form/{id}",
        responses,
        body: {
          required: true,
          content: {
            "multipart/form-data": { kind: "multipart", schema: text },
            "application/x-www-form-urlencoded": { kind: "urlencoded", schema: text },
            "application/json": { kind: "json", schema: text },
          },
        },
        parameters: [{ name: "id", in: "path", schema: { type: "string" } }],
      },
      { id: "get", method: "GET", path: "/item", responses },
    ],
  });
  const limits = { bodyBytes: 100_000, headerBytes: 8_000, parts: 10, requestMs: 400, closeMs: 200 };
  mock = await createMock({ artefacts, limits, log: (event) => events.push(event) });
  // Prism is loaded with the first answer; the clocks below should not have to wait for it.
  await fetch(`${mock.url}/item`);
});

afterEach(async () => {
  const next = await fetch(`${mock.url}/item`);
  expect([next.status, await next.json()]).toEqual([200, { fine: true }]);
  events = [];
});

afterAll(async () => {
  await mock.close();
  await rm(artefacts.folder, { recursive: true });
});

function post(type: string, body: string | Buffer, more = ""): Buffer {
  const bytes = Buffer.from(body as string);
  const head = `POST /form/1 HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n${more}\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), bytes]);
}

const multipart = (body: string | Buffer, boundary = "; boundary=b") => post(`multipart/form-data${boundary}`, body);
const part = (head: string, value = "a") => multipart(`--b\r\n${head}\r\n\r\n${value}\r\n--b--\r\n`);
const twice = (name: string) =>
  multipart(`${`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n`.repeat(2)}--b--`);
const get = (target: string, more = "") => `GET ${target} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;

describe("requests that stop or hang other servers", () => {
  it.each<[string, string | Buffer, number]>([
    ["malformed JSON", post("application/json", '{"title":'), 400],
    ["JSON that is no JSON", post("application/json", "\u0000\u0001"), 400],
    ["JSON that is no UTF-8", post("application/json", Buffer.from([0xff, 0xfe, 0x00])), 400],
    ["endlessly nested JSON", post("application/json", "[".repeat(90_000)), 400],
    ["JSON with __proto__", post("application/json", '{"__proto__":{"title":1}}'), 200],
    ["a part without a name", part("Content-Disposition: form-data"), 400],
    ["a part without a disposition", part("X-Other: 1"), 400],
    ["a part without a header", multipart("--b\r\n\r\na\r\n--b--\r\n"), 400],
    ["a file name without a type", part(`${HEAD}; filename="a"`), 200],
    ["; in a part name", part('Content-Disposition: form-data; name="a;b"'), 200],
    ["malformed % in a part name", part('Content-Disposition: form-data; name="%zz%"'), 200],
    ["__proto__ as a part name", part('Content-Disposition: form-data; name="__proto__"'), 200],
    ["malformed % in a urlencoded key", post("application/x-www-form-urlencoded", "%zz=1"), 400],
    ["malformed % in a urlencoded value", post("application/x-www-form-urlencoded", "title=%"), 400],
    [
      "malformed % in the path",
      post("multipart/form-data; boundary=b", "").toString().replace("/form/1", "/form/%zz"),
      400,
    ],
    ["malformed % in an unknown path", get("/%zz/%"), 404],
    ["malformed % in the query", get("/item?%zz=%"), 200],
    ["a malformed Accept", get("/item", "Accept: garbage;;\r\n"), 200],
    ["an Accept of nothing that there is", get("/item", "Accept: image/png;q=2, ;, */\r\n"), 200],
    ["a malformed Prefer", get("/item", "Prefer: ;;code=\r\n"), 400],
    ["characters above U+00FF in what is violated", post("application/json", `{"title":"${"😀".repeat(21)}"}`), 400],
    ["characters above U+00FF in a repeated name", twice("é😀"), 400],
    ["LF line ends", multipart(`--b\n${HEAD}\n\na\n--b--\n`), 400],
    ["a truncated form", multipart(`--b\r\n${HEAD}\r\n\r\na`), 400],
    ["a form that is none", multipart("hello"), 400],
    ["a form of nothing", multipart(""), 400],
    ["no boundary", multipart(`--b\r\n${HEAD}\r\n\r\na\r\n--b--\r\n`, ""), 400],
    ["another boundary", multipart(`--b\r\n${HEAD}\r\n\r\na\r\n--b--\r\n`, "; boundary=c"), 400],
    ["a malformed boundary", multipart(`--b\r\n${HEAD}\r\n\r\na\r\n--b--\r\n`, '; boundary="b'), 400],
    ["a malformed Content-Type", post(";;/", "a"), 400],
    ["too many parts", multipart(`${`--b\r\n${HEAD}\r\n\r\n1\r\n`.repeat(11)}--b--`), 413],
    ["a body that is too long", post("application/json", Buffer.alloc(200_000, "x")), 413],
    [
      "a body that says it is too long",
      `${get("/form/1").replace("GET", "POST").trimEnd()}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{`,
      413,
    ],
    [
      "a chunked body that is too long",
      `POST /form/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${`7530\r\n${"x".repeat(30_000)}\r\n`.repeat(4)}0\r\n\r\n`,
      413,
    ],
    ["header fields that are too long", get("/item", `X-Long: ${"x".repeat(9_000)}\r\n`), 431],
    ["a target that is too long", get(`/${"x".repeat(9_000)}`), 431],
    ["no HTTP", "hello\r\n\r\n", 400],
    ["TLS", Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]), 400],
    ["two lengths", "POST /form/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", 400],
    [
      "a length and chunks",
      "POST /form/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    [
      "malformed chunks",
      "POST /form/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      400,
    ],
    ["no Host", "GET /item HTTP/1.1\r\n\r\n", 400],
    ["an unknown method", "BREW /item HTTP/1.1\r\nHost: a\r\n\r\n", 400],
    ["a method that the path does not have", get("/item").replace("GET", "DELETE"), 405],
    ["TRACE", get("/item").replace("GET", "TRACE"), 405],
    ["CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405],
    ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 204],
    ["a target in absolute form", get("http://elsewhere/item"), 200],
    ["a target that climbs", get("/../../item"), 404],
    ["HTTP/1.0", "GET /item HTTP/1.0\r\n\r\n", 200],
    ["an upgrade", get("/item", "Connection: Upgrade\r\nUpgrade: websocket\r\n"), 200],
    ["an expectation", get("/item", "Expect: miracles\r\n"), 417],
    ["half a request, and then silence", "GET /item HTTP/1.1\r\nHo", 408],
    ["half a body, and then silence", post("application/json", '{"title":"a"}').subarray(0, -3), 408],
  ])("%s", async (_name, bytes, status) => {
    const answer = await rawRequest(mock.port, bytes);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/^HTTP\/1\.1 \d{3} [\x20-\x7E\r\n]*/);
    expect(events.filter(({ kind }) => kind === "failed")).toEqual([]);
  });

  it("names what is violated in ASCII and in bounds", async () => {
    const name = `é😀,\\${"x".repeat(3000)}`;
    const { text } = await rawRequest(mock.port, twice(name));
    const header = /x-contract-violation: (.*)\r\n/.exec(text)?.[1] ?? "";
    expect(header).toMatch(/^body\/\\u00e9\\ud83d\\ude00\\u002c\\u005cx+\.\.\.$/);
    expect(header.length).toBeLessThanOrEqual(1024);
  });
});

describe("clients that misbehave", () => {
  const body = post("application/json", '{"title":"a"}');

  it.each([
    ["before it has sent anything", Buffer.alloc(0)],
    ["in the middle of the header", body.subarray(0, 30)],
    ["in the middle of the body", body.subarray(0, -3)],
    ["before it has read the answer", body],
  ])("may leave %s", async (_when, bytes) => {
    const socket = connect(mock.port, "127.0.0.1");
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events.filter(({ kind }) => kind === "failed")).toEqual([]);
  });

  it("may send byte by byte", async () => {
    const socket = connect(mock.port, "127.0.0.1");
    socket.setNoDelay();
    const answer = readAnswer(socket);
    for (const byte of body) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await answer).status).toBe(200);
    socket.destroy();
  });

  it("may send several requests at once, and gets the answers in order", async () => {
    const socket = connect(mock.port, "127.0.0.1");
    const pieces: Buffer[] = [];
    socket.on("data", (chunk) => pieces.push(chunk));
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.write(Buffer.concat([body, Buffer.from(get("/nothing")), Buffer.from("no HTTP\r\n\r\n")]));
    await ended;
    const statuses = [
      ...Buffer.concat(pieces)
        .toString("latin1")
        .matchAll(/HTTP\/1\.1 (\d{3})/g),
    ].map((match) => match[1]);
    expect(statuses).toEqual(["200", "404", "400"]);
  });

  it("gets one answer to nonsense, however much of it comes", async () => {
    const socket = connect(mock.port, "127.0.0.1");
    const pieces: Buffer[] = [];
    socket.on("data", (chunk) => pieces.push(chunk)).on("error", () => undefined);
    const ended = new Promise((resolve) => socket.once("close", resolve));
    for (let count = 0; count < 20; count++) socket.write("nonsense\r\n\r\n");
    await ended;
    expect(
      Buffer.concat(pieces)
        .toString("latin1")
        .match(/HTTP\/1\.1 400/g),
    ).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === "unreadable")).toHaveLength(1);
  });

  it("stays connected after a refusal before its body was read", async () => {
    const socket = connect(mock.port, "127.0.0.1");
    socket.write(post("application/xml", "x".repeat(50_000)));
    expect((await readAnswer(socket)).status).toBe(400);
    socket.write(get("/item"));
    expect((await readAnswer(socket)).status).toBe(200);
    socket.destroy();
  });
});
