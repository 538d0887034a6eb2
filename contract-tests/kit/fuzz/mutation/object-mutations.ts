import { isObjectTemplate } from "../../../../spec/interchange/template.ts";
import { argumentsOf, schemaEntries } from "../arbitrary/schema-nodes.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** A member is missing; the required ones are tried first. */
export const dropMember: MutationFamily = {
  id: "drop-member",
  mutations({ value, hints }) {
    if (!isObjectTemplate(value)) return [];
    const required = new Set(argumentsOf<string[]>(hints, "required").flat());
    return Object.keys(value)
      .filter((name) => required.has(name))
      .map((name) => ({ label: `without ${name}`, way: [name], value: undefined }));
  },
};

/** A member too many, or one under a name that is nearly right. */
export const extraMember: MutationFamily = {
  id: "extra-member",
  mutations({ value, hints }) {
    if (!isObjectTemplate(value)) return [];
    const declared = hints.flatMap((node) => schemaEntries(node, "properties"));
    const isBounded = [
      "additionalProperties",
      "unevaluatedProperties",
      "propertyNames",
      "maxProperties",
      "patternProperties",
    ].some((keyword) => argumentsOf(hints, keyword).length > 0);
    const dependents = argumentsOf<{ [name: string]: string[] }>(hints, "dependentRequired").flatMap((rule) =>
      Object.values(rule).flat(),
    );
    const without = dependents
      .filter((name) => Object.hasOwn(value, name))
      .map((name): Mutation => ({ label: `without dependent ${name}`, way: [name], value: undefined }));
    const ruledOut = declared.flatMap(([name, schema]): Mutation[] =>
      schema === false ? [{ label: `with ${name}`, way: [name], value: "x" }] : [],
    );
    if (!isBounded) return [...without, ...ruledOut];
    const names = [
      "unexpected",
      "__proto__",
      "constructor",
      "é",
      "",
      ...declared.slice(0, 5).map(([name]) => otherCase(name)),
    ];
    const extra = names
      .filter((name) => !Object.hasOwn(value, name))
      .flatMap((name) =>
        ["x", 1].map((member): Mutation => ({ label: `extra ${name} ${typeof member}`, way: [name], value: member })),
      );
    const most = Math.min(...argumentsOf<number>(hints, "maxProperties"));
    if (!(most < 200)) return [...without, ...ruledOut, ...extra];
    const filled = Object.fromEntries([
      ...Object.entries(value),
      ...Array.from(
        { length: Math.max(0, most + 1 - Object.keys(value).length) },
        (_, index) => [`extra${index}`, "x"] as const,
      ),
    ]);
    return [...without, ...ruledOut, ...extra, { label: "too many members", value: filled }];
  },
};

function otherCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}
