import type { Mutant, MutantGroup } from "../../mutant.ts";
import type { Answer } from "../../server/message.ts";
import type { OperationId, Outcome, Rules } from "../rules.ts";

const TYPE = "documented-content-type";

const answer = (
  name: string,
  what: string,
  breaks: string,
  change: (answer: Answer, outcome: Outcome) => Answer,
): Mutant<Rules> => ({
  ...{ name, what, breaks: [breaks] },
  rules: { after: (given, outcome) => (outcome.reason === undefined ? change(given, outcome) : given) },
});
const status = (operation: OperationId, code: number, what: string): Mutant<Rules> =>
  answer(`${operation}: ${code}`, what, "accepted-when-valid", (given, outcome) =>
    outcome.operation === operation
      ? { ...given, status: code, ...(code === 204 ? { json: undefined, bytes: new Uint8Array() } : {}) }
      : given,
  );
const typed = (name: string, what: string, type: string | undefined): Mutant<Rules> =>
  answer(name, what, TYPE, (given) => {
    const { "Content-Type": _, ...rest } = given.headers;
    return given.json === undefined
      ? given
      : { ...given, headers: type === undefined ? rest : { ...rest, "Content-Type": type } };
  });
const written = (name: string, what: string, write: (json: string) => Uint8Array | string): Mutant<Rules> =>
  answer(name, what, "response-schema", ({ json, ...given }) =>
    json === undefined ? given : { ...given, bytes: Buffer.from(write(JSON.stringify(json)) as string) },
  );

/** Successes with another status, another type, or a body that cannot be read. */
export const RESPONSE_HEAD: MutantGroup<Rules> = {
  group: "status and headers",
  mutants: [
    status("createDirectUpload", 201, "answers 201 to a creation"),
    status("createDirectUpload", 202, "answers 202 to a creation"),
    status("deleteImage", 204, "answers a deletion without a body"),
    status("deleteImage", 202, "answers 202 to a deletion"),
    status("uploadImage", 201, "answers 201 to an upload"),
    status("getImage", 203, "answers 203"),
    status("listImages", 206, "answers a page with 206"),
    status("downloadImage", 206, "answers the whole with 206"),
    status("listImages", 204, "answers an empty list with 204"),
    typed("text/html", "answers JSON as HTML", "text/html"),
    typed("text/plain", "answers JSON as text", "text/plain; charset=utf-8"),
    typed("application/octet-stream", "answers JSON as bytes", "application/octet-stream"),
    typed("no type", "answers JSON without a type", undefined),
    typed("text/json", "answers JSON under another name", "text/json"),
    typed("problem", "answers JSON as a problem", "application/problem+json"),
    typed("jsonp", "answers JSON as JavaScript", "application/javascript"),
    answer("download as bytes", "answers an image as bytes", TYPE, (given, { operation }) =>
      operation === "downloadImage" ? { ...given, headers: { "Content-Type": "application/octet-stream" } } : given,
    ),
    answer("download without a type", "answers an image without a type", TYPE, (given, { operation }) =>
      operation === "downloadImage" ? { ...given, headers: {} } : given,
    ),
    answer("download as JSON", "answers an image in JSON", TYPE, (given, { operation }) =>
      operation === "downloadImage"
        ? { status: 200, headers: { "Content-Type": "application/json" }, json: { bytes: "iVBORw0KGgo=" } }
        : given,
    ),
    written("cut JSON", "answers half of the JSON", (json) => json.slice(0, json.length / 2)),
    written("empty", "answers an empty body", () => ""),
    written("single quotes", "answers JSON in single quotes", (json) => json.replaceAll('"', "'")),
    written("NaN", "answers NaN", (json) => json.replace(/\{/, '{"n":NaN,')),
    written("JSON twice", "answers the JSON twice", (json) => json + json),
    written("byte order mark", "begins JSON with a byte order mark", (json) => `\uFEFF${json}`),
    written("UTF-16", "answers JSON in UTF-16", (json) => Buffer.from(json, "utf16le")),
    written("JSONP", "answers JSON within a call", (json) => `callback(${json})`),
  ],
};
