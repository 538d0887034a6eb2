import { memberSchema, typesOf } from "../../../spec/interchange/schema-types.ts";
import type { Artefacts } from "../../artefacts.ts";
import { createRouter, type Router } from "../router.ts";
import { createSlashRouter } from "../slash-router.ts";

/**
 * The router of a contract. Where no path template matches, a parameter that takes texts may hold
 * slashes as they are; see {@link createSlashRouter}.
 *
 * @param unanchored - operations whose last parameter may although their path has no fixed segment
 */
export function contractRouter(artefacts: Artefacts, unanchored: readonly string[] = []): Router {
  const { operations } = artefacts.contract;
  const exact = createRouter(operations);
  const withSlashes = createSlashRouter(operations, {
    mayHoldSlash(operation, parameter) {
      const name = operation.parameterSchemas.path;
      const schema = name === undefined ? undefined : artefacts.schema(name);
      return schema === undefined || typesOf(memberSchema(schema, parameter, schema), schema).has("string");
    },
    mayBeUnanchored: ({ id }) => unanchored.includes(id),
  });
  return (method, path) => {
    const routing = exact(method, path);
    return routing.found === "nothing" ? withSlashes(method, path) : routing;
  };
}
