import { describe, expect, it } from "vitest";
import type { RequestPatch, RequestTemplate } from "../../spec/interchange/case.ts";
import { patchedTemplate, prepareRequest, type RequestContext } from "./case-request.ts";
import { BASE, CREATE_NOTE, NOTES_CONTRACT } from "./fixture/notes-contract.ts";
import type { RunError } from "./run-error.ts";
import { headerValue } from "./wire-message.ts";

const NOW = Date.parse("2026-01-31T09:00:00Z");

const CONTEXT: RequestContext = {
  operation: CREATE_NOTE,
  securitySchemes: NOTES_CONTRACT.securitySchemes,
  target: { url: "http://127.0.0.1:4010/base/" },
  credentials: { token: "good-token", email: "me@example.com", key: "k/1" },
  expressions: { now: NOW, guard: 2_000, fresh: (length) => "f".repeat(length) },
};

function prepare(patches: RequestPatch[], context: Partial<RequestContext> = {}) {
  const template = patchedTemplate(BASE, { name: "case", request: patches });
  return prepareRequest(template, "case", { ...CONTEXT, ...context });
}

function bodyText(patches: RequestPatch[]): string {
  return Buffer.from(prepare(patches).request.body ?? []).toString("utf8");
}

function caught(action: () => unknown): RunError {
  try {
    action();
  } catch (error) {
    return error as RunError;
  }
  throw new Error("nothing was thrown");
}

describe("patchedTemplate", () => {
  it("changes neither the base nor the case", () => {
    const request: RequestPatch[] = [
      { op: "add", path: "/query/-", value: { name: "a", value: "1" } },
      { op: "replace", path: "/query/0/value", value: "2" },
    ];
    const before = structuredClone({ BASE, request });
    expect(patchedTemplate(BASE, { name: "case", request }).query).toEqual([{ name: "a", value: "2" }]);
    expect({ BASE, request }).toEqual(before);
  });

  it("names the case and the operation that does not apply", () => {
    for (const patch of [
      { op: "remove", path: "/query/0" },
      { op: "replace", path: "/headers/accept", value: "x" },
      { op: "add", path: "no pointer", value: "x" },
    ] satisfies RequestPatch[]) {
      const error = caught(() => patchedTemplate(BASE, { name: "op/place/x", request: [patch] }));
      expect(error).toMatchObject({ name: "RunError", code: "bad-case", where: "op/place/x" });
      expect(error.what).toContain(`request/0 (${patch.op} ${patch.path})`);
    }
  });
});

describe("prepareRequest", () => {
  it("makes the base request", () => {
    expect(prepare([]).request).toEqual({
      method: "POST",
      url: "http://127.0.0.1:4010/base/notes/top",
      headers: [
        ["Authorization", "Bearer good-token"],
        ["Content-Type", "application/json"],
      ],
      body: new TextEncoder().encode('{"title":"hello"}'),
    });
  });

  it("takes the method of the case", () => {
    expect(prepare([{ op: "add", path: "/method", value: "TRACE" }]).request.method).toBe("TRACE");
  });

  it("encodes texts by piece, and sends raw pieces as they are", () => {
    const wire = { $wire: ["a,b", { raw: "," }, { $text: [{ fresh: 2 }] }, { raw: "%zz" }] };
    const { url, headers } = prepare([
      { op: "replace", path: "/path/shelf", value: wire },
      { op: "add", path: "/query/-", value: { name: "q[x]", value: wire } },
      { op: "add", path: "/cookies/jar", value: wire },
    ]).request;
    expect(url).toBe("http://127.0.0.1:4010/base/notes/a%2Cb,ff%zz?q%5Bx%5D=a%2Cb,ff%zz");
    expect(headerValue(headers, "cookie")).toBe("jar=a%2Cb,ff%zz");
  });

  it("sends urlencoded fields, and any body under another Content-Type or none", () => {
    const fields = [
      { name: "a b", value: "1&2" },
      { name: "list", value: { $wire: ["x", { raw: "|" }, "y"] } },
    ];
    const form = { kind: "urlencoded", contentType: "application/x-www-form-urlencoded", fields };
    expect(bodyText([{ op: "replace", path: "/body", value: form }])).toBe("a%20b=1%262&list=x|y");
    const of = (contentType: string | null) =>
      headerValue(
        prepare([{ op: "replace", path: "/body/contentType", value: contentType }]).request.headers,
        "content-type",
      );
    expect([of("text/plain"), of(null)]).toEqual(["text/plain", undefined]);
    const multipart = (contentType: string | null) =>
      prepare([{ op: "replace", path: "/body", value: { kind: "multipart", parts: [], contentType } }]).request;
    expect(headerValue(multipart('x/y; b="{boundary}"').headers, "content-type")).toMatch(
      /^x\/y; b="----contract-kit-\w+"$/,
    );
    expect(headerValue(multipart(null).headers, "content-type")).toBeUndefined();
  });

  it("resolves expressions at the moment of sending, wherever they are", () => {
    const instant = { $text: [{ instant: "now+PT2M", guard: 1 }] };
    const prepared = prepare([
      { op: "replace", path: "/path/shelf", value: { $text: [{ fresh: 3 }, "/"] } },
      { op: "add", path: "/headers/x-at", value: instant },
      { op: "replace", path: "/body/value", value: { deep: [instant, { $text: [{ repeat: "ab", times: 2 }] }] } },
    ]);
    expect(prepared.request.url).toBe("http://127.0.0.1:4010/base/notes/fff%2F");
    expect(headerValue(prepared.request.headers, "X-AT")).toBe("2026-01-31T09:02:02.000Z");
    expect(JSON.parse(Buffer.from(prepared.request.body ?? []).toString())).toEqual({
      deep: ["2026-01-31T09:02:02.000Z", "abab"],
    });
    expect(prepared.instantsAt).toBe(NOW);
    expect(prepare([]).instantsAt).toBeUndefined();
  });

  it("encodes query, cookies and dot segments", () => {
    const { url, headers } = prepare([
      { op: "replace", path: "/path/shelf", value: ".." },
      {
        op: "replace",
        path: "/query",
        value: [
          { name: "a b", value: "1&2" },
          { name: "a b", value: "é" },
        ],
      },
      { op: "replace", path: "/cookies", value: { "c;": "=1", d: "2" } },
    ]).request;
    expect(url).toBe("http://127.0.0.1:4010/base/notes/%2E%2E?a%20b=1%262&a%20b=%C3%A9");
    expect(headerValue(headers, "cookie")).toBe("c%3B=%3D1; d=2");
  });

  it("sends bodies byte for byte", () => {
    expect(bodyText([{ op: "replace", path: "/body/value", value: null }])).toBe("null");
    const raw = {
      op: "replace",
      path: "/body",
      value: { kind: "raw", contentType: null, value: { $bytes: "AP8=" } },
    } as const;
    expect(prepare([raw]).request.body).toEqual(Uint8Array.of(0, 255));
    expect(headerValue(prepare([raw]).request.headers, "content-type")).toBeUndefined();
    expect(prepare([{ op: "replace", path: "/body", value: null }]).request).not.toHaveProperty("body");
  });

  it("derives the boundary of a form from the name of the case", () => {
    const template: RequestTemplate = { ...BASE, body: { kind: "multipart", parts: [{ name: "a", value: "1" }] } };
    const typeFor = (name: string) =>
      headerValue(prepareRequest(template, name, CONTEXT).request.headers, "content-type");
    expect(typeFor("one")).toBe(typeFor("one"));
    expect(typeFor("one")).not.toBe(typeFor("two"));
  });

  it("takes another server's base URL when one is given", () => {
    const servers = { "https://notes.example/v1": "http://127.0.0.1:1/x" };
    expect(prepare([], { target: { url: "http://unused", servers } }).request.url).toBe(
      "http://127.0.0.1:1/x/notes/top",
    );
  });

  it("adds the header fields of the run, but not over those of a case", () => {
    const headers: [string, string][] = [
      ["X-Trace", "1"],
      ["authorization", "Bearer mine"],
      ["X-Api-Key", "hidden-key"],
    ];
    const prepared = prepare([], { headers });
    expect(prepared.request.headers.slice(0, 2)).toEqual([headers[0], headers[2]]);
    expect(headerValue(prepared.request.headers, "authorization")).toBe("Bearer good-token");
    expect(prepared.secrets).toContainEqual(expect.objectContaining({ name: "X_API_KEY", value: "hidden-key" }));
  });

  describe("credentials", () => {
    const both = (as: "given" | "wrong"): RequestPatch => ({
      op: "replace",
      path: "/credentials",
      value: [
        { scheme: "email", as },
        { scheme: "key", as },
      ],
    });

    it("travel where their schemes say, and are marked as secret", () => {
      const { request, secrets } = prepare([both("given")]);
      expect(request.url).toBe("http://127.0.0.1:4010/base/notes/top?key=k%2F1");
      expect(headerValue(request.headers, "x-email")).toBe("me@example.com");
      expect(secrets).toEqual([
        { name: "EMAIL", value: "me@example.com", at: { in: "header", name: "X-Email" } },
        { name: "KEY", value: "k/1", at: { in: "query", name: "key" } },
      ]);
    });

    it("of a stranger keep their shape and tell nothing", () => {
      const { request, secrets } = prepare([both("wrong")]);
      const email = headerValue(request.headers, "x-email");
      expect(email).toMatch(/^[a-z]{2}@[a-z]{7}\.[a-z]{3}$/);
      expect(email).not.toBe("me@example.com");
      expect(request.url).toMatch(/\?key=[a-z]%2F\d$/);
      expect(secrets).toEqual([]);
    });

    it("that are not given are an error, unless a stranger's will do", () => {
      const token: RequestPatch = { op: "replace", path: "/credentials", value: [{ scheme: "token", as: "wrong" }] };
      expect(headerValue(prepare([token], { credentials: {} }).request.headers, "authorization")).toMatch(
        /^Bearer \S{20,}$/,
      );
      const error = caught(() => prepare([], { credentials: {} }));
      expect(error).toMatchObject({ code: "bad-case", where: "case" });
      expect(error.what).toBe('no credentials are given for the security scheme "token"');
    });
  });

  it("names the case whose expression is malformed", () => {
    const error = caught(() =>
      prepare([{ op: "replace", path: "/path/shelf", value: { $text: [{ instant: "soon" }] } }]),
    );
    expect(error).toMatchObject({ code: "bad-case", where: "case" });
    expect(error.what).toContain("/path/shelf/$text/0");
  });
});
