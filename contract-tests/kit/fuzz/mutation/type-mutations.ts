import { isTextExpression, type JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../../../spec/interchange/template.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** A value of another type: its look-alike, what careless code takes it for, and something else altogether. */
export const typeMutations: MutationFamily = {
  id: "type",
  mutations: ({ value, isText, way }) => {
    // An empty form or query is an object still.
    if (isText && way.length === 0) return [];
    const found: Mutation[] = [
      { label: "null", value: null },
      { label: "a number", value: 17 },
      { label: "zero", value: 0 },
      { label: "true", value: true },
      { label: "false", value: false },
      { label: "a text", value: "text" },
      { label: "an empty text", value: "" },
      { label: "an empty object", value: {} },
      { label: "an empty array", value: [] },
      { label: "in an array", value: [value] },
      { label: "in an object", value: { value } },
    ];
    if (Array.isArray(value) && value.length > 0) found.push({ label: "bare item", value: value[0] as JsonTemplate });
    if (typeof value === "number" || typeof value === "boolean") found.push({ label: "as text", value: String(value) });
    if (typeof value === "string" && /^-?\d+$/.test(value)) found.push({ label: "as number", value: Number(value) });
    if (isObjectTemplate(value) || Array.isArray(value))
      found.push({ label: "as JSON text", value: JSON.stringify(value) });
    return found.filter(({ value: other }) => !isSame(other, value));
  },
};

/** Texts where something else is expected of a text: what `Boolean`, `parseInt` and their kin take. */
export const wireTextMutations: MutationFamily = {
  id: "wire-text",
  mutations({ value, isText, way }) {
    if (!isText || way.length === 0 || typeof value === "string" || isTextExpression(value)) return [];
    const texts = [
      "",
      " ",
      "TRUE",
      "True",
      "yes",
      "on",
      "1",
      "0",
      "null",
      "undefined",
      "NaN",
      "Infinity",
      "10abc",
      "0x10",
      "1.5",
      " 1",
      "1 ",
      "1,000",
      "١",
      "{",
      "[",
      "[]x",
      "{}x",
      "'a'",
    ];
    return texts.map((text) => ({ label: `text ${text}`, value: text }));
  },
};

function isSame(one: JsonTemplate | undefined, other: JsonTemplate): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
