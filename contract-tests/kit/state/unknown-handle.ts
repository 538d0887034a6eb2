import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import { type JudgingTime, judgeRequest } from "../fuzz/request/judge-request.ts";
import type { RunArtefacts } from "../run-case.ts";
import type { ResourceLink } from "./resource-links.ts";

/** Before a number: it is then larger than those that a server has come to. */
const LARGER = "999999";

/**
 * A request like the one that a link leads to, for something that nobody was given: of what the link takes
 * from the response, the first letter or digit that may be another one is another one.
 *
 * @returns `undefined` when the contract leaves no other value
 */
export function unknownHandle(
  template: RequestTemplate,
  { target, handles }: Pick<ResourceLink, "target" | "handles">,
  artefacts: Pick<RunArtefacts, "validator" | "schema">,
  time: JudgingTime,
): RequestTemplate | undefined {
  for (const { in: place, name } of handles) {
    const known = template.path[name];
    if (place !== "path" || typeof known !== "string") continue;
    const found = othersLike(known)
      .map((text) => ({ ...template, path: { ...template.path, [name]: text } }))
      .find((other) => judgeRequest(other, target, artefacts, time)?.length === 0);
    if (found) return found;
  }
  return undefined;
}

function othersLike(text: string): string[] {
  if (/^\d+$/.test(text)) return [`${LARGER}${text}`];
  const characters = [...text];
  return characters.flatMap((character, index) => {
    const next = /[0-9a-z]/i.test(character) ? (/[1b]/i.test(character) ? "2" : "1") : undefined;
    if (next === undefined) return [];
    return [characters.with(index, next).join("")];
  });
}
