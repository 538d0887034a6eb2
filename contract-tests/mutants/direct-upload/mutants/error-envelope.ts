import type { Mutant, MutantGroup } from "../../mutant.ts";
import type { Answer } from "../../server/message.ts";
import type { Reason } from "../reference/answers.ts";
import type { Rules } from "../rules.ts";

type Body = { success: unknown; errors: { code: number; message: string }[]; messages: unknown; result: unknown };

const refused = (
  name: string,
  what: string,
  breaks: string,
  change: (answer: Answer) => Answer,
  reasons?: readonly Reason[],
): Mutant<Rules> => ({
  ...{ name, what, breaks: [breaks] },
  rules: {
    after: (answer, { reason }) =>
      reason !== undefined && (reasons === undefined || reasons.includes(reason)) ? change(answer) : answer,
  },
});
const body = (
  name: string,
  what: string,
  keyword: string,
  change: (body: Body) => unknown,
  reasons?: readonly Reason[],
) =>
  refused(
    name,
    what,
    keyword,
    (answer) => ({ ...answer, json: change(structuredClone(answer.json) as Body) }),
    reasons,
  );
const first = (name: string, what: string, keyword: string, change: (error: Body["errors"][0]) => unknown) =>
  body(name, what, keyword, (whole) => ({ ...whole, errors: whole.errors.map(change) }));
const status = (from: Reason, code: number, what: string) =>
  refused(`${from}: ${code}`, what, "rejected-when-invalid", (answer) => ({ ...answer, status: code }), [from]);
const HTML: Omit<Answer, "status"> = { headers: { "Content-Type": "text/html" }, bytes: Buffer.from("<h1>Error</h1>") };

/** Refusals that are not in the envelope of the document, or have another status. */
export const ERROR_ENVELOPE: MutantGroup<Rules> = {
  group: "error envelope",
  mutants: [
    body("success is true", "says that it succeeded", "const", (whole) => ({ ...whole, success: true })),
    body("no success", "leaves `success` out", "required", ({ success: _, ...rest }) => rest),
    body("success in quotes", "writes `success` as a text", "type", (whole) => ({ ...whole, success: "false" })),
    body("no errors", "leaves `errors` out", "required", ({ errors: _, ...rest }) => rest),
    body("empty errors", "names no error", "minItems", (whole) => ({ ...whole, errors: [] })),
    body("errors as texts", "has texts for errors", "type", (whole) => ({ ...whole, errors: ["Bad request"] })),
    body("one error", "has an error for the list of them", "type", (whole) => ({ ...whole, errors: whole.errors[0] })),
    body("messages as text", "has a text for messages", "type", (whole) => ({ ...whole, messages: "none" })),
    body("result in an array", "has an array for no result", "type", (whole) => ({ ...whole, result: [] })),
    body("result is a text", "has a text for no result", "type", (whole) => ({ ...whole, result: "none" })),
    body("problem", "answers another kind of error", "required", () => ({ title: "Bad request", status: 400 })),
    body("empty object", "answers an empty object", "required", () => ({})),
    body("null", "answers null", "type", () => null),
    first("no code", "leaves the code of an error out", "required", ({ message }) => ({ message })),
    first("code as text", "writes the code as a text", "type", (error) => ({ ...error, code: String(error.code) })),
    first("no message", "leaves the message of an error out", "required", ({ code }) => ({ code })),
    first("message is an object", "has an object for the message", "type", (error) => ({
      ...error,
      message: { en: error.message },
    })),
    first("source is a text", "has a text for the source of an error", "type", (error) => ({
      ...error,
      source: "/id",
    })),
    refused("HTML", "answers a page", "documented-content-type", (answer) => ({ ...HTML, status: answer.status })),
    refused("text", "answers plain text", "documented-content-type", ({ status: code }) => ({
      ...{ status: code, headers: { "Content-Type": "text/plain" }, bytes: Buffer.from("Bad request") },
    })),
    refused("empty", "answers an empty body", "response-schema", ({ json: _, ...answer }) => answer),
    refused("no type", "answers without a type", "documented-content-type", (answer) => ({ ...answer, headers: {} })),
    refused(
      "401 as a page",
      "answers a page to a request without credentials",
      "documented-content-type",
      ({ status: code }) => ({
        ...HTML,
        status: code,
      }),
      ["credentials"],
    ),
    body("401: no errors", "names no error without credentials", "minItems", (whole) => ({ ...whole, errors: [] }), [
      "credentials",
    ]),
    body("415: bare text", "answers a bare text to another media type", "type", () => "Unsupported media type", [
      "media-type",
    ]),
    body(
      "404: success",
      "says that it succeeded where there is nothing",
      "const",
      (whole) => ({ ...whole, success: true }),
      ["missing"],
    ),
    status("data", 422, "refuses data with 422"),
    status("data", 404, "refuses data with 404"),
    status("data", 409, "refuses data with 409"),
    status("data", 403, "refuses data with 403"),
    status("data", 415, "refuses data with 415"),
    status("data", 500, "fails on bad data"),
    status("data", 200, "refuses data with 200"),
    status("media-type", 500, "fails on another media type"),
  ],
};
