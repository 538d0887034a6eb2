import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../spec/interchange/template.ts";
import type { Edit } from "./candidate.ts";
import { itemSite, memberSite, type Site } from "./site.ts";

type Container = JsonTemplate[] | { [member: string]: JsonTemplate };

/**
 * An instance with one edit made. What is missing on the way to the edited place is filled with samples.
 *
 * @returns `undefined` when there is no way to the place
 */
export function edited(
  instance: JsonTemplate | undefined,
  edit: Edit,
  root: Site,
  sample: (site: Site) => JsonTemplate | undefined,
): JsonTemplate | undefined {
  const value = "value" in edit ? edit.value : "text" in edit ? edit.text : undefined;
  if (edit.at.length === 0) return value;
  let site: Site | undefined = root;
  const start = isContainer(instance) ? clone(instance) : site && sample(site);
  if (!isContainer(start)) return undefined;
  let holder: Container = start;
  for (const step of edit.at.slice(0, -1)) {
    site = site && memberOf(site, step);
    let next = get(holder, step);
    if (!isContainer(next)) {
      next = site && sample(site);
      if (!isContainer(next) || isBeyond(holder, step)) return undefined;
      next = clone(next);
      set(holder, step, next);
    }
    holder = next as Container;
  }
  const last = edit.at.at(-1) ?? "";
  if ("remove" in edit) Array.isArray(holder) ? holder.splice(Number(last), 1) : delete holder[last];
  else if (isBeyond(holder, last)) return undefined;
  else set(holder, last, value as JsonTemplate);
  return start;
}

/** The site of a member or an item. */
export function memberOf(site: Site, step: string): Site | undefined {
  return (
    (site.types.has("object") ? memberSite(site, step) : undefined) ??
    (/^\d+$/.test(step) ? itemSite(site, Number(step)) : undefined)
  );
}

/** What stands at a place of an instance. */
export function valueAt(instance: JsonTemplate | undefined, at: string[]): JsonTemplate | undefined {
  return at.reduce<JsonTemplate | undefined>(
    (node, step) => (isContainer(node) ? get(node, step) : undefined),
    instance,
  );
}

/** An instance in which another value stands at a place whose holder is there. */
export function withValue(instance: JsonTemplate, at: string[], value: JsonTemplate): JsonTemplate {
  const [step, ...rest] = at;
  if (step === undefined) return value;
  if (!isContainer(instance)) return instance;
  const changed: Container = Array.isArray(instance) ? [...instance] : { ...instance };
  const inner = get(instance, step);
  if (isBeyond(changed, step)) return instance;
  if (rest.length === 0) set(changed, step, value);
  else if (inner !== undefined) set(changed, step, withValue(inner, rest, value));
  return changed;
}

/** Whether an item at this index would leave holes before it, which no JSON has. */
function isBeyond(holder: Container, step: string): boolean {
  return Array.isArray(holder) && Number(step) > holder.length;
}

function isContainer(value: JsonTemplate | undefined): value is Container {
  return Array.isArray(value) || isObjectTemplate(value);
}

function clone<T extends JsonTemplate>(value: T): T {
  return structuredClone(value);
}

function get(holder: Container, step: string): JsonTemplate | undefined {
  if (Array.isArray(holder)) return holder[Number(step)];
  return Object.hasOwn(holder, step) ? holder[step] : undefined;
}

function set(holder: Container, step: string, value: JsonTemplate): void {
  if (Array.isArray(holder)) holder[Number(step)] = value;
  else
    Object.defineProperty(holder, step, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}
