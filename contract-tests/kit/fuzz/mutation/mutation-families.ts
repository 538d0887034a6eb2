import { arrayMutations } from "./array-mutations.ts";
import { enumerationMutations } from "./enumeration-mutations.ts";
import { formatMutations } from "./format-mutations.ts";
import type { MutationFamily } from "./mutation.ts";
import { numberMutations } from "./number-mutations.ts";
import { dropMember, extraMember } from "./object-mutations.ts";
import { lengthMutations, nearMissMutations } from "./text-mutations.ts";
import { typeMutations, wireTextMutations } from "./type-mutations.ts";
import { vocabularyMutations } from "./vocabulary-mutations.ts";

/** Every kind of single fault. */
export const MUTATION_FAMILIES: readonly MutationFamily[] = [
  dropMember,
  extraMember,
  arrayMutations,
  numberMutations,
  typeMutations,
  wireTextMutations,
  lengthMutations,
  nearMissMutations,
  formatMutations,
  enumerationMutations,
  vocabularyMutations,
];
