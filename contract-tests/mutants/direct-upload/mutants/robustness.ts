import type { Mutant, MutantGroup } from "../../mutant.ts";
import type { Answer, Call } from "../../server/message.ts";
import { refusal, success } from "../reference/answers.ts";
import type { Rules } from "../rules.ts";

const FAILURE: Answer = { status: 500, headers: { "Content-Type": "text/html" }, bytes: Buffer.from("<h1>Oops</h1>") };
const SILENCE: Answer = { status: 0, headers: {}, instead: "silence" };
const RESET: Answer = { status: 0, headers: {}, instead: "reset" };

const fails = (
  name: string,
  what: string,
  when: (call: Call, text: string) => boolean,
  answer: Answer = FAILURE,
  breaks = ["no-server-error"],
): Mutant<Rules> => ({
  ...{ name, what, breaks },
  rules: { before: (call) => (when(call, call.bytes.toString("utf8")) ? answer : undefined) },
});
const field = (text: string, name: string) =>
  new RegExp(`name="${name}"(?:;[^\\r]*)?\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([^]*?)\\r\\n--`).exec(text)?.[1];
const decoded = (path: string) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
};
const method = (name: string, what: string, methods: string, answer: Answer): Mutant<Rules> => ({
  ...{ name, what, breaks: ["method"] },
  rules: {
    after: (given, { reason, call }) => (reason === "method" && methods.includes(call.method) ? answer : given),
  },
});

/** Requests that stop the server, or that nobody answers. */
export const ROBUSTNESS: MutantGroup<Rules> = {
  group: "robustness",
  mutants: [
    fails("astral", "fails on characters of four bytes", (_call, text) =>
      /[\u{10000}-\u{10FFFF}]/u.test(field(text, "id") ?? ""),
    ),
    fails("NUL", "fails on NUL in an id", (_call, text) => (field(text, "id") ?? "").includes("\0")),
    fails("empty id", "fails on an empty id", (_call, text) => field(text, "id") === ""),
    fails("line break", "fails on a line break in an id", (_call, text) => (field(text, "id") ?? "").includes("\n")),
    fails(
      "long id",
      "fails on ids of more than 1000 characters",
      (_call, text) => (field(text, "id") ?? "").length > 1000,
    ),
    fails("percent", "fails on a percent sign that escapes nothing", (_call, text) =>
      /%(?![0-9A-F]{2})/i.test(field(text, "id") ?? ""),
    ),
    fails("quote", "fails on an apostrophe", (_call, text) => (field(text, "metadata") ?? "").includes("'")),
    fails("array for metadata", "fails on metadata that are no object", (_call, text) =>
      /^\[/.test(field(text, "metadata") ?? ""),
    ),
    fails("null for metadata", "fails on null for metadata", (_call, text) => field(text, "metadata") === "null"),
    fails("malformed metadata", "fails on metadata that are no JSON", (_call, text) => field(text, "metadata") === "{"),
    fails("large metadata", "fails on large metadata", (_call, text) => (field(text, "metadata") ?? "").length > 1000),
    fails("constructor", "fails on a member that every object has", (_call, text) => text.includes('"constructor"')),
    fails("bad expiry", "fails on an expiry that is no date", (_call, text) =>
      Number.isNaN(Date.parse(field(text, "expiry") ?? "2026-01-01")),
    ),
    fails("no body", "fails without a body", ({ method: verb, bytes }) => verb === "POST" && bytes.length === 0),
    fails(
      "no type",
      "fails on a body without a type",
      ({ headers, bytes }) => bytes.length > 0 && headers["content-type"] === undefined,
    ),
    fails(
      "no boundary",
      "fails on a form without a boundary",
      ({ headers }) =>
        /^multipart/.test(headers["content-type"] ?? "") && !/boundary/.test(headers["content-type"] ?? ""),
    ),
    fails(
      "truncated form",
      "fails on a form without its end",
      ({ bytes }, text) => bytes.length > 0 && !text.trimEnd().endsWith("--"),
    ),
    fails("nameless part", "fails on a part without a name", (_call, text) => /form-data\r\n/.test(text)),
    fails("JSON", "fails on JSON for a form", ({ headers }) => headers["content-type"] === "application/json"),
    fails("part twice", "fails on a repeated part", (_call, text) => text.split('name="creator"').length > 2),
    fails(
      "no credentials",
      "fails without credentials",
      ({ headers, path }) =>
        path.startsWith("/accounts/") && headers.authorization === undefined && headers["x-auth-key"] === undefined,
    ),
    fails(
      "slash in the path",
      "fails on an encoded slash in the path",
      ({ path }) => /%2F/i.test(path) && !path.includes("workflow"),
    ),
    fails("escapes in the path", "decodes the path twice", ({ path }) => {
      try {
        decodeURIComponent(decoded(path));
        return false;
      } catch {
        return true;
      }
    }),
    fails("letters in the path", "fails on letters that are not ASCII in the path", ({ path }) =>
      /[^\0-\u007F]/.test(decoded(path)),
    ),
    fails("long path", "fails on paths of more than 1000 characters", ({ path }) => path.length > 1000),
    fails("malformed escape in the path", "fails on a malformed escape in the path", ({ path }) =>
      /%(?![0-9A-F]{2})/i.test(path),
    ),
    fails("malformed escape in the query", "fails on a malformed escape in the query", ({ query }) =>
      /%(?![0-9A-F]{2})/i.test(query),
    ),
    fails(
      "undeclared parameter",
      "fails on a parameter that is not declared",
      ({ query }) => query !== "" && !/(?:^|&)(?:continuation_token|per_page|sort_order|creator)=/.test(query),
    ),
    fails("number of a page", "fails on a number that is none", ({ query }) => /per_page=[a-z]/i.test(query)),
    fails(
      "Bearer in lower case",
      "fails on `bearer`",
      ({ headers }) => headers.authorization?.startsWith("bearer") ?? false,
    ),
    fails(
      "silence",
      "does not answer a form without its end",
      ({ bytes }, text) => bytes.length > 0 && !text.trimEnd().endsWith("--"),
      SILENCE,
      ["answers-in-time"],
    ),
    fails(
      "reset",
      "ends the connection on ids of more than 1024 characters",
      (_call, text) => (field(text, "id") ?? "").length > 1024,
      RESET,
      ["answers-in-time"],
    ),
    fails(
      "reset on other types",
      "ends the connection on another media type",
      ({ headers }) => headers["content-type"] === "application/xml",
      RESET,
      ["answers-in-time"],
    ),
    fails("gateway", "answers 502 to deletions", ({ method: verb }) => verb === "DELETE", { ...FAILURE, status: 502 }),
    {
      ...{ name: "slow", what: "takes its time for a list", breaks: ["answers-in-time"] },
      rules: {
        after: (answer, { operation }) => (operation === "listImages" ? { ...answer, delayMs: 60_000 } : answer),
      },
    },
    method("methods: 200", "answers every method", "PUT PATCH DELETE TRACE OPTIONS HEAD POST GET", success({})),
    method("methods: 500", "fails on other methods", "PUT PATCH DELETE TRACE OPTIONS HEAD POST GET", FAILURE),
    method("PUT", "takes PUT for POST", "PUT", success({})),
    method("PATCH", "takes PATCH", "PATCH", success({})),
    method("DELETE", "takes DELETE anywhere", "DELETE", success({})),
    method("HEAD: 500", "fails on HEAD", "HEAD", FAILURE),
    method("methods: 400", "answers 400 to other methods", "PUT PATCH DELETE TRACE POST GET", refusal("data")),
    {
      ...{ name: "no Allow", what: "does not say which methods there are", breaks: ["method"] },
      rules: {
        after: (answer, { reason }) =>
          reason === "method" ? { ...answer, headers: { "Content-Type": "application/json" } } : answer,
      },
    },
  ],
};
