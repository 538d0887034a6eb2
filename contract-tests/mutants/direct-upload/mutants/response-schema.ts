import type { Mutant, MutantGroup } from "../../mutant.ts";
import type { OperationId, Rules } from "../rules.ts";

type Body = { success: unknown; errors: unknown; messages: unknown; result: Record<string, unknown> };

/** Changes the body of every success of some operations. */
const body = (
  name: string,
  what: string,
  keyword: string,
  operations: readonly OperationId[],
  change: (body: Body) => unknown,
): Mutant<Rules> => ({
  ...{ name, what, breaks: [keyword] },
  rules: {
    after: (answer, { operation, reason }) =>
      reason === undefined && operation !== undefined && operations.includes(operation) && answer.json !== undefined
        ? { ...answer, json: change(structuredClone(answer.json) as Body) }
        : answer,
  },
});
const ALL = ["createDirectUpload", "getImage", "deleteImage", "listImages", "uploadImage"] as const;
const envelope = (name: string, what: string, keyword: string, change: (body: Body) => unknown) =>
  body(`envelope: ${name}`, what, keyword, ALL, change);
const created = (name: string, what: string, keyword: string, change: (result: Body["result"]) => unknown) =>
  body(`draft: ${name}`, what, keyword, ["createDirectUpload"], (whole) => ({
    ...whole,
    result: change(whole.result),
  }));
const image = (name: string, what: string, keyword: string, change: Record<string, unknown>) =>
  body(`image: ${name}`, what, keyword, ["getImage", "uploadImage"], (whole) => ({
    ...whole,
    result: { ...whole.result, ...change },
  }));
const list = (name: string, what: string, keyword: string, change: (result: Body["result"]) => unknown) =>
  body(`list: ${name}`, what, keyword, ["listImages"], (whole) => ({ ...whole, result: change(whole.result) }));
const { stringify } = JSON;

/** Answers whose body is not as the document describes it. */
export const RESPONSE_SCHEMA: MutantGroup<Rules> = {
  group: "response schema",
  mutants: [
    envelope("no success", "leaves `success` out", "required", ({ success: _, ...rest }) => rest),
    envelope("success in quotes", "writes `success` as a text", "type", (whole) => ({ ...whole, success: "true" })),
    envelope("success is false", "says that it failed", "const", (whole) => ({ ...whole, success: false })),
    envelope("success is 1", "writes `success` as a number", "type", (whole) => ({ ...whole, success: 1 })),
    envelope("no errors", "leaves `errors` out", "required", ({ errors: _, ...rest }) => rest),
    envelope("errors is null", "has null for no errors", "type", (whole) => ({ ...whole, errors: null })),
    envelope("no messages", "leaves `messages` out", "required", ({ messages: _, ...rest }) => rest),
    envelope("messages as texts", "has texts for messages", "type", (whole) => ({ ...whole, messages: ["fine"] })),
    envelope("message without code", "leaves the code of a message out", "required", (whole) => ({
      ...whole,
      messages: [{ message: "fine" }],
    })),
    envelope("code as text", "writes the code of a message as a text", "type", (whole) => ({
      ...whole,
      messages: [{ code: "1000", message: "fine" }],
    })),
    envelope("code with a fraction", "writes the code of a message as 1000.5", "type", (whole) => ({
      ...whole,
      messages: [{ code: 1000.5, message: "fine" }],
    })),
    envelope("no result", "leaves `result` out", "required", ({ result: _, ...rest }) => rest),
    envelope("result is null", "has null for the result", "type", (whole) => ({ ...whole, result: null })),
    envelope("result in an array", "puts the result into an array", "type", (whole) => ({
      ...whole,
      result: [whole.result],
    })),
    envelope("result as text", "writes the result as JSON in a text", "type", (whole) => ({
      ...whole,
      result: stringify(whole.result),
    })),
    envelope("bare", "answers the result without its envelope", "required", ({ result }) => result),
    envelope("in an array", "puts the whole into an array", "type", (whole) => [whole]),
    created("no id", "leaves `id` out", "required", ({ uploadURL }) => ({ uploadURL })),
    created("empty id", "gives an empty id", "minLength", (result) => ({ ...result, id: "" })),
    created("id is a number", "gives a number for an id", "type", (result) => ({ ...result, id: 42 })),
    created("long id", "gives an id of 1025 characters", "maxLength", (result) => ({
      ...result,
      id: "x".repeat(1025),
    })),
    created("no uploadURL", "leaves `uploadURL` out", "required", ({ id }) => ({ id })),
    created("uploadURL is a path", "gives a path for the upload URL", "format", (result) => ({
      ...result,
      uploadURL: `/${result["id"]}`,
    })),
    created("uploadURL with blanks", "gives an upload URL with a blank", "format", (result) => ({
      ...result,
      uploadURL: `${result["uploadURL"]} `,
    })),
    created("uploadURL is null", "gives null for the upload URL", "type", (result) => ({ ...result, uploadURL: null })),
    created("upload_url", "spells the upload URL in another way", "required", ({ id, uploadURL }) => ({
      id,
      upload_url: uploadURL,
    })),
    image("no id", "leaves `id` out", "required", { id: undefined }),
    image("filename is null", "has null for no file name", "type", { filename: null }),
    image("long filename", "has a file name of 256 characters", "maxLength", { filename: "x".repeat(256) }),
    image("creator is a number", "has a number for the creator", "type", { creator: 42 }),
    image("meta is null", "has null for no metadata", "type", { meta: null }),
    image("meta as text", "has the metadata as JSON in a text", "type", { meta: '{"album":"holiday"}' }),
    image("requireSignedURLs in quotes", "writes a boolean as a text", "type", { requireSignedURLs: "false" }),
    image("uploaded without a zone", "leaves the zone out of `uploaded`", "format", {
      uploaded: "2026-01-31T09:00:00.000",
    }),
    image("uploaded in seconds", "has seconds since 1970 for `uploaded`", "type", { uploaded: 1_769_850_000 }),
    image("uploaded is a day", "has a day for `uploaded`", "format", { uploaded: "2026-01-31" }),
    image("uploaded as HTTP writes it", "has the date of HTTP for `uploaded`", "format", {
      uploaded: "Sat, 31 Jan 2026 09:00:00 GMT",
    }),
    image("variants by name", "has an object for the variants", "type", {
      variants: { public: "https://imagedelivery.net/a/b/public" },
    }),
    image("variants are paths", "has paths for the variants", "format", { variants: ["/a/b/public"] }),
    image("draft is 1", "has a number for `draft`", "type", { draft: 1 }),
    image("draft is null", "has null where there is no draft", "type", { draft: null }),
    list("no images", "leaves `images` out", "required", ({ images: _, ...rest }) => rest),
    list("images is null", "has null for no images", "type", (result) => ({ ...result, images: null })),
    list("images by id", "has an object for the images", "type", (result) => ({ ...result, images: {} })),
    list("token is a number", "has a number for the token", "type", (result) => ({ ...result, continuation_token: 0 })),
    list("token is false", "has false for no token", "type", (result) => ({ ...result, continuation_token: false })),
    list("bare list", "has the list itself for the result", "type", (result) => result["images"]),
    body("list: image without id", "lists images without their ids", "required", ["listImages"], (whole) => ({
      ...whole,
      result: { ...whole.result, images: [{ filename: "beach.png" }] },
    })),
    body("deletion: text for the result", "has a text for the result", "type", ["deleteImage"], (whole) => ({
      ...whole,
      result: "deleted",
    })),
  ],
};
