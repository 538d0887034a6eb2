import { isTextExpression, type JsonTemplate, type TextExpression } from "../../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../../spec/interchange/template.ts";
import { hash } from "../hash.ts";
import { withValueAt } from "./value-at.ts";

/** So many characters of a text are made fresh; shorter texts stay as they are. */
const FRESH = 8;

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
 * @param keeps - whether a changed body is still as good as it was
 */
export function freshen(body: JsonTemplate, keeps: (body: JsonTemplate) => boolean): Freshened {
  const texts = identifiers(body, [], 0);
  const all = texts.reduce((current, { way, value }) => withValueAt(current, way, freshText(value) ?? value), body);
  const isAll = texts.every(({ value }) => freshText(value) !== undefined);
  if (texts.length === 0 || keeps(all)) return { body: all, mayBeTaken: !isAll };
  let current = body;
  for (const { way, value } of texts) {
    const fresh = freshText(value);
    const changed = fresh === undefined ? undefined : withValueAt(current, way, fresh);
    if (changed !== undefined && keeps(changed)) current = changed;
  }
  return { body: current, mayBeTaken: true };
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

function freshText(value: JsonTemplate): TextExpression | undefined {
  if (typeof value !== "string") return undefined;
  const characters = [...value];
  if (characters.length < FRESH) return undefined;
  const last = characters.length - FRESH;
  const start = [0, last, Math.floor(last / 2)][hash(0, value) % 3] ?? 0;
  const around = [characters.slice(0, start).join(""), characters.slice(start + FRESH).join("")];
  const [before = "", after = ""] = around;
  return { $text: [...(before === "" ? [] : [before]), { fresh: FRESH }, ...(after === "" ? [] : [after])] };
}
