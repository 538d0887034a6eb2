import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../spec/interchange/template.ts";
import type { Edit } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import { edited, valueAt } from "./instance.ts";
import type { Visit } from "./visit.ts";

/**
 * The edits that make a candidate out of the base's instance: first what brings its site into being,
 * then its own. None of them lies inside another, and none replaces a form or parameters as a whole.
 */
export function settle(edits: Edit[], { whole, differsAt }: Visit, carrier: Carrier): Edit[] | undefined {
  const texts = edits.filter((edit) => "text" in edit);
  const values = edits.filter((edit) => !("text" in edit));
  let changed: JsonTemplate | undefined = whole;
  for (const edit of values) {
    changed = edited(changed, edit, carrier.root, () => undefined);
    if (changed === undefined) return undefined;
  }
  const places = [...(differsAt ? [differsAt] : []), ...values.map(({ at }) => at)];
  const outermost = places.filter(
    (at, index) => !places.some((other, second) => isOutside(other, at) || (second < index && isSame(other, at))),
  );
  const settled = outermost.flatMap((at): Edit[] => {
    if (at.length === 0 && carrier.isText(["member"])) return byMember(carrier.instance, changed);
    const value = valueAt(changed, at);
    return [value === undefined ? { at, remove: true } : { at, value }];
  });
  return [...settled.filter(({ at }) => !texts.some((text) => isSame(text.at, at))), ...texts];
}

/** One edit for each member that differs. */
function byMember(before: JsonTemplate | undefined, after: JsonTemplate | undefined): Edit[] {
  if (!isObjectTemplate(before) || !isObjectTemplate(after))
    return after === undefined ? [] : [{ at: [], value: after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Edit[] => {
    if (!Object.hasOwn(after, name)) return [{ at: [name], remove: true }];
    const value = after[name] as JsonTemplate;
    return JSON.stringify(value) === JSON.stringify(before[name]) ? [] : [{ at: [name], value }];
  });
}

function isSame(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((step, index) => step === right[index]);
}

function isOutside(holder: string[], at: string[]): boolean {
  return holder.length < at.length && holder.every((step, index) => step === at[index]);
}
