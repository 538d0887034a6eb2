import type { CheckContext } from "../checks/check.ts";
import { isDocumentedAnswer } from "../probe/documented-answer.ts";
import type { CaseExchange } from "../result.ts";
import { isTransportFailure, type TransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";
import type { ResourceLink } from "./resource-links.ts";

/** Refusals that contradict a link: what it yields is not taken, or not there. */
const CONTRADICTIONS = new Set([400, 401, 404, 405, 410, 422]);

/**
 * Why a documented refusal of what a link leads to may as well be right: it speaks of more than the link
 * yields.
 *
 * @returns `undefined` when the answer can be judged
 */
export function reasonUndecidedLink(
  { fills, givesUrl, target }: ResourceLink,
  created: CaseExchange,
  answer: WireResponse | TransportFailure,
  { artefacts, now }: { artefacts: CheckContext["artefacts"]; now: () => number },
): string | undefined {
  if (isTransportFailure(answer) || answer.status < 400 || answer.status >= 500) return undefined;
  if (!isDocumentedAnswer(target, answer, { artefacts, now })) return undefined;
  const { status } = answer;
  if (!CONTRADICTIONS.has(status))
    return `undecided: ${target.id} answered ${status}, which depends on more than the link`;
  if (status !== 404 && status !== 410) return undefined;
  const open = target.parameters.find((parameter) => parameter.in === "path" && !fills.includes(parameter));
  if (open && !givesUrl) return `undecided: the link leaves the path parameter ${open.name} to whoever follows it`;
  const isPending = !isTransportFailure(created.answer) && created.answer.status === 202;
  return isPending ? "undecided: what was accepted with 202 need not be there yet" : undefined;
}
