import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";

/** What a link of a response leads to is there: the operation succeeds with the values that the link yields. */
export const linkFollowed: Check = {
  judges: ({ tests }) => tests.keyword === "link",
  ...responseCheck("link-followed", ({ status }, { operation, link }) => {
    if (!link || (status >= 200 && status < 400)) return PASSED;
    const { source, created, pointer } = link;
    return failed(
      inDocument(pointer),
      `the link leads to ${operation.method} ${operation.path}, which answers ${status} ` +
        `right after ${source.id} was answered ${created.status}; expected a success`,
      "What a link yields must be accepted by the operation that it names: mend the link, or the server.",
    );
  }),
};
