import { documentPointer } from "../schema-part.ts";
import type { Change } from "./change.ts";
import { counterpart } from "./counterpart.ts";
import { isUsedUp } from "./diff-budget.ts";
import { directionChanges } from "./direction-changes.ts";
import { inclusionOf } from "./inclusion/inclusion.ts";
import { closed, contentPairs, haveSameEncoding, type PartPair, partPairs, unknownType } from "./part-pairs.ts";
import { lostParameters } from "./refused-request.ts";
import { searchRequests } from "./request-search.ts";
import { type Doubt, doubtName, doubtsOf, settleDoubts } from "./settle-doubts.ts";
import { type OperationPair, placeIn } from "./side.ts";

/** The rules of refusals that are about no schema. */
const RULES = new Map([
  ["parameter", "parameter-removed"],
  ["media-type", "media-type-removed"],
]);

/** What has changed about the requests that an operation takes. */
export function requestChanges(pair: OperationPair): Change[] {
  const { sides, title: operation } = pair;
  const parts = partPairs(pair);
  const compared = parts.map((part) => {
    const left = part.place === "body" ? part.base : closed(part.base);
    return { part, ...inclusionOf(left, part.head, part.textsAt, sides.budget) };
  });
  const doubts = [...protocolDoubts(pair), ...compared.flatMap(({ part, gaps }) => doubtsOf(gaps, part.head))];
  const bases = new Map(parts.map(({ head, base }) => [head, base]));
  const isSpent = isUsedUp(sides.budget);
  const settled = settleDoubts(doubts, doubts.length > 0 && !isSpent ? searchRequests(pair, doubts) : [], {
    operation,
    isSpent,
    refusing: sides.head,
    rule: ({ keyword }) => RULES.get(keyword) ?? "request-refused",
    unproved: "request-unproved",
    refused: ({ message, keyword }) => `refuses a request that BASE takes: ${message} [${keyword}]`,
    doubted: (doubt) => `may refuse requests that BASE takes for ${doubtName(doubt)}`,
    other: (part, path, keyword) => {
      const own = part && bases.get(part);
      return placeIn(sides.base, own ? counterpart(own, path, keyword) : pair.base.pointer);
    },
  });
  const lost = compared
    .filter(({ part }) => part.place === "body")
    .flatMap(({ part, forgotten }) =>
      forgotten.map(({ at: path, place }): Change => {
        const what = `does not know the member ${path.join(".")} of the ${part.name} any more`;
        const why = "it is not refused; whether it still has an effect, the document does not say";
        const places = [placeIn(sides.base, documentPointer(part.base, place)), placeIn(sides.head, part.head.pointer)];
        return { kind: "unproved", rule: "member-forgotten", operation, what, why, places };
      }),
    );
  const marked = parts.filter(({ place }) => place === "body");
  return [
    ...settled,
    ...lost,
    ...marked.flatMap((part) => directionChanges(pair, part, "readOnly")),
    ...widened(pair, parts, settled),
    ...addedParameters(pair),
  ];
}

function at(path: readonly string[]): string {
  return path.length === 0 ? "" : ` of ${path.join(".")}`;
}

/** What no schema says: parameters and media types that are gone, whether there has to be a body, how things are serialised. */
function protocolDoubts({ base, head }: OperationPair): Doubt[] {
  const doubts: Doubt[] = lostParameters({ base, head }).map(({ in: place, name }) => ({
    keyword: "parameter",
    subject: `${place} ${name}`,
    pointer: head.pointer,
  }));
  const content = base.body?.content ?? [];
  const pointer = head.body?.pointer ?? head.pointer;
  const pairs = contentPairs(content, head.body?.content ?? []);
  for (const media of content) {
    const others = pairs.filter(([own]) => own === media).map(([, other]) => other);
    const isGone = unknownType(media, content, head.body?.content ?? []) !== undefined;
    if (isGone) doubts.push({ keyword: "media-type", subject: media.mediaType, pointer });
    for (const other of others) {
      if (!haveSameEncoding(media, other) && other.kind !== "binary")
        doubts.push({ keyword: "encoding", subject: media.mediaType, pointer: other.pointer });
    }
  }
  if (head.body?.required && !base.body?.required) doubts.push({ keyword: "body", subject: "", pointer });
  for (const own of base.parameters) {
    const other = head.parameters.find((each) => each.in === own.in && each.name === own.name);
    const isSame =
      other && ["style", "explode", "contentType"].every((name) => own[name as "style"] === other[name as "style"]);
    if (other && !isSame) doubts.push({ keyword: "style", subject: own.name, pointer: other.pointer });
  }
  return doubts;
}

/** What HEAD takes and BASE did not: it breaks nobody. */
function widened({ sides, title: operation }: OperationPair, parts: PartPair[], settled: Change[]): Change[] {
  const told = new Set(settled.flatMap(({ places }) => places.map(({ pointer }) => pointer)));
  return parts.flatMap((part) => {
    const left = part.place === "body" ? part.head : closed(part.head);
    const { gaps, forgotten } = inclusionOf(left, part.base, part.textsAt, sides.budget);
    const wider = gaps.flatMap(({ keyword, at: path, place }): Change[] => {
      const pointer = documentPointer(part.base, place);
      if (told.has(pointer)) return [];
      const what = `\`${keyword}\`${at(path)} of the ${part.name} is not asked any more, or asks less`;
      const places = [placeIn(sides.base, pointer), placeIn(sides.head, counterpart(part.head, path, keyword))];
      return [{ kind: "non-breaking", rule: "request-widened", operation, what, places }];
    });
    const added = forgotten
      .filter(({ required }) => part.place === "body" && !required)
      .map(({ at: path, place }): Change => {
        const what = `takes a new optional member ${path.join(".")} of the ${part.name}`;
        const places = [placeIn(sides.head, documentPointer(part.head, place))];
        return { kind: "non-breaking", rule: "member-added", operation, what, places };
      });
    return [...wider, ...added];
  });
}

function addedParameters({ base, head, sides, title: operation }: OperationPair): Change[] {
  const parameters = lostParameters({ base: head, head: base })
    .filter(({ required }) => !required)
    .map(({ in: place, name, pointer }): Change => {
      const what = `takes a new optional ${place} parameter ${name}`;
      return { kind: "non-breaking", rule: "parameter-added", operation, what, places: [placeIn(sides.head, pointer)] };
    });
  const known = base.body?.content ?? [];
  const content = (head.body?.content ?? [])
    .filter(
      ({ mediaType }) =>
        !contentPairs(known, head.body?.content ?? []).some(([, other]) => other.mediaType === mediaType),
    )
    .map(({ mediaType, pointer }): Change => {
      const what = `takes a body of type ${mediaType}, too`;
      return {
        kind: "non-breaking",
        rule: "media-type-added",
        operation,
        what,
        places: [placeIn(sides.head, pointer)],
      };
    });
  const isOptional = base.body?.required && head.body && !head.body.required;
  const body: Change[] = isOptional
    ? [
        {
          kind: "non-breaking",
          rule: "request-widened",
          operation,
          what: "takes a request without a body, too",
          places: [placeIn(sides.head, head.body?.pointer ?? head.pointer)],
        },
      ]
    : [];
  return [...parameters, ...content, ...body];
}
