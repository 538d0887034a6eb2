import type { Candidate, Finding } from "./candidate.ts";

/** Faults of one keyword of which only the schema can tell that they are faults, the last of those that are derived. */
const MAX_UNSURE = 2;

/** Strangers of an enumeration that are tried again. */
const MAX_STRANGERS = 4;

/**
 * What is tried again of a site in an instance that goes another way at a union or a condition: for each keyword one
 * fault, and every member that is missing. A server may judge each way by code of its own. Which way a condition goes
 * often depends on an enumeration: its members are tried again, too, as some are valid on the other way alone.
 *
 * @param way - what the instance does, for the names: `oneOf 2`
 */
export function faultsAgain(findings: Iterable<Finding>, way: string): Candidate[] {
  const candidates = [...findings].filter((finding): finding is Candidate => "edits" in finding);
  const byPlace = Map.groupBy(candidates, ({ keyword, place }) => `${keyword} ${place}`);
  const isCondition = way === "then" || way === "else";
  return [...byPlace.values()].flatMap((all) => {
    if (isCondition && all.some(({ keyword }) => keyword === "enum" || keyword === "const")) {
      const members = all.filter(({ valid }) => valid === true);
      const strangers = all.filter(({ valid }) => valid === false).slice(0, MAX_STRANGERS);
      return [...members, ...strangers].map((each) => ({ ...each, what: `${each.what} (${way})`, isSearch: true }));
    }
    const faults = all.filter(({ valid, isSearch }) => valid === false && !isSearch);
    const [first] = faults;
    const chosen =
      first === undefined
        ? all.filter(({ valid }) => valid === "either").slice(-MAX_UNSURE)
        : first.keyword === "required"
          ? faults
          : [first];
    return chosen.map((fault) => ({ ...fault, what: `${fault.what} (${way})`, valid: false, isSearch: true }));
  });
}
