import { accountHash } from "../uploads/addresses.ts";

/** Bytes for one connection and how they are sent. */
export interface HostileRequest {
  /** What is wrong with it. */
  name: string;
  bytes: Buffer;
  /** `whole`: in one piece, and an end or an answer must follow. `slowly`: in pieces. `leave`: the client goes away after them. */
  manner: "whole" | "slowly" | "leave";
}

/** A number from 0 to 1, 1 excluded; the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CREATE = "/accounts/a/images/v2/direct_upload";
const AUTHORIZED = "Host: 127.0.0.1\r\nAuthorization: Bearer soak\r\n";

/** Requests that no friend sends to the direct upload, and a sound one now and then. */
export function hostileRequest(random: () => number): HostileRequest {
  const kinds = Object.entries(KINDS);
  const [name, make] = kinds[upTo(random, kinds.length)] as (typeof kinds)[number];
  const made = make(random);
  const bytes = Buffer.isBuffer(made) ? made : Buffer.from(made, "latin1");
  const roll = random();
  // One in eight is cut somewhere, one in sixteen comes in pieces: whatever its kind.
  if (roll < 1 / 8)
    return { name: `${name}, cut`, bytes: bytes.subarray(0, upTo(random, bytes.length)), manner: "leave" };
  return { name, bytes, manner: roll < 3 / 16 ? "slowly" : "whole" };
}

const KINDS: Record<string, (random: () => number) => Buffer | string> = {
  "random bytes": (random) => randomBytes(random, upTo(random, 4000)),
  "a random body": (random) => post(randomBytes(random, upTo(random, 4000))),
  "a truncated form": (random) => {
    const form = multipart(part("metadata", "{}"), part("creator", "x"));
    return post(form.subarray(0, upTo(random, form.length)));
  },
  "nested forms": (random) => {
    let inner = multipart(part("creator", "x")).toString("latin1");
    for (let depth = upTo(random, 30); depth >= 0; depth--) {
      inner = multipart(part("creator", inner, "multipart/mixed; boundary=b")).toString("latin1");
    }
    return post(Buffer.from(inner, "latin1"));
  },
  "many parts": (random) =>
    post(multipart(...Array.from({ length: upTo(random, 2000) }, (_, at) => part(`p${at}`, "x")))),
  "names of parts": (random) => post(multipart(part(randomText(random, upTo(random, 20_000)), "x"))),
  "deep metadata": (random) => post(multipart(part("metadata", "[".repeat(upTo(random, 100_000))))),
  "prototype names": () =>
    post(multipart(part("__proto__", "x"), part("constructor", "y"), part("metadata", '{"__proto__":1}'))),
  "random expiry": (random) => post(multipart(part("expiry", randomText(random, upTo(random, 60))))),
  "a giant header": (random) => get(CREATE, `X-Big: ${"x".repeat(upTo(random, 80_000))}\r\n`),
  "a giant header name": (random) => get(CREATE, `${"x".repeat(upTo(random, 80_000))}: 1\r\n`),
  "many headers": (random) =>
    get(CREATE, Array.from({ length: upTo(random, 3000) }, (_, at) => `x${at}: 1\r\n`).join("")),
  "random headers": (random) => get(CREATE, `X-A: ${randomText(random, 200)}\r\n${randomText(random, 20)}: x\r\n`),
  "bad percent-encoding": (random) =>
    get(`/accounts/a/images/v1/${"%".repeat(1 + upTo(random, 50))}zz%ff%00${upTo(random, 9)}?%=%zz&%`),
  "random path": (random) => get(`/${randomText(random, upTo(random, 3000)).replaceAll(/[^!-~]/g, "/")}`),
  "dots and slashes": (random) =>
    get(
      `/accounts/a/images/v1/${pick(random, ["../", "//", "%2e%2e/", "./", "a/"]).repeat(1 + upTo(random, 500))}blob`,
    ),
  "conflicting lengths": (random) =>
    raw(`Content-Length: ${upTo(random, 99)}\r\nContent-Length: ${upTo(random, 99)}\r\n`, "x".repeat(50)),
  "duplicate lengths": () => raw("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"),
  "a length and chunks": () => raw("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
  "an impossible length": (random) =>
    raw(`Content-Length: ${pick(random, ["-1", "1e9", "0x10", "99999999999999999999", "+3", "3, 3"])}\r\n`, "abc"),
  "too much": () => raw("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999\r\n", "--b"),
  "malformed chunks": (random) =>
    raw(
      "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n",
      `${pick(random, ["zz", "-1", "ffffffffff", ""])}\r\n${randomText(random, 50)}`,
    ),
  "chunk extensions": (random) =>
    raw(
      "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n",
      `1;${"x".repeat(upTo(random, 40_000))}\r\na\r\n0\r\n\r\n`,
    ),
  "a random media type": (random) => raw(`Content-Type: ${randomText(random, 80)}\r\nContent-Length: 3\r\n`, "abc"),
  "a random boundary": (random) =>
    raw(`Content-Type: multipart/form-data; boundary=${randomText(random, 90)}\r\nContent-Length: 3\r\n`, "abc"),
  "an upload of anything": (random) =>
    post(
      multipart(
        part("file", randomBytes(random, upTo(random, 20_000)).toString("latin1"), "image/png", "../../x\u0000.png"),
      ),
      "/hash/id",
    ),
  "a draft and its upload": (random) => {
    const id = `soak-${upTo(random, 1e9)}`;
    const gif = `GIF89a${randomBytes(random, upTo(random, 60_000)).toString("latin1")}`;
    const upload = multipart(part("file", gif, "image/gif", "a.gif"));
    return Buffer.concat([post(multipart(part("id", id))), post(upload, `/${accountHash("a")}/${id}`)]);
  },
  "a random preference": (random) =>
    get(
      "/accounts/a/images/v2",
      `Prefer: ${pick(random, ["code", "example", "drop", "delay", "seed"])}=${pick(random, ["429", "headers", "body", "99999999", "-1", "5", randomText(random, 20)])}\r\n`,
    ),
  "the mock's own paths": (random) =>
    get(
      `/__mock/${pick(random, ["state", "clock", "images/%zz", "images/../../etc/passwd", randomText(random, 30).replaceAll(/[^!-~]/g, "")])}`,
      `Origin: ${pick(random, ["null", "http://evil.example.com", "x"])}\r\n`,
    ),
  "a foreign clock": () => raw("Origin: http://evil.example.com\r\nContent-Length: 2\r\n", "{}", "/__mock/clock"),
  "a random preflight": (random) =>
    `OPTIONS ${CREATE} HTTP/1.1\r\nHost: a\r\nOrigin: ${randomText(random, 30)}\r\nAccess-Control-Request-Method: ${randomText(random, 10)}\r\nAccess-Control-Request-Headers: ${randomText(random, 200)}\r\n\r\n`,
  "several at once": (random) =>
    Array.from({ length: 1 + upTo(random, 20) }, () => get(`/accounts/a/images/v1/${upTo(random, 99)}`)).join(""),
  "a sound one": () => post(multipart(part("creator", "soak"), part("metadata", '{"a":1}'))),
};

function upTo(random: () => number, end: number): number {
  return Math.floor(random() * end);
}

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[upTo(random, list.length)] as T;
}

function randomBytes(random: () => number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => upTo(random, 256)));
}

/** Latin-1 without line ends. */
function randomText(random: () => number, length: number): string {
  return randomBytes(random, length)
    .toString("latin1")
    .replaceAll(/[\r\n]/g, " ");
}

function get(target: string, fields = ""): string {
  return `GET ${target} HTTP/1.1\r\n${AUTHORIZED}${fields}\r\n`;
}

function raw(fields: string, body: string, target = CREATE): string {
  return `POST ${target} HTTP/1.1\r\n${AUTHORIZED}${fields}\r\n${body}`;
}

function post(body: Buffer, target = CREATE): Buffer {
  const fields = `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n`;
  return Buffer.concat([Buffer.from(raw(fields, "", target), "latin1"), body]);
}

function part(name: string, value: string, type?: string, filename?: string): string {
  const file = filename === undefined ? "" : `; filename="${filename}"`;
  const typed = type === undefined ? "" : `\r\nContent-Type: ${type}`;
  return `--b\r\nContent-Disposition: form-data; name="${name}"${file}${typed}\r\n\r\n${value}\r\n`;
}

function multipart(...parts: string[]): Buffer {
  return Buffer.from(`${parts.join("")}--b--\r\n`, "latin1");
}
