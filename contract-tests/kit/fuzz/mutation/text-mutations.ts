import { argumentsOf, greatest, least } from "../arbitrary/schema-nodes.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** Texts that are one character too long or too short, in the alphabets that are counted wrongly. */
export const lengthMutations: MutationFamily = {
  id: "length",
  mutations({ value, hints }) {
    if (typeof value !== "string") return [];
    const characters = [...value];
    const longest = least(hints, "maxLength");
    const shortest = greatest(hints, "minLength");
    const found: Mutation[] = [];
    if (longest !== undefined && longest < 100_000) {
      for (const filler of ["a", "é", "😀", "\u0301"]) {
        const more = longest + 1 - characters.length;
        const last = characters.at(-1) ?? filler;
        if (more > 0)
          found.push({
            label: `too long, ${filler}`,
            value: [...characters.slice(0, -1), ...new Array<string>(more).fill(filler), last].join(""),
          });
      }
    }
    if (shortest !== undefined && shortest > 0) {
      const kept = characters.slice(0, shortest - 1);
      found.push(
        { label: "too short", value: kept.join("") },
        // As many UTF-16 units, or bytes, as there have to be characters.
        {
          label: "too short, astral",
          value: new Array<string>(Math.ceil(shortest / 2))
            .fill("😀")
            .slice(0, shortest - 1)
            .join(""),
        },
      );
    }
    return found;
  },
};

/** Texts that miss a pattern, a format or a list by one character, where there is something to miss. */
export const nearMissMutations: MutationFamily = {
  id: "near-miss",
  mutations({ value, hints }) {
    if (typeof value !== "string") return [];
    const isRuled = ["pattern", "format", "enum", "const", "not"].some(
      (keyword) => argumentsOf(hints, keyword).length > 0,
    );
    if (!isRuled) return [];
    const characters = [...value];
    const middle = Math.floor(characters.length / 2);
    const between = (text: string) => [...characters.slice(0, middle), text, ...characters.slice(middle)].join("");
    const found: Mutation[] = ["x", " ", "\n", "/", "-", "é", "0", "😀"].flatMap((text) => [
      { label: `${JSON.stringify(text)} before`, value: text + value },
      { label: `${JSON.stringify(text)} after`, value: value + text },
      { label: `${JSON.stringify(text)} inside`, value: between(text) },
    ]);
    found.push(
      { label: "without its first character", value: characters.slice(1).join("") },
      { label: "without its last character", value: characters.slice(0, -1).join("") },
      { label: "without its middle", value: characters.toSpliced(middle, 1).join("") },
      { label: "upper case", value: value.toUpperCase() },
      { label: "lower case", value: value.toLowerCase() },
      {
        label: "first character of another case",
        value: otherCase(characters[0] ?? "") + characters.slice(1).join(""),
      },
      { label: "twice", value: value + value },
      { label: "empty", value: "" },
      { label: "reversed", value: characters.toReversed().join("") },
    );
    return found.filter(({ value: other }) => other !== value);
  },
};

function otherCase(character: string): string {
  const upper = character.toUpperCase();
  return upper === character ? character.toLowerCase() : upper;
}
