import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import { itemSite, memberSite, type Site } from "../site.ts";

/** Whether a member belongs to answers only (OpenAPI 3.1.1, section 4.8.24.2). */
export function isReadOnly(member: Site): boolean {
  return member.nodes.some(({ schema }) => schema["readOnly"] === true);
}

/** An instance, such as an author's example of an answer, without the members that belong to answers only. */
export function withoutReadOnly(value: JsonTemplate, site: Site): JsonTemplate {
  if (Array.isArray(value)) {
    return value.map((item, index) => inside(item, itemSite(site, index)));
  }
  if (!isObjectTemplate(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, JsonTemplate][] => {
      const own = memberSite(site, name);
      return own && isReadOnly(own) ? [] : [[name, inside(member, own)]];
    }),
  );
}

function inside(value: JsonTemplate, site: Site | undefined): JsonTemplate {
  return site === undefined ? value : withoutReadOnly(value, site);
}
