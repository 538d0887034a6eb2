import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonTemplate, TextExpression } from "../../spec/interchange/expression.ts";
import { freshLooks, MORE_LOOKS, withFresh } from "../../spec/interchange/fresh-text.ts";
import type { Json } from "../../spec/interchange/json.ts";
import { isObjectTemplate } from "../../spec/interchange/template.ts";
import { freshTexts } from "./fresh-texts.ts";
import { memberOf, withValue } from "./instance.ts";
import type { Sampler } from "./sample/sampler.ts";
import { keywordValues, type Site } from "./site.ts";

/** So deep in an instance a server looks for what identifies a thing: `{ data: { attributes: { name } } }`. */
const DEPTH = 2;

/** More texts of one body are not made fresh. */
const MOST_TEXTS = 16;

/** Members that name a thing in most APIs: what an author gives for them is changed, too. */
const IDENTIFYING =
  /^(?:id|uid|uuid|key|name|(?:user|login|display|full|nick)_?name|nick|login|handle|slug|title|sku|.*e_?mail(?:_?address)?)$/i;

/** Members that name another thing, or that have to agree with something. */
const REFERRING = /[a-z0-9](?:Id|ID|_id|Ref|_ref)s?$|password|passphrase|secret|token|confirm|repeat|again/i;

/** Keywords that say where a text comes from. */
const FIXED = ["const", "enum", "default", "contentEncoding", "contentMediaType"];

/**
 * Whether requests of an operation make something that must not be there already: it documents that
 * something was created, or that there is a conflict (RFC 9110, sections 15.3.2 and 15.5.10).
 */
export function makesThings({ method, responses }: Operation<unknown>): boolean {
  const documents = (status: string) => responses.some((response) => response.status === status);
  if (method === "PATCH") return documents("409");
  return (method === "POST" || method === "PUT") && (documents("201") || documents("409"));
}

/** What is known of an instance whose texts are made fresh. */
export interface KnownInstance {
  root: Site;
  /** Whether the author of the document gave the whole of it. */
  isGiven: boolean;
  /** The parameters of the path by name; a member that says the same has to stay the same. */
  path: Readonly<Record<string, unknown>>;
  accepts: Sampler["accepts"];
  /** Whether an instance is as good as the one that was. */
  keeps(instance: JsonTemplate): boolean;
}

/**
 * An instance with fresh texts in place of those by which a server may tell things apart, as far as its schema
 * takes whatever they look like: texts that were made up, and those that name a thing.
 */
export function freshInstance(instance: JsonTemplate, known: KnownInstance): JsonTemplate {
  const isSound = (changed: JsonTemplate) => MORE_LOOKS.every((look) => known.keeps(withFresh(changed, look)));
  const found = textsOf(instance, [], known.root, known)
    .slice(0, MOST_TEXTS)
    .flatMap(({ at, site, ...text }) => {
      const fresh = freshTexts(text).find((made) => isAcceptedBy(site, made, known.accepts));
      return fresh === undefined ? [] : [{ at, fresh }];
    });
  const put = (current: JsonTemplate, { at, fresh }: (typeof found)[number]) => withValue(current, at, fresh);
  const all = found.reduce(put, instance);
  if (found.length === 0 || isSound(all)) return all;
  return found.reduce((current, each) => {
    const changed = put(current, each);
    return isSound(changed) ? changed : current;
  }, instance);
}

interface FoundText {
  at: string[];
  site: Site | undefined;
  text: string;
  format: string | undefined;
  isGiven: boolean;
}

function textsOf(instance: JsonTemplate, at: string[], site: Site | undefined, known: KnownInstance): FoundText[] {
  if (!isObjectTemplate(instance)) return [];
  const repeated = Object.entries(instance).flatMap(([name, value]) => (REPEATING.test(name) ? [value] : []));
  return Object.entries(instance).flatMap(([name, value]): FoundText[] => {
    const member = site && memberOf(site, name);
    const here = [...at, name];
    if (typeof value !== "string") return at.length < DEPTH ? textsOf(value, here, member, known) : [];
    if (REFERRING.test(name) || repeated.includes(value) || isInPath(name, value, known.path)) return [];
    if (member && FIXED.some((keyword) => keywordValues(member, keyword).length > 0)) return [];
    const examples = member ? keywordValues<Json[]>(member, "examples").flat() : [];
    const isGiven = known.isGiven || examples.includes(value) || member === undefined;
    const [format] = member ? keywordValues<string>(member, "format") : [];
    const isMeant = isGiven || at.length > 0 ? IDENTIFYING.test(name) || format === "email" : true;
    return isMeant ? [{ at: here, site: member, text: value, format, isGiven }] : [];
  });
}

/** Members that say once more what another one says. */
const REPEATING = /confirm|repeat|again/i;

function isInPath(name: string, value: string, path: KnownInstance["path"]): boolean {
  const names = Object.keys(path);
  if (names.length === 0) return false;
  return /^(?:id|uid|uuid)$/i.test(name) || names.includes(name) || Object.values(path).includes(value);
}

function isAcceptedBy(site: Site | undefined, made: TextExpression, accepts: Sampler["accepts"]): boolean {
  if (site === undefined) return true;
  const [of] = made.$text.flatMap((segment) => (typeof segment === "object" && "fresh" in segment ? [segment.of] : []));
  return freshLooks(of).every((look) => accepts(site, withFresh(made, look)));
}
