import { applyPatch } from "rfc6902";
import type { PartTemplate, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { BytesExpression } from "../../../spec/interchange/expression.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { mediaTypeOf } from "../checks/documented.ts";
import { type Call, pathParametersIn } from "./call.ts";
import { type RequestView, resolve, type Scope, UnresolvedError } from "./scope.ts";
import { Binary, describeValue, holdsBytes, type Present, textOfValue, type Value } from "./value.ts";
import { fillValue } from "./value-template.ts";
import type { Step, StepBody, StepParameter } from "./workflow-document.ts";

/** A call as a step makes it, and as its expressions see it. */
export interface StepRequest {
  call: Call;
  view: Omit<RequestView, "wire">;
}

/**
 * Makes the request of a step.
 *
 * @throws UnresolvedError when an expression yields nothing, or something that cannot be sent there
 */
export function stepRequest(step: Step, scope: Scope): StepRequest {
  const { operation } = step;
  const values = step.parameters.flatMap((parameter) => textsOf(parameter, scope));
  const inPlace = (place: StepParameter["in"]) => values.filter((value) => value.in === place);
  const record = (place: StepParameter["in"], name = (each: string) => each) =>
    Object.fromEntries(inPlace(place).map((value) => [name(value.name), value.text]));
  const target = step.url && urlOf(step, scope);
  const path = target?.path ?? record("path");
  const query = inPlace("query").map(({ name, text }) => ({ name, value: text }));
  const payload = step.body && payloadOf(step.body, scope);
  const template: Call["template"] = {
    path,
    query,
    headers: record("header", (name) => name.toLowerCase()),
    cookies: record("cookie"),
    body: step.body && payload !== undefined ? bodyTemplate(step.body.contentType, payload) : null,
  };
  return {
    call: { operation, template, ...(target ? { url: target.url } : {}) },
    view: { path, query, body: payload },
  };
}

/** A body of a media type. @throws UnresolvedError when the value is none that it can carry */
export function bodyTemplate(contentType: string, payload: Present): RequestTemplate["body"] {
  const type = mediaTypeOf(contentType);
  if (type === "multipart/form-data") return { kind: "multipart", parts: partsOf(payload) };
  if (payload instanceof Binary) return { kind: "raw", contentType, value: bytesOf(payload) };
  if (typeof payload === "string") return { kind: "raw", contentType, value: payload };
  if (holdsBytes(payload)) throw new UnresolvedError(`bytes cannot stand inside a body of ${contentType}`);
  if (/[/+]json$/.test(type)) return { kind: "json", contentType, value: payload as Json };
  if (type === "application/x-www-form-urlencoded" && typeof payload === "object" && payload !== null) {
    const pairs = Object.entries(payload).map(([name, value]): [string, string] => [name, textOfValue(value) ?? ""]);
    return { kind: "raw", contentType, value: new URLSearchParams(pairs).toString() };
  }
  throw new UnresolvedError(`${describeValue(payload)} cannot be a body of ${contentType}; write it as a text`);
}

function urlOf({ url, operation }: Step, scope: Scope): ReturnType<typeof pathParametersIn> | undefined {
  return url && pathParametersIn(resolve(url, scope), operation);
}

/** A parameter as the texts that travel: one, or with `explode` one for each item of an array. */
function textsOf(parameter: StepParameter, scope: Scope): { in: StepParameter["in"]; name: string; text: string }[] {
  const { in: place, name, declared } = parameter;
  const value = fillValue(parameter.value, scope);
  const items = Array.isArray(value) ? value : [value];
  const texts = items.map((item) => {
    const text = item === null || (typeof item === "object" && !Array.isArray(item)) ? undefined : textOfValue(item);
    if (text !== undefined) return text;
    throw new UnresolvedError(
      `the ${place} parameter ${name} is ${describeValue(item)}, which is no text, number or boolean`,
    );
  });
  const isExploded = declared?.explode === true && (place === "query" || place === "cookie");
  return (isExploded ? texts : [texts.join(",")]).map((text) => ({ in: place, name, text }));
}

function payloadOf(body: StepBody, scope: Scope): Present {
  const filled = fillValue(body.payload, scope);
  if (body.replacements.length === 0) return filled;
  const holder = { payload: structured(filled, body.contentType) };
  for (const { target, value } of body.replacements) {
    const place = { op: "add", path: `/payload${target}`, value: fillValue(value, scope) } as const;
    const problem = replace(holder, place);
    if (problem !== undefined) throw new UnresolvedError(`the payload has no place ${target}: ${problem}`);
  }
  return holder.payload;
}

function replace(holder: object, operation: Parameters<typeof applyPatch>[1][number]): string | undefined {
  try {
    return applyPatch(holder, [operation])[0]?.message;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A payload that is written as a JSON text is read, so that something in it can be replaced. */
function structured(payload: Present, contentType: string): Present {
  if (typeof payload !== "string" || !/[/+]json$/.test(mediaTypeOf(contentType))) return payload;
  try {
    return JSON.parse(payload) as Json;
  } catch (error) {
    throw new UnresolvedError(`the payload is not JSON: ${(error as Error).message}`);
  }
}

/** One part for each member; an array is a part repeated, an object a JSON text, bytes are a file. */
function partsOf(payload: Value): PartTemplate[] {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload) || payload instanceof Binary) {
    throw new UnresolvedError(`${describeValue(payload)} is no form; it has to be an object of parts`);
  }
  return Object.entries(payload).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item): PartTemplate => {
      if (!(item instanceof Binary)) return { name, value: textOfValue(item) ?? "" };
      const { mediaType, filename = name } = item;
      return { name, value: bytesOf(item), filename, ...(mediaType === undefined ? {} : { contentType: mediaType }) };
    }),
  );
}

function bytesOf({ bytes }: Binary): BytesExpression {
  return { $bytes: Buffer.from(bytes).toString("base64") };
}
