import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation, Parameter, ParameterPlace } from "../../spec/interchange/contract.ts";
import { claims } from "../../spec/interchange/decode-parameters.ts";
import { rawTexts } from "../../spec/interchange/decode-request.ts";
import { anyFresh } from "../../spec/interchange/fresh-text.ts";
import { mediaTypeFor } from "../../spec/interchange/media-type.ts";
import { render } from "../../spec/interchange/render.ts";
import { readRequest } from "../read-request.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Refusal } from "./change.ts";
import { NOW, refusalsOf } from "./refusals.ts";
import type { OperationPair } from "./side.ts";

const PLACES: ParameterPlace[] = ["query", "header", "cookie"];

/** A request as it travels now, expressions resolved. */
export function rendered(request: RequestTemplate): RequestTemplate {
  const context = { now: NOW, guard: 0, fresh: anyFresh };
  return render(request as never, context) as unknown as RequestTemplate;
}

/** What HEAD refuses a request of BASE for; none when it takes it. Credentials are not looked at. */
export function requestRefusals({ base, head }: OperationPair, template: RequestTemplate): Refusal[] {
  const request = rendered(template);
  const { instances, faults } = readRequest(head, request);
  return [
    ...faults.map(({ subject, ...fault }): Refusal => {
      // In BASE's words: `image/*` for a body of type image/png.
      const media = fault.keyword === "media-type" ? mediaTypeFor(subject, base.body?.content ?? []) : undefined;
      return { ...fault, subject: media?.mediaType ?? subject };
    }),
    ...lostParameters({ base, head })
      .filter((parameter) => sends(base, parameter, request))
      .map(({ in: place, name }): Refusal => {
        const message = `there is no ${place} parameter ${name}`;
        return { keyword: "parameter", subject: `${place} ${name}`, pointer: head.pointer, message };
      }),
    ...instances.flatMap(({ part, instance }) => refusalsOf(part, instance)),
  ];
}

/** The parameters of one operation that the other one does not read any more; those of the path are told by their place. */
export function lostParameters({ base, head }: Pick<OperationPair, "base" | "head">): Parameter[] {
  return base.parameters.filter((own) => own.in !== "path" && !head.parameters.some((other) => isSame(own, other)));
}

function isSame(own: Parameter, other: Parameter): boolean {
  const nameOf = ({ in: place, name }: Parameter) => (place === "header" ? name.toLowerCase() : name);
  return own.in === other.in && nameOf(own) === nameOf(other);
}

/** Whether a rendered request has no parameters but those of an operation. */
export function hasOwnParametersAlone(operation: Operation<SchemaPart>, request: RequestTemplate): boolean {
  return PLACES.every((place) => {
    const known = operation.parameters.filter((parameter) => parameter.in === place);
    return rawTexts(place, request).every(({ name }) => known.some((parameter) => reads(operation, parameter, name)));
  });
}

function sends(operation: Operation<SchemaPart>, parameter: Parameter, request: RequestTemplate): boolean {
  return rawTexts(parameter.in, request).some(({ name }) => reads(operation, parameter, name));
}

function reads({ parameterSchemas }: Operation<SchemaPart>, parameter: Parameter, raw: string): boolean {
  if (parameter.in === "header") return parameter.name.toLowerCase() === raw.toLowerCase();
  return claims(parameter, raw, parameterSchemas[parameter.in]?.schema ?? true);
}
