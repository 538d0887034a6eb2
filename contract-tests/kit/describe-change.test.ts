import { describe, expect, it } from "vitest";
import type { RequestPatch, RequestTemplate } from "../../spec/interchange/case.ts";
import { patchedTemplate } from "./case-request.ts";
import { describeChange } from "./describe-change.ts";

const BASE: RequestTemplate = {
  ...{ path: { a: "1" }, query: [], headers: {}, cookies: {}, credentials: [] },
  body: { kind: "multipart", parts: [{ name: "first", value: "1" }] },
};

function describing(...request: RequestPatch[]): string {
  return describeChange(request, patchedTemplate(BASE, { name: "", request }));
}

describe("describeChange", () => {
  it("names parts and query parameters, not positions", () => {
    expect(describing({ op: "replace", path: "/body/parts/0/value", value: "2" })).toBe('body first = "2"');
    expect(describing({ op: "add", path: "/body/parts/-", value: { name: "id", value: "x" } })).toBe('body id = "x"');
    expect(describing({ op: "add", path: "/query/-", value: { name: "q", value: "" } })).toBe('query q = ""');
    expect(describing({ op: "add", path: "/query/-", value: { name: "q", sentAs: "%71", value: "a" } })).toBe(
      'query q sent as %71 = "a"',
    );
    expect(describing({ op: "add", path: "/body/parts/0/filename", value: "f" })).toBe('body first filename = "f"');
    expect(describing({ op: "add", path: "/headers/x~1y", value: "v" })).toBe('headers x/y = "v"');
  });

  it("shows expressions as what they stand for", () => {
    const text = (...segments: unknown[]) =>
      describing({ op: "replace", path: "/path/a", value: { $text: segments } as never });
    expect(text({ fresh: 12 }, { repeat: "😀", times: 20 })).toBe('path a = 12 fresh characters + "😀" × 20');
    expect(text({ instant: "now+PT2M", guard: -1 })).toBe("path a = now+PT2M − guard");
    expect(text({ instant: "now", guard: 2, offset: "+02:00", fraction: "", lowerCase: true })).toBe(
      "path a = now + 2 guard (offset +02:00, no fraction, lower case)",
    );
    expect(text({ instant: "now", edit: { pattern: "T", replacement: " " } })).toBe('path a = now (/T/ → " ")');
    expect(text("a".repeat(100))).toMatch(/^path a = "a{59}… \(102 characters\)$/);
  });

  it("says what becomes of body and credentials", () => {
    const body = (value: unknown) => describing({ op: "replace", path: "/body", value: value as never });
    expect(body(null)).toBe("without a body");
    expect(body({ kind: "raw", contentType: null, value: { $bytes: "AAA=" } })).toBe(
      "a body without Content-Type: 2 bytes",
    );
    expect(body({ kind: "json", contentType: "application/json", value: [1] })).toBe("a body of application/json: [1]");
    expect(body({ kind: "multipart", parts: [{ name: "x", value: "" }], fault: "truncated" })).toBe(
      "a form with the parts x; its fault: truncated",
    );
    const credentials = (value: unknown) => describing({ op: "replace", path: "/credentials", value: value as never });
    expect(credentials([])).toBe("credentials: none");
    expect(
      credentials([
        { scheme: "a", as: "given" },
        { scheme: "b", as: "wrong" },
      ]),
    ).toBe("credentials: a, wrong b");
  });

  it("shows what travels raw, another method, another Content-Type", () => {
    expect(describing({ op: "replace", path: "/path/a", value: { $wire: ["x", { raw: "," }, "%"] } })).toBe(
      'path a = "x" + raw , + "%"',
    );
    expect(describing({ op: "add", path: "/method", value: "PUT" })).toBe("the method PUT");
    expect(describing({ op: "add", path: "/body/contentType", value: null })).toBe("without Content-Type");
    expect(describing({ op: "add", path: "/body/contentType", value: "a/b" })).toBe('Content-Type = "a/b"');
    expect(describing({ op: "add", path: "/body/lastLineEnd", value: false })).toMatch(/^no line end/);
    const fields = [{ name: "f", value: "1" }];
    const form = { kind: "urlencoded", contentType: "application/x-www-form-urlencoded", fields };
    expect(describing({ op: "replace", path: "/body", value: form })).toBe("a form with the fields f");
    const value = [
      { scheme: "a", as: "given", prefix: "Digest" },
      { scheme: "b", as: "longer" },
    ];
    expect(describing({ op: "replace", path: "/credentials", value })).toBe("credentials: a as Digest, longer b");
  });

  it("says what is left out, and when nothing changes", () => {
    expect(describing({ op: "remove", path: "/body/parts/0" })).toBe("without part 1 of the form");
    expect(describing()).toBe("the base request");
  });
});
