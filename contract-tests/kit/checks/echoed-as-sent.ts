import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonSchema } from "../../../spec/interchange/json.ts";
import { typeOf } from "../../../spec/interchange/schema-types.ts";
import { argumentsOf, commonTypes, memberNodes, type Nodes, nodesOf } from "../fuzz/arbitrary/schema-nodes.ts";
import { bodyOf } from "../workflow/scope.ts";
import { atPointer, describeValue } from "../workflow/value.ts";
import { isSafeMethod } from "../write-guard.ts";
import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { type Resource, resourceIn } from "./resource-in.ts";

/** Ends of names of what a server may move on by itself. */
const MOVES = /(?:state|status|phase|stage|version|revision|count)$/i;

/**
 * What was sent to make a thing comes back when the thing is read: members that both schemas declare, with
 * a type that both allow. Of a list every item has to come back, in any order and how often ever. Not judged is
 * what a server may write in another way or change by itself: texts with a `format`, numbers with a fraction,
 * states; what is `readOnly` or `writeOnly`; and what the response to the creation already says otherwise, or
 * leaves out.
 */
export const echoedAsSent: Check = {
  judges: ({ tests }) => tests.keyword === "link",
  ...responseCheck("echoed-as-sent", (response, { operation, link, artefacts }) => {
    if (!link?.sent || link.handle === undefined || operation.method !== "GET" || isSafeMethod(link.source.method)) {
      return PASSED;
    }
    const { source, created, sent, handle } = link;
    const holder = handle.replace(/\/[^/]*$/, "");
    const read = resourceIn(operation, response, holder, artefacts);
    // The same name at the same place: it is the thing that was made.
    if (!read || !isDeepStrictEqual(atPointer(bodyOf(response), handle), atPointer(bodyOf(created), handle))) {
      return PASSED;
    }
    const root = artefacts.schema(sent.schema);
    const wanted: Resource | undefined = isJsonObject(sent.instance)
      ? { value: sent.instance, nodes: nodesOf([root], root) ?? [], root }
      : undefined;
    const answered = resourceIn(source, created, holder, artefacts);
    const lost = wanted && lostMembers(wanted, read, answered);
    const [name, value] = lost?.[0] ?? [];
    if (lost === undefined || name === undefined) return PASSED;
    const others = lost.slice(1).map(([other]) => other);
    return failed(
      inDocument(link.pointer),
      `${name} was sent to ${source.id} as ${describeValue(value)} and is ${describeValue(read.value[name])} ` +
        `in the answer of ${operation.id}${others.length > 0 ? `; so are ${others.join(", ")}` : ""}`,
      "Keep what was sent; or say in the document by `readOnly`, `writeOnly` or another name that it does not come back.",
    );
  }),
};

/** The members that were sent and do not come back, with what was sent. */
function lostMembers(sent: Resource, read: Resource, answered: Resource | undefined): [name: string, value: Json][] {
  return Object.entries(sent.value).filter(([name, value]) => {
    const asked = memberNodes(sent.nodes, name, sent.root);
    const told = memberNodes(read.nodes, name, read.root);
    if (asked.length === 0 || told.length === 0 || MOVES.test(name)) return false;
    if (!isComparable(value, asked, sent.root) || !isComparable(value, told, read.root)) return false;
    const isAnswered = answered && memberNodes(answered.nodes, name, answered.root).length > 0;
    if (isAnswered && !isKept(value, answered.value[name])) return false;
    return !isKept(value, read.value[name]);
  });
}

/** Whether a value can come back only as it is, by the schemas of its place. */
function isComparable(value: Json, nodes: Nodes, root: JsonSchema): boolean {
  if (["readOnly", "writeOnly"].some((keyword) => argumentsOf(nodes, keyword).includes(true))) return false;
  if (!commonTypes(nodes, root).has(typeOf(value))) return false;
  switch (typeOf(value)) {
    case "boolean":
    case "integer":
      return true;
    case "string":
      return ["format", "contentEncoding", "contentMediaType"].every(
        (keyword) => argumentsOf(nodes, keyword).length === 0,
      );
    case "object":
      return Object.entries(value as object).every(
        ([name, member]) => !MOVES.test(name) && isComparable(member as Json, memberNodes(nodes, name, root), root),
      );
    case "array":
      return (
        argumentsOf(nodes, "prefixItems").length === 0 &&
        (value as Json[]).every((item) => isComparable(item, itemNodes(nodes, root), root))
      );
    default:
      return false;
  }
}

function itemNodes(nodes: Nodes, root: JsonSchema): Nodes {
  return nodesOf(argumentsOf<JsonSchema>(nodes, "items"), root) ?? [];
}

/** Whether a value came back; an object may have got more members, and a list more items. */
function isKept(sent: Json, received: Json | undefined): boolean {
  if (Array.isArray(sent)) {
    return Array.isArray(received) && sent.every((item) => received.some((other) => isKept(item, other)));
  }
  if (!isJsonObject(sent)) return sent === received;
  return isJsonObject(received) && Object.entries(sent).every(([name, value]) => isKept(value, received[name]));
}
