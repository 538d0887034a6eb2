import type { Contract } from "../../../spec/interchange/contract.ts";
import { isTextExpression, type JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { renderText } from "../../../spec/interchange/render.ts";
import { type BaseRequest, baseRequest } from "../../cases/base-request.ts";
import { type Carrier, nameOf } from "../../cases/carriers/carrier.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { ClientOperation } from "../client/client-schema.ts";
import { needsArguments } from "../client/operation-types.ts";
import { memberName } from "../client/text.ts";

/** Values longer than this, in characters, are written on several lines. */
const MAX_LINE = 70;

/** A call of an operation that its document takes. */
export interface CallExample {
  operation: ClientOperation;
  /** Its only argument as source; empty when it needs none. */
  argument: string;
}

/**
 * The operation of a document that says most by an example: the first one that takes something, and forms of
 * several parts last, as most of them carry files.
 *
 * @returns `undefined` when none can be called with values that can be shown
 */
export function callExample(contract: Contract<SchemaPart>, document: JsonObject): CallExample | undefined {
  for (const operation of contract.operations.toSorted((one, two) => rank(one) - rank(two))) {
    const base = baseRequest(operation, document);
    const argument = "reason" in base ? undefined : argumentOf(operation, base);
    if (argument !== undefined) return { operation, argument };
  }
  return undefined;
}

function rank(operation: ClientOperation): number {
  if (operation.body?.content.some(({ kind }) => kind === "multipart")) return 2;
  return needsArguments(operation) ? 0 : 1;
}

/** The argument of a call that sends a request; `undefined` when something in it cannot be shown. */
function argumentOf(operation: ClientOperation, { request, carriers }: BaseRequest): string | undefined {
  try {
    const members = (["path", "query", "header", "cookie"] as const).flatMap((place) => {
      const instance = carriers.find((carrier) => carrier.place === place)?.instance as Values | undefined;
      const values = operation.parameters.flatMap((parameter): [string, JsonTemplate][] => {
        const value = parameter.in === place ? instance?.[nameOf(parameter)] : undefined;
        return value === undefined ? [] : [[parameter.name, value]];
      });
      return values.length === 0 ? [] : [`${place}: ${source(Object.fromEntries(values))}`];
    });
    if (request.body !== null) members.push(...bodyMembers(operation, carriers));
    return members.length === 0 ? "" : block("{", members, "}");
  } catch (error) {
    if (error instanceof NotShownError) return undefined;
    throw error;
  }
}

type Values = Record<string, JsonTemplate>;

function bodyMembers({ body }: ClientOperation, carriers: Carrier[]): string[] {
  const carrier = carriers.find(({ place }) => place === "body");
  const index = body?.content.findIndex(({ schema }) => schema === carrier?.part) ?? -1;
  const media = body?.content[index];
  if (!media || carrier?.instance === undefined) throw new NotShownError();
  if (media.kind === "multipart" && BYTES.test(JSON.stringify(carrier.part.schema))) throw new NotShownError();
  const type = index === 0 ? [] : [`contentType: ${JSON.stringify(media.mediaType)}`];
  return [...type, `body: ${source(carrier.instance)}`];
}

/** What a schema says of a file. */
const BYTES = /"format":"binary"|"contentEncoding"|"contentMediaType"/;

/** A value has no source that a reader would write. */
class NotShownError extends Error {
  override readonly name = "NotShownError";
}

/** A value as the source of an application. */
function source(value: JsonTemplate): string {
  if (isTextExpression(value)) return instant(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : block("[", value.map(source), "]");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${memberName(name)}: ${source(member)}`);
  return members.length === 0 ? "{}" : block("{", members, "}");
}

/** Members in a line, or in one each where that would be long. */
function block(start: string, members: string[], end: string): string {
  const space = start === "{" ? " " : "";
  const line = `${start}${space}${members.join(", ")}${space}${end}`;
  if (line.length <= MAX_LINE && !line.includes("\n")) return line;
  return `${start}\n${members.map((member) => `  ${member.replaceAll("\n", "\n  ")},\n`).join("")}${end}`;
}

/** A moment that the document wants relative to now. */
function instant({ $text }: { $text: unknown[] }): string {
  const [only] = $text;
  const isRelative =
    $text.length === 1 &&
    typeof only === "object" &&
    only !== null &&
    /^now/.test(String((only as { instant?: string }).instant));
  if (!isRelative) throw new NotShownError();
  const text = renderText(
    { $text: [{ instant: (only as { instant: string }).instant }] },
    { now: 0, guard: 0, fresh: () => "" },
  );
  return `new Date(Date.now() + ${Date.parse(text)})`;
}
