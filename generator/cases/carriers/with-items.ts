import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import { memberOf } from "../instance.ts";
import { itemSite, type Site } from "../site.ts";
import type { Sample } from "./carrier.ts";

/** An array with an item, if one can be made: where items travel one by one, an array of none is as good as absent. */
export function withItem(value: JsonTemplate, site: Site | undefined, sample: Sample): JsonTemplate {
  if (!Array.isArray(value) || value.length > 0 || !site) return value;
  const items = itemSite(site, 0);
  const item = items && sample(items);
  return item === undefined ? value : [item];
}

/** The same for every member of a form. */
export function withItems(form: JsonTemplate, root: Site, sample: Sample): JsonTemplate {
  if (!isObjectTemplate(form)) return form;
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, withItem(value, memberOf(root, name), sample)]),
  );
}
