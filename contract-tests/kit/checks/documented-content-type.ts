import { headerValue } from "../wire-message.ts";
import { documentCheck, failed, inDocument, PASSED } from "./check.ts";
import { documentedMediaType, documentedResponse, isBodiless } from "./documented.ts";

/** The Content-Type is one that the document names for the status. A status without `content` may carry anything. */
export const documentedContentType = documentCheck("documented-content-type", ({ status, headers }, { operation }) => {
  const documented = documentedResponse(operation, status);
  if (!documented || documented.content.length === 0 || isBodiless(operation, status)) return PASSED;
  const contentType = headerValue(headers, "content-type");
  if (contentType !== undefined && documentedMediaType(documented, contentType)) return PASSED;
  const known = documented.content.map(({ mediaType }) => mediaType).join(", ");
  return failed(
    inDocument(`${documented.pointer}/content`),
    `the ${status} has ${contentType === undefined ? "no Content-Type" : `Content-Type ${contentType}`}; documented: ${known}`,
    "Send the documented media type, or describe this one in the document.",
  );
});
