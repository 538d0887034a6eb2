import { describe, expect, expectTypeOf, it } from "vitest";
import type { RequestTemplate } from "./case.ts";
import type { JsonTemplate, Segment } from "./expression.ts";
import { freshSource } from "./fresh-text.ts";
import type { Json } from "./json.ts";
import { type RenderContext, render, renderText } from "./render.ts";

const NOW = Date.UTC(2031, 4, 6, 7, 8, 9, 123);

function contextOf(changes: Partial<RenderContext> = {}): RenderContext {
  return { now: NOW, guard: 5000, fresh: freshSource("render"), ...changes };
}

function textOf(...segments: Segment[]): string {
  return renderText({ $text: segments }, contextOf());
}

describe("renderText", () => {
  it("joins its segments", () => {
    expect(textOf()).toBe("");
    expect(textOf("a", { repeat: "😀", times: 3 }, "b", { repeat: "x", times: 0 })).toBe("a😀😀😀b");
    expect(renderText("plain", contextOf())).toBe("plain");
  });

  it.each<[Segment, string]>([
    [{ instant: "now" }, "2031-05-06T07:08:09.123Z"],
    [{ instant: "now+PT2M" }, "2031-05-06T07:10:09.123Z"],
    [{ instant: "now+PT2M", guard: 1 }, "2031-05-06T07:10:14.123Z"],
    [{ instant: "now+PT2M", guard: -2 }, "2031-05-06T07:09:59.123Z"],
    [{ instant: "now-P1D", offset: "-07:00" }, "2031-05-05T00:08:09.123-07:00"],
    [{ instant: "now", fraction: "", lowerCase: true }, "2031-05-06t07:08:09z"],
    [{ instant: "now", fraction: "1234567" }, "2031-05-06T07:08:09.1234567Z"],
    [{ instant: "2026-01-01T00:00:00+01:00" }, "2025-12-31T23:00:00.000Z"],
    [{ instant: "now", edit: { pattern: "T", replacement: " " } }, "2031-05-06 07:08:09.123Z"],
    [{ instant: "1970-01-02T00:00:00.999Z", form: "epoch-seconds" }, "86400"],
    [{ instant: "1970-01-02T00:00:00.999Z", form: "epoch-milliseconds" }, "86400999"],
    [{ instant: "now", form: "overfull-month" }, "2030-17-06T07:08:09Z"],
    [{ instant: "now", form: "http-date" }, "Tue, 06 May 2031 07:08:09 GMT"],
    [
      { instant: "now", form: "http-date", edit: { pattern: "GMT$", replacement: "UTC" } },
      "Tue, 06 May 2031 07:08:09 UTC",
    ],
    [
      { instant: "now", offset: "+02:00", edit: { pattern: ":(\\d\\d)$", replacement: "$1" } },
      "2031-05-06T09:08:09.123+0200",
    ],
  ])("writes %o", (segment, text) => {
    expect(textOf(segment)).toBe(text);
  });

  it("asks for fresh texts of the length that is given", () => {
    const context = contextOf({ fresh: (length) => "f".repeat(length) });
    expect(renderText({ $text: ["id-", { fresh: 8 }] }, context)).toBe("id-ffffffff");
  });
});

describe("render", () => {
  it("resolves everything everywhere, and leaves the template as it is", () => {
    const template = {
      a: [{ b: { $text: ["x", { repeat: "y", times: 2 }] } }, null, 1, true, "plain"],
      bytes: { $bytes: "AP8=" },
      empty: {},
    };
    const before = structuredClone(template);
    const rendered = render(template, contextOf());
    expect(rendered).toEqual({
      a: [{ b: "xyy" }, null, 1, true, "plain"],
      bytes: new Uint8Array([0, 255]),
      empty: {},
    });
    expect(template).toEqual(before);
    expect(rendered.a).not.toBe(template.a);
    expect(rendered.empty).not.toBe(template.empty);
  });

  it("keeps members of any name", () => {
    const template = JSON.parse('{"__proto__":{"$text":["a"]},"constructor":1}') as JsonTemplate;
    expect(JSON.stringify(render(template, contextOf()))).toBe('{"__proto__":"a","constructor":1}');
  });

  it("keeps objects that only resemble an expression", () => {
    const template = [{ $text: "no segments" }, { $bytes: 1 }, { $text: null }];
    expect(render(template, contextOf())).toEqual(template);
  });

  it("renders a whole request", () => {
    const request: RequestTemplate = {
      path: { account_id: "abc" },
      query: [],
      headers: {},
      cookies: {},
      credentials: [{ scheme: "api_token", as: "given" }],
      body: {
        kind: "multipart",
        parts: [
          { name: "id", value: { $text: [{ repeat: "a", times: 2 }] } },
          { name: "file", value: { $bytes: "" }, filename: "a.png" },
        ],
      },
    };
    const rendered = render(request, contextOf());
    expect(rendered.body).toEqual({
      kind: "multipart",
      parts: [
        { name: "id", value: "aa" },
        { name: "file", value: new Uint8Array(), filename: "a.png" },
      ],
    });
    expectTypeOf(rendered.headers).toEqualTypeOf<{ [name: string]: string }>();
    expectTypeOf(render(null as JsonTemplate, contextOf())).toEqualTypeOf<Json>();
  });

  it.each([
    [{ a: { $text: [{ nothing: 1 }] } }, /^\/a\/\$text\/0: unknown segment; it has to be .*; found \{"nothing":1\}/],
    [{ a: { $text: ["x", null] } }, /^\/a\/\$text\/1: unknown segment/],
    [{ a: { $text: [["x"]] } }, /^\/a\/\$text\/0: unknown segment/],
    [{ a: { $text: [{ repeat: "a" }] } }, /^\/a\/\$text\/0: unknown segment/],
    [{ a: { $text: [{ repeat: 1, times: 1 }] } }, /"repeat" has to be a text/],
    [{ a: { $text: [{ repeat: "a", times: -1 }] } }, /"times" has to be an integer from 0 on/],
    [{ a: { $text: [{ repeat: "a", times: 1.5 }] } }, /"times" has to be an integer/],
    [{ a: { $text: [{ fresh: 0 }] } }, /"fresh" has to be an integer from 1 on/],
    [{ a: { $text: [{ fresh: 6, of: "greek" }] } }, /"of" has to be alphanumeric, hex, lower, upper, digits/],
    [[{ $text: [{ instant: "tomorrow" }] }], /^\/0\/\$text\/0: "instant" has to be "now"/],
    [{ "a/b~c": { $text: [{ instant: "now+P1M" }] } }, /^\/a~1b~0c\/\$text\/0: "instant" has to be/],
    [{ $text: [{ instant: 5 }] }, /^\/\$text\/0: "instant" has to be/],
    [{ $text: [{ instant: "9999-12-31T23:59:59Z", guard: 1 }] }, /years 0000 to 9999/],
    [{ $text: [{ instant: "now", offset: "+2" }] }, /offset "\+2": write it as/],
    [{ $text: [{ instant: "now", fraction: "x" }] }, /fraction "x"/],
    [{ $text: [{ instant: "now", edit: { pattern: "X", replacement: "" } }] }, /the pattern X matches nothing in 2031/],
    [{ $text: [{ instant: "now", edit: { pattern: "(", replacement: "" } }] }, /^\/\$text\/0: .*regular expression/i],
    [
      { file: { $bytes: "not base64" } },
      /^\/file: "\$bytes" has to be padded base64.*; found \{"\$bytes":"not base64"\}/,
    ],
  ])("refuses %j", (template, message) => {
    expect(() => render(template, contextOf())).toThrow(message);
  });
});
