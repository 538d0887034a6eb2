import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below, tokensOf, valueAt } from "../../../spec/interchange/pointer.ts";
import { appendItems, kindOf, MergeError, mergeObject, setMember, type Traced } from "./merge.ts";
import { originOf, ownOriginAt, setItemOrigins } from "./origin.ts";
import type { Overlay } from "./overlay.ts";

/**
 * Updates the node at a place: an object is merged, to an array is appended, any other value is replaced.
 *
 * @throws {@link MergeError} when the update is of another kind
 */
export function updateNode(
  document: Traced<JsonObject>,
  place: JsonPointer,
  update: Traced,
  version: Overlay["version"],
): void {
  const target = ownNode(document, place);
  if (isObject(target)) {
    if (!isObject(update)) throw misfit(place, target.value, update.value);
    mergeObject(target, update, version === "1.0", place);
  } else if (isArray(target)) {
    appendItems(target, itemsOf(update, place, version));
  } else {
    if (kindOf(update.value) !== kindOf(target.value)) throw misfit(place, target.value, update.value);
    const [above, token] = parentOf(place);
    setMember(ownNode(document, above), token, update);
  }
}

/** Takes nodes out of what they stand in; the last items of an array first, as those after them move up. */
export function removeNodes(document: Traced<JsonObject>, places: readonly JsonPointer[]): void {
  for (const place of places.toSorted(byPlace).reverse()) {
    const [above, token] = parentOf(place);
    const { value, origin } = ownNode(document, above);
    if (Array.isArray(value)) {
      const items = value.map((_, index) => originOf(origin, String(index)));
      value.splice(Number(token), 1);
      setItemOrigins(origin, items.toSpliced(Number(token), 1));
    } else {
      delete (value as JsonObject)[token];
      origin.members?.delete(token);
    }
  }
}

/** What is appended: in 1.0 one entry, in 1.1 the entries of an array, too. */
function itemsOf(update: Traced, place: JsonPointer, version: Overlay["version"]): Traced<Json[]> {
  if (!isArray(update)) {
    return { value: [update.value], origin: { ...update.origin, members: new Map([["0", update.origin]]) } };
  }
  if (version === "1.1") return update;
  throw new MergeError(
    `one entry is appended to ${place} in 1.0, and the update is an array; 1.1.0 appends its entries`,
  );
}

function ownNode(document: Traced<JsonObject>, place: JsonPointer): Traced {
  return { value: valueAt(document.value, place) ?? null, origin: ownOriginAt(document.origin, place) };
}

function parentOf(place: JsonPointer): [above: JsonPointer, token: string] {
  const tokens = tokensOf(place);
  return [below("", ...tokens.slice(0, -1)), tokens.at(-1) ?? ""];
}

function misfit(place: JsonPointer, old: Json, value: Json): MergeError {
  return new MergeError(`${place || "the document"} is ${kindOf(old)} and the update is ${kindOf(value)}`);
}

function isObject(traced: Traced): traced is Traced<JsonObject> {
  return isJsonObject(traced.value);
}

function isArray(traced: Traced): traced is Traced<Json[]> {
  return Array.isArray(traced.value);
}

/** Parents before what is in them, items by their index: what is inside goes first, backwards. */
function byPlace(one: JsonPointer, other: JsonPointer): number {
  const [ones, others] = [tokensOf(one), tokensOf(other)];
  const index = ones.findIndex((token, at) => token !== others[at]);
  if (index < 0) return ones.length - others.length;
  const [token = "", next] = [ones[index], others[index]];
  if (next === undefined) return 1;
  return Number(token) - Number(next) || (token < next ? -1 : 1);
}
