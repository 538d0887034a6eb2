import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../../../spec/interchange/contract.ts";
import { isTransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";
import { bodyOf } from "../workflow/scope.ts";
import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { documentedResponse, namesStatus } from "./documented.ts";

/**
 * What an accepted deletion has deleted is gone: the operation that read it answers the 404 or 410 that it
 * documents, and a second deletion something that is documented. An answer that has changed with the
 * deletion passes: a server may keep a record of what is no more.
 */
export const goneAfterDelete: Check = {
  judges: ({ tests }) => tests.keyword === "link",
  ...responseCheck("gone-after-delete", (_response, { operation, link }) => {
    if (!link?.deletion) return PASSED;
    const { reader, before, after, again } = link.deletion;
    const read = `${reader.method} ${reader.path}`;
    const isThere = !isTransportFailure(after) && after.status >= 200 && after.status < 300;
    if (isThere && isDeepStrictEqual(bodyOf(after), bodyOf(before))) {
      return failed(
        inDocument(link.pointer),
        `after ${operation.id} succeeded, ${read} answers ${after.status} as before; expected ${goneStatuses(reader)}`,
        "Delete it before saying so; what will be deleted later is answered 202.",
      );
    }
    if (!isTransportFailure(after) && !isThere && !isOrderly(reader, after)) {
      return failed(
        inDocument(link.pointer),
        `after ${operation.id} succeeded, ${read} answers ${after.status}; expected ${goneStatuses(reader)}`,
        "What is gone is an ordinary 404 or 410, as documented.",
      );
    }
    if (isTransportFailure(again) || isOrderly(operation, again)) return PASSED;
    return failed(
      inDocument(link.pointer),
      `a second ${operation.method} ${operation.path} is answered ${again.status}; expected a documented refusal or success`,
      "Deleting what is gone is an ordinary 404, or a success again, as documented.",
    );
  }),
};

/** The statuses by which an operation says, as documented, that something is not there. */
function goneStatuses(reader: Operation): string {
  return [404, 410].filter((status) => namesStatus(reader, status)).join(" or ");
}

function isOrderly(operation: Operation, { status }: WireResponse): boolean {
  return status < 500 && documentedResponse(operation, status) !== undefined;
}
