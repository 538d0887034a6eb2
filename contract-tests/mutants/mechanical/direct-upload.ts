import type { Review } from "./review.ts";

const FORM = ["content", "multipart/form-data"];
const FLOW = ["workflow"];

/** The mechanical mutants of the direct upload's server. */
export const DIRECT_UPLOAD_REVIEW: Review = {
  unseen: {
    "what is no date-time makes no instant, or one that is in no window": [
      "direct-upload/reference/date-time.ts instantOf: offset === undefined → false",
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: instant !== undefined → true",
    ],
    "a leap second ends a day of UTC, and a case has to be right at every other moment, too": [
      "direct-upload/reference/date-time.ts instantOf: second > 60 → second >= 60",
      "direct-upload/reference/date-time.ts instantOf: date.getTime() % 86_400_000 !== 0 → true",
      "direct-upload/reference/date-time.ts instantOf: 60 → 60 - 1",
      "direct-upload/reference/date-time.ts instantOf: 86_400_000 → 86_400_000 + 1",
      "direct-upload/reference/date-time.ts instantOf: 86_400_000 → 86_400_000 - 1",
      "direct-upload/reference/date-time.ts instantOf: 0 → 0 + 1 (2)",
      "direct-upload/reference/date-time.ts instantOf: 0 → 0 - 1 (2)",
    ],
    "no account of a run has as many images as a page takes when nobody says how many": [
      "direct-upload/operations.ts OPERATIONS.listImages: 1000 → 1000 + 1",
      "direct-upload/operations.ts OPERATIONS.listImages: 1000 → 1000 - 1",
    ],
    "the document does not say how much of a file's name is kept": [
      "direct-upload/rules.ts REFERENCE_RULES.uploaded: 255 → 255 + 1",
      "direct-upload/rules.ts REFERENCE_RULES.uploaded: 255 → 255 - 1",
    ],
    "the document does not say what becomes of parts that it does not have, and that come twice": [
      "direct-upload/reference/forms.ts byName: !declared.includes(part.name) → false",
    ],
    "a byte that is no UTF-8 may be read as another character": [
      "direct-upload/operations.ts textsOf: !isUtf8(bytes) → false",
    ],
    "no body has the boundary `undefined`": [
      "direct-upload/reference/forms.ts partsOf: boundary === undefined → false",
    ],
    "no id is taken by nobody": ["direct-upload/operations.ts OPERATIONS.createDirectUpload: id !== undefined → true"],
    "what is not asked for is as good as refused": [
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: signed === undefined → false (2)",
    ],
    "the 10 MB stand in the description of a response, not in a keyword": [
      "direct-upload/reference/forms.ts isImageSize: bytes.length <= 10_000_000 → true",
      "direct-upload/reference/forms.ts isImageSize: bytes.length <= 10_000_000 → bytes.length < 10_000_000",
      "direct-upload/reference/forms.ts isImageSize: 10_000_000 → 10_000_000 + 1",
      "direct-upload/reference/forms.ts isImageSize: 10_000_000 → 10_000_000 - 1",
      "direct-upload/operations.ts OPERATIONS.uploadImage: !rules.isImageSize(file.bytes) → false",
      "direct-upload/reference/answers.ts REFUSALS.size: 413 → 413 + 1",
      "direct-upload/reference/answers.ts REFUSALS.size: 413 → 413 - 1",
    ],
    "the workflow does not wait for an expiry, whose earliest moment is two minutes away": [
      "direct-upload/rules.ts REFERENCE_RULES.takesBytes: now <= image.expiresAt → true",
      "direct-upload/rules.ts REFERENCE_RULES.takesBytes: now <= image.expiresAt → now < image.expiresAt",
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: 30 → 30 + 1",
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: 30 → 30 - 1",
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: 60_000 → 60_000 + 1",
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: 60_000 → 60_000 - 1",
    ],
    "the document takes any status of failure for an id that is taken": [
      "direct-upload/reference/answers.ts REFUSALS.conflict: 409 → 409 + 1",
      "direct-upload/reference/answers.ts REFUSALS.conflict: 409 → 409 - 1",
    ],
    "a method that a path does not have may be answered as a path that there is not": [
      "direct-upload/reference/answers.ts REFUSALS.method: 405 → 405 - 1",
    ],
    "a missing body may be refused as data or as a media type": [
      'direct-upload/rules.ts REFERENCE_RULES.needsBody: operation === "uploadImage" → false',
      "direct-upload/server.ts directUploadServer.perform: rules.needsBody(id) && !rules.hasBody(call) → false",
    ],
    "an empty body with a Content-Type is no form, and none is needed; a byte has a Content-Type": [
      'direct-upload/rules.ts REFERENCE_RULES.hasBody: headers["content-type"] !== undefined → false',
      "direct-upload/rules.ts REFERENCE_RULES.hasBody: 0 → 0 + 1",
    ],
    "the API chooses the numbers of its errors and the names of its accounts": [
      "direct-upload/reference/answers.ts ERROR_CODE: 5400 → 5400 + 1",
      "direct-upload/reference/answers.ts ERROR_CODE: 5400 → 5400 - 1",
      "direct-upload/reference/images.ts hashOf: 0 → 0 + 1",
      "direct-upload/reference/images.ts hashOf: 22 → 22 + 1",
      "direct-upload/reference/images.ts hashOf: 22 → 22 - 1",
    ],
    "the document says of a download that it is an image, not which": [
      "direct-upload/rules.ts REFERENCE_RULES.uploaded: contentType ?? image.type → contentType && image.type",
    ],
    "a server that keeps nothing is for the bench alone, and so is what it makes up": [
      "direct-upload/operations.ts OPERATIONS.createDirectUpload: task.remembers → true",
      "direct-upload/operations.ts OPERATIONS.uploadImage: task.remembers → true",
      "direct-upload/operations.ts imageOf.requireSignedURLs: false → true",
      "direct-upload/operations.ts imageOf.isDraft: false → true",
    ],
    "it is there for mutants that people write": [
      'direct-upload/operations.ts OPERATIONS.createDirectUpload: expiry ?? "" → expiry && ""',
      'direct-upload/operations.ts OPERATIONS.createDirectUpload: text ?? "" → text && ""',
      "direct-upload/operations.ts OPERATIONS.uploadImage: 0 → 0 + 1",
      "direct-upload/server.ts directUploadServer.handle: early → false",
    ],
  },
  breaks: {
    "server/media-type.ts": FORM,
    "server/media-type-parameters.ts": FORM,
    "server/multipart.ts": [...FORM, "workflow/customId/noDraftAfter"],
    "server/query.ts": ["percent-encoding", "query", "creator", "properties"],
    "server/route.ts": ["paths", "base", "method-not-allowed", "security", "wrong-base-path"],
    "direct-upload/reference/answers.ts refusal": ["response-schema"],
    "direct-upload/reference/answers.ts success": ["response-schema", "documented-status", "base"],
    "direct-upload/reference/answers.ts imageView": ["response-schema", "draft", "link", ...FLOW],
    "direct-upload/reference/answers.ts REFUSALS": [
      "documented-status",
      "rejected-when-invalid",
      "credentials-required",
      "challenge-given",
    ],
    'direct-upload/reference/answers.ts REFUSALS."media-type"': ["content", "documented-status"],
    "direct-upload/reference/answers.ts REFUSALS.missing": [...FLOW, "paths"],
    "direct-upload/reference/answers.ts REFUSALS.method": ["paths", "method-not-allowed"],
    "direct-upload/reference/answers.ts REFUSALS.credentials": ["security"],
    "direct-upload/reference/credentials.ts": ["security", "refused-credentials"],
    "direct-upload/reference/date-time.ts": ["format", "x-formatMinimum", "x-formatMaximum"],
    "direct-upload/reference/fields.ts metadataOf": ["metadata"],
    "direct-upload/reference/fields.ts isMetadataSize": ["x-maxBytes"],
    "direct-upload/reference/fields.ts booleanOf": ["requireSignedURLs", "dependentSchemas"],
    "direct-upload/reference/fields.ts isPrivateCustom": ["dependentSchemas"],
    "direct-upload/reference/fields.ts perPageOf": ["per_page"],
    "direct-upload/reference/fields.ts isSortOrder": ["sort_order"],
    "direct-upload/reference/forms.ts": [...FORM, "additionalProperties"],
    "direct-upload/reference/images.ts": ["workflow", "link", "creator"],
    "direct-upload/reference/texts.ts isAccountId": ["account_id"],
    "direct-upload/reference/texts.ts isImageId": ["image_id"],
    "direct-upload/reference/texts.ts isIdLength": ["minLength", "maxLength"],
    "direct-upload/reference/texts.ts isIdShape": ["pattern"],
    "direct-upload/reference/texts.ts isUuid": ["not"],
    "direct-upload/reference/texts.ts codePoints": ["minLength", "maxLength"],
    "direct-upload/operations.ts OPERATIONS.createDirectUpload": ["createDirectUpload", ...FLOW],
    "direct-upload/operations.ts OPERATIONS.deleteImage": ["deleteImage"],
    "direct-upload/operations.ts OPERATIONS.downloadImage": ["downloadImage"],
    "direct-upload/operations.ts OPERATIONS.listImages": ["listImages", "workflow/pages"],
    "direct-upload/operations.ts OPERATIONS.uploadImage": ["uploadImage", "workflow/customId"],
    "direct-upload/operations.ts imageOf": ["image_id", "link", ...FLOW],
    "direct-upload/operations.ts formOf": FORM,
    "direct-upload/operations.ts textsOf": FORM,
    "direct-upload/rules.ts REFERENCE_RULES.needsCredentials": ["security", "refused-credentials"],
    "direct-upload/rules.ts REFERENCE_RULES.hasBody": ["content", "required", "body"],
    "direct-upload/rules.ts REFERENCE_RULES.needsBody": ["content", "required", "body"],
    "direct-upload/rules.ts REFERENCE_RULES.needsFile": ["required"],
    "direct-upload/rules.ts REFERENCE_RULES.takesBytes": FLOW,
    "direct-upload/rules.ts REFERENCE_RULES.uploaded": FLOW,
    "direct-upload/rules.ts REFERENCE_RULES.hasBytes": FLOW,
    "direct-upload/server.ts directUploadServer.handle": ["paths", "base", "security"],
    "direct-upload/server.ts directUploadServer.perform": [
      ...["percent-encoding", "security", "refused-credentials", "account_id", "image_id", "content", "required"],
    ],
  },
};
