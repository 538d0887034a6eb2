import { accepted } from "../../../../spec/interchange/expectation.ts";
import { isTextExpression, type JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { tokensOf } from "../../../../spec/interchange/pointer.ts";
import { freshen } from "../request/freshen.ts";
import { judgeRequest, type PlacedViolation } from "../request/judge-request.ts";
import type { Draft, RequestSpace } from "../request/request-space.ts";
import { valueAt, withValueAt } from "../request/value-at.ts";
import type { FuzzProperty, Probe, PropertyContext } from "./probe.ts";

/** Random valid data is accepted. */
export const validData: FuzzProperty = {
  id: "valid",
  leftOut: (space) => (space.isVaried ? undefined : "it takes no data"),
  probes: (context) =>
    context.space.drafts.map((draft) => () => {
      const sound = soundDraft(draft, context);
      if (!sound) return undefined;
      const { operation } = context.space;
      return { ...sound, tests: { keyword: "fuzz", pointer: operation.pointer }, expect: accepted(operation) };
    }),
};

/** How often what the validators refuse is taken out of a draft. */
const REPAIRS = 3;

/** A draft that the validators take, with fresh texts, and its request. */
export interface SoundDraft extends Pick<Probe, "template" | "mayBeTaken"> {
  draft: Draft;
}

/**
 * A draft as it may be sent: what the validators refuse in it is taken out, its texts are made fresh.
 *
 * @returns `undefined` when it stays invalid, cannot travel, or is valid at some moments only
 */
export function soundDraft(draft: Draft, { space, artefacts, time }: PropertyContext): SoundDraft | undefined {
  const judged = (each: Draft) => {
    const template = space.template(each);
    const violations = template && judgeRequest(template, space.operation, artefacts, time());
    return template && violations ? { template, violations } : undefined;
  };
  let current = draft;
  let verdict = judged(current);
  for (let count = 0; count < REPAIRS && verdict && verdict.violations.length > 0; count++) {
    current = verdict.violations.reduce(withoutCause, current);
    verdict = judged(current);
  }
  if (!verdict || verdict.violations.length > 0) return undefined;
  const { template } = verdict;
  if (current.body === undefined || !creates(space)) return { draft: current, template, mayBeTaken: false };
  if (hasContent(space)) return { draft: current, template, mayBeTaken: true };
  const keeps = (body: JsonTemplate) => judged({ ...current, body })?.violations.length === 0;
  const { body, mayBeTaken } = freshen(current.body, keeps);
  const fresh = { ...current, body };
  return { draft: fresh, template: space.template(fresh) ?? template, mayBeTaken };
}

/** Whether texts of the body are written in an encoding or a media type, which fresh characters may break. */
function hasContent({ media, schemaOf }: RequestSpace): boolean {
  const text = JSON.stringify(schemaOf("body") ?? true);
  // A part of a media type is bytes, not text.
  return text.includes('"contentEncoding"') || (media?.kind !== "multipart" && text.includes('"contentMediaType"'));
}

function creates({ operation: { method } }: RequestSpace): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

/** A draft without what breaks a rule: the member or the item at the place of the violation. */
function withoutCause(draft: Draft, { place, pointer }: PlacedViolation): Draft {
  const way = tokensOf(pointer);
  const instance = place === "body" ? draft.body : draft.parameters[place];
  if (instance === undefined || way.length === 0 || valueAt(instance, way) === undefined) return draft;
  const changed = withValueAt(instance, way, undefined);
  if (place === "body") return { ...draft, body: changed };
  if (isTextExpression(changed)) return draft;
  return { ...draft, parameters: { ...draft.parameters, [place]: changed as Draft["parameters"]["query"] } };
}
