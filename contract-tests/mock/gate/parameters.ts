import type { Parameter, ParameterPlace } from "../../../spec/interchange/contract.ts";
import { decodeParameters } from "../../../spec/interchange/decode-parameters.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { Artefacts } from "../../artefacts.ts";
import type { Route } from "../router.ts";
import { cookiePairs, type HeaderFields } from "./header-fields.ts";
import { memberPointer, protocolViolation, type RequestViolation } from "./refusal.ts";
import type { Target } from "./target.ts";
import { validate } from "./validate.ts";

/** The parameters of a request by place, as the instances that their schemas are about. */
export type ParameterValues = Record<ParameterPlace, JsonObject>;

const PLACES: readonly ParameterPlace[] = ["path", "query", "header", "cookie"];

/**
 * Reads and checks the parameters of an operation. Undeclared ones are nobody's concern: an OpenAPI
 * document cannot forbid them.
 *
 * @param now - epoch milliseconds
 */
export function checkParameters(
  artefacts: Artefacts,
  route: Route,
  query: Target["query"],
  headers: HeaderFields,
  now: number,
): { values: ParameterValues; violations: RequestViolation[] } {
  const { operation } = route;
  const values: ParameterValues = { path: {}, query: {}, header: {}, cookie: {} };
  const violations: RequestViolation[] = [];
  for (const place of PLACES) {
    const name = operation.parameterSchemas[place];
    if (name === undefined) continue;
    const declared = operation.parameters.filter((parameter) => parameter.in === place);
    const raw = rawValues(place, route, query, headers, declared);
    const { value, undecodable } = decodeParameters(declared, raw, artefacts.schema(name));
    values[place] = value;
    if (undecodable.length > 0) {
      violations.push(...undecodable.map((fault) => malformed(place, fault.name)));
      continue;
    }
    violations.push(...validate(artefacts.validator(name), value, place, now));
  }
  return { values, violations };
}

function rawValues(
  place: ParameterPlace,
  route: Route,
  query: Target["query"],
  headers: HeaderFields,
  declared: Parameter[],
): { name: string; value: string }[] {
  switch (place) {
    case "path":
      return route.parameters;
    case "query":
      return query;
    case "cookie":
      // The jar may hold other people's cookies, with names that nothing can decode.
      return cookiePairs(headers).filter(({ name }) => !/%(?![0-9A-Fa-f]{2})/.test(name));
    case "header":
      return declared.flatMap((parameter) => {
        const name = parameter.name.toLowerCase();
        const value = headers.get(name);
        return value === undefined ? [] : [{ name, value }];
      });
  }
}

function malformed(place: ParameterPlace, name: string): RequestViolation {
  return protocolViolation(
    place,
    "percent-encoding",
    "must have well-formed percent-encoding of UTF-8",
    memberPointer(name),
  );
}
