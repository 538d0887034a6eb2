import type { MediaType, Response } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { concreteMediaType } from "../../spec/interchange/media-type.ts";
import type { SchemaPart } from "../schema-part.ts";
import { anyAnswer } from "./any-answer.ts";
import { bodyTravel } from "./body-travel.ts";
import type { Change, Refusal, ResponseWitness } from "./change.ts";
import { headerTravel } from "./header-travel.ts";
import { contentPairs, haveSameEncoding, schemaOf, textsOf, unknownType } from "./part-pairs.ts";
import { pairResponses } from "./response-pairs.ts";
import { type OperationPair, placeIn } from "./side.ts";
import { valueChanges } from "./value-changes.ts";

type Answer = Response<SchemaPart>;

/** Two answers to the same status. */
interface AnswerPair {
  base: Answer;
  head: Answer;
  /** A status of which both say something. */
  status: string;
}

/** What has changed about the answers of an operation, as those who rely on BASE see it. */
export function responseChanges(pair: OperationPair): Change[] {
  const { pairs, added, removed } = pairResponses(pair.base, pair.head);
  const { title: operation, sides } = pair;
  return [
    ...added.map(({ head, status }) => statusAdded(pair, head, status)),
    ...ofStatuses(
      pairs.flatMap((answers) =>
        [...contentChanges(pair, answers), ...headerChanges(pair, answers)].map((change): [string, Change] => [
          answers.status,
          change,
        ]),
      ),
    ),
    ...removed.map(({ status, pointer }): Change => {
      const places = [placeIn(sides.base, pointer), placeIn(sides.head, `${pair.head.pointer}/responses`)];
      const what = `does not answer ${status} any more`;
      return { kind: "non-breaking", rule: "status-removed", operation, what, places };
    }),
  ];
}

/** What is the same for several statuses is told once. */
function ofStatuses(changes: [status: string, change: Change][]): Change[] {
  const groups = Map.groupBy(changes, ([, { kind, rule, what, places }]) => {
    const base = places.find(({ document }) => document === "base");
    return JSON.stringify([kind, rule, what, base?.pointer]);
  });
  return [...groups.values()].flatMap((group) => {
    const statuses = [...new Set(group.map(([status]) => status))];
    const [first] = group;
    return first ? [{ ...first[1], what: `${first[1].what} (${statuses.join(", ")})` }] : [];
  });
}

function statusAdded({ title: operation, sides, base }: OperationPair, head: Answer, status: string): Change {
  const known = base.responses.map((each) => each.status).join(", ");
  const message = `status ${status} is none of those documented: ${known || "none"}`;
  const refusal: Refusal = { keyword: "status", pointer: `${base.pointer}/responses`, message };
  const witness: ResponseWitness = { kind: "response", ...anyAnswer(head, status), refusals: [refusal] };
  const places = [placeIn(sides.base, `${base.pointer}/responses`), placeIn(sides.head, head.pointer)];
  const what = `answers ${head.status}, of which BASE says nothing`;
  return { kind: "breaking", rule: "status-added", operation, what, places, witness };
}

function contentChanges(pair: OperationPair, { base, head, status }: AnswerPair): Change[] {
  const { title: operation, sides } = pair;
  const both = [placeIn(sides.base, base.pointer), placeIn(sides.head, head.pointer)];
  const quiet = (rule: string, what: string): Change => ({ kind: "non-breaking", rule, operation, what, places: both });
  if (base.content.length === 0) {
    return head.content.length === 0 ? [] : [quiet("content-added", "answers with a body")];
  }
  const gone = (message: string, media?: MediaType<SchemaPart>, type?: string): Change => {
    const refusal: Refusal = { keyword: "media-type", pointer: `${base.pointer}/content`, message };
    const answer = anyAnswer(head, status, media, type);
    const witness: ResponseWitness = { kind: "response", ...answer, refusals: [refusal] };
    const what = `answers otherwise: ${message}`;
    return { kind: "breaking", rule: "content-type-changed", operation, what, places: both, witness };
  };
  if (head.content.length === 0) return [gone("BASE documents a body and HEAD has none")];
  const paired = contentPairs(head.content, base.content);
  return [
    ...head.content.flatMap((media) => {
      const type = unknownType(media, head.content, base.content);
      return type === undefined ? [] : [gone(`a body of type ${type} is not documented in BASE`, media, type)];
    }),
    ...paired.flatMap(([own, other]): Change[] => {
      if (own.kind === "binary" || other.kind === "binary") return [];
      const [allowing, refusing] = [schemaOf(own), schemaOf(other)];
      // Of two ranges, a type that falls under both.
      const { headers } = anyAnswer(head, status);
      const fields = headers === undefined ? {} : { headers };
      const mediaType = concreteMediaType(own.mediaType.includes("*") ? other.mediaType : own.mediaType);
      const changes = valueChanges(
        pair,
        {
          allowing,
          refusing,
          pointers: [own.pointer, other.pointer],
          textsAt: textsOf(own),
          travel: own.kind === "json" ? undefined : bodyTravel(own, (part) => (part === refusing ? other : own)),
        },
        "bodies",
        (body, refusals) => ({ kind: "response", status, mediaType, ...fields, body, refusals }),
      );
      if (haveSameEncoding(own, other)) return changes;
      const what = `writes its ${own.mediaType} in another way`;
      const why = "how forms are written in answers is not compared";
      return [...changes, { kind: "unproved", rule: "response-unproved", operation, what, why, places: both }];
    }),
    ...base.content
      .filter((media) => !paired.some(([, other]) => other === media))
      .map(({ mediaType }) => quiet("content-type-removed", `does not answer as ${mediaType} any more`)),
  ];
}

/** Header fields that HEAD does not document are taken for fields that it does not send. */
function headerChanges(pair: OperationPair, { base, head, status }: AnswerPair): Change[] {
  const { title: operation, sides } = pair;
  const empty = ({ pointer }: Answer): SchemaPart => ({
    name: "headers",
    schema: { type: "object" },
    pointer,
    origins: new Map(),
  });
  const [refusing, allowing] = [base.headers ?? empty(base), head.headers ?? empty(head)];
  const [known, own] = [namesOf(refusing), namesOf(allowing)];
  const required = (refusing.schema as { required?: string[] }).required ?? [];
  const compared = base.headers
    ? valueChanges(
        pair,
        {
          allowing,
          refusing,
          pointers: [head.pointer, base.pointer],
          textsAt: 1,
          travel: headerTravel,
          isClosed: true,
        },
        "header fields",
        (headers, refusals) => ({ kind: "response", status, headers, refusals }),
      )
    : [];
  const lost = known
    .filter((name) => !own.includes(name) && !required.includes(name))
    .map((name): Change => {
      const what = `does not document the header field ${name} any more`;
      const why = "it was optional; whether it is still sent, and whether anybody needs it, the documents do not say";
      const places = [placeIn(sides.base, refusing.pointer), placeIn(sides.head, head.pointer)];
      return { kind: "unproved", rule: "header-forgotten", operation, what, why, places };
    });
  const added = own
    .filter((name) => !known.includes(name))
    .map((name): Change => {
      const what = `has a new header field ${name}`;
      return {
        kind: "non-breaking",
        rule: "header-added",
        operation,
        what,
        places: [placeIn(sides.head, allowing.pointer)],
      };
    });
  return [...compared.filter(({ rule }) => rule !== "member-added"), ...lost, ...added];
}

function namesOf({ schema }: SchemaPart): string[] {
  return Object.keys((schema as { properties?: JsonObject }).properties ?? {});
}
