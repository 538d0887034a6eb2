import type { Json } from "../../../../spec/interchange/json.ts";
import { vocabulary } from "../../../../spec/vocabulary/vocabulary.ts";
import { argumentsOf, commonTypes } from "../arbitrary/schema-nodes.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** What stands just outside the limits of the keywords that JSON Schema lacks. */
export const vocabularyMutations: MutationFamily = {
  id: "vocabulary",
  mutations: ({ hints, root }) =>
    vocabulary.flatMap((keyword) =>
      argumentsOf<Json>(hints, keyword.name).flatMap((argument): Mutation[] =>
        keyword
          .boundaries(argument, commonTypes(hints, root))
          .filter(({ valid }) => !valid)
          .map(({ label, value }) => ({ label: `${keyword.name} ${label}`, value })),
      ),
    ),
};
