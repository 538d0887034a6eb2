import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../../spec/interchange/template.ts";

/** An object in which expressions may stand. */
export type TemplateObject = { [member: string]: JsonTemplate };

/** The value at the end of a way through objects and arrays; `undefined` when there is none. */
export function valueAt(value: JsonTemplate | undefined, way: readonly string[]): JsonTemplate | undefined {
  return way.reduce<JsonTemplate | undefined>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)];
    return isObjectTemplate(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }, value);
}

/** A copy with another value at the end of a way; without one when it is `undefined`. The way leads to a container. */
export function withValueAt(
  value: JsonTemplate,
  way: readonly string[],
  replacement: JsonTemplate | undefined,
): JsonTemplate {
  const [step, ...rest] = way;
  if (step === undefined) return replacement ?? null;
  if (Array.isArray(value)) {
    const index = Number(step);
    const inner = rest.length === 0 ? replacement : withValueAt(value[index] ?? null, rest, replacement);
    return inner === undefined ? value.toSpliced(index, 1) : (value as JsonTemplate[]).with(index, inner);
  }
  if (!isObjectTemplate(value)) return value;
  const inner = rest.length === 0 ? replacement : withValueAt(value[step] ?? null, rest, replacement);
  const entries = Object.entries(value);
  if (inner === undefined) return Object.fromEntries(entries.filter(([name]) => name !== step));
  const isKnown = Object.hasOwn(value, step);
  return Object.fromEntries(
    isKnown ? entries.map(([name, own]) => [name, name === step ? inner : own]) : [...entries, [step, inner]],
  );
}
