import { isTextExpression, type JsonTemplate, type TextExpression } from "../../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../../spec/interchange/template.ts";
import { hash } from "../hash.ts";
import { withValueAt } from "./value-at.ts";

/** So many characters of a text are made fresh; shorter texts stay as they are. */
const FRESH = 8;

/** What the fresh characters may be, first any of `[0-9a-z]`. */
const ALPHABETS = [undefined, "lower", "digits", "upper"] as const;

/** Members of inner objects that usually have to be the only ones of their kind. */
const IDENTIFYING = /id$|key|name|slug|email|login|user|code|sku|title|number|reference/i;

/** A body whose texts no other request carries, as far as they may be changed. */
export interface Freshened {
  body: JsonTemplate;
  /** Whether something is left that another request may have had: a short text, one of a list. */
  mayBeTaken: boolean;
}

/**
 * Puts fresh characters into the texts by which a server may tell things apart, so that what a random
 * request creates is not there already. Where in the text they stand depends on the text: its start,
 * its end or its middle; the number of characters stays.
 *
 * @param keeps - whether a changed body is still as good as it was, whatever its fresh characters are
 */
export function freshen(body: JsonTemplate, keeps: (body: JsonTemplate) => boolean): Freshened {
  const texts = identifiers(body, [], 0);
  const all = texts.reduce((current, { way, value }) => withValueAt(current, way, freshTexts(value)[0] ?? value), body);
  const isAll = texts.every(({ value }) => freshTexts(value).length > 0);
  if (texts.length === 0 || keeps(all)) return { body: all, mayBeTaken: !isAll };
  let current = body;
  let mayBeTaken = false;
  for (const { way, value } of texts) {
    const ways = freshTexts(value).map((fresh) => withValueAt(current, way, fresh));
    const changed = ways.find(keeps);
    if (changed === undefined) mayBeTaken = true;
    else current = changed;
  }
  return { body: current, mayBeTaken };
}

interface Identifier {
  way: readonly string[];
  value: JsonTemplate;
}

function identifiers(value: JsonTemplate, way: readonly string[], depth: number): Identifier[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => identifiers(item, [...way, String(index)], depth));
  if (isObjectTemplate(value) && depth < 3) {
    return Object.entries(value).flatMap(([name, member]) => {
      if (typeof member === "object" && !isTextExpression(member))
        return identifiers(member, [...way, name], depth + 1);
      const isMeant = depth === 0 ? typeof member !== "boolean" : IDENTIFYING.test(name);
      return isMeant && !isTextExpression(member) ? [{ way: [...way, name], value: member }] : [];
    });
  }
  return [];
}

/** The text with some of its characters made fresh, of the largest alphabet first. */
function freshTexts(value: JsonTemplate): TextExpression[] {
  if (typeof value !== "string") return [];
  const characters = [...value];
  if (characters.length < FRESH) return [];
  const last = characters.length - FRESH;
  const start = [0, last, Math.floor(last / 2)][hash(0, value) % 3] ?? 0;
  const around = [characters.slice(0, start).join(""), characters.slice(start + FRESH).join("")];
  const [before = "", after = ""] = around;
  return ALPHABETS.map((of) => ({
    $text: [
      ...(before === "" ? [] : [before]),
      { fresh: FRESH, ...(of !== undefined && { of }) },
      ...(after === "" ? [] : [after]),
    ],
  }));
}
