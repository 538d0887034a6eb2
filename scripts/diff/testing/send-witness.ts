import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Artefacts, loadArtefacts } from "../../../contract-tests/artefacts.ts";
import { prepareRequest } from "../../../contract-tests/kit/case-request.ts";
import { documentedMediaType, documentedResponse } from "../../../contract-tests/kit/checks/documented.ts";
import { documentedContentType } from "../../../contract-tests/kit/checks/documented-content-type.ts";
import { responseHeaders } from "../../../contract-tests/kit/checks/response-headers.ts";
import { responseSchema } from "../../../contract-tests/kit/checks/response-schema.ts";
import { sampleCredentials } from "../../../contract-tests/kit/credentials.ts";
import type { Header, WireResponse } from "../../../contract-tests/kit/wire-message.ts";
import { headerFields } from "../../../contract-tests/mock/gate/header-fields.ts";
import { createGate, type Verdict } from "../../../contract-tests/mock/gate.ts";
import type { Change, RequestWitness, ResponseWitness } from "../../../generator/diff/change.ts";
import { pairOperations } from "../../../generator/diff/pair-operations.ts";
import type { Side, Sides } from "../../../generator/diff/side.ts";
import { emitContract } from "../../../generator/emit/contract.ts";
import { emitOpenapi } from "../../../generator/emit/openapi.ts";
import { emitSchema } from "../../../generator/emit/schemas.ts";
import { makeValidators } from "../../../generator/emit/validators/make-validators.ts";
import { linkParts } from "../../../generator/link-parts.ts";
import { schemaParts } from "../../../generator/schema-parts.ts";
import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { ParameterPlace } from "../../../spec/interchange/contract.ts";
import { anyFresh } from "../../../spec/interchange/fresh-text.ts";
import { isJsonObject, type Json } from "../../../spec/interchange/json.ts";

/** What is generated from both documents. */
export interface GeneratedSides {
  sides: Sides;
  base: Artefacts;
  head: Artefacts;
  /** Removes the folders. */
  remove(): Promise<void>;
}

/** What both sides say of a witness. */
export interface WitnessVerdict {
  /** BASE of a request, HEAD of an answer. */
  isTaken: boolean;
  /** HEAD of a request, BASE of an answer. */
  isRefused: boolean;
}

/** When the messages are sent, which is not the moment at which the comparison has looked at them. */
const NOW = Date.parse("2027-03-01T12:00:00Z");

const ORIGIN = "http://localhost";

const PROVENANCE = { document: "document.yaml", sha256: "0".repeat(64), command: "generate" };

const ANSWER_CHECKS = [documentedContentType, responseHeaders, responseSchema];

/** Generates from both documents what judges messages. */
export async function generateSides(sides: Sides): Promise<GeneratedSides> {
  const folder = await mkdtemp(join(tmpdir(), "witness-"));
  const [base, head] = [await generateSide(sides.base, folder), await generateSide(sides.head, folder)];
  return { sides, base, head, remove: () => rm(folder, { recursive: true }) };
}

async function generateSide({ document, loaded, contract }: Side, parent: string): Promise<Artefacts> {
  const folder = join(parent, document);
  const parts = schemaParts(contract);
  const made = await makeValidators(linkParts(parts), PROVENANCE);
  if ("faults" in made) throw new Error(`${loaded.file}: ${made.faults[0]?.what}`);
  const files: [path: string, content: string][] = [
    ["contract.json", emitContract(contract, PROVENANCE)],
    ["openapi.json", emitOpenapi(loaded.document, PROVENANCE)],
    ["validators.js", made.text],
    ...parts.map((part): [string, string] => [`schemas/${part.name}.json`, emitSchema(part, PROVENANCE)]),
  ];
  await mkdir(join(folder, "schemas"), { recursive: true });
  for (const [path, content] of files) await writeFile(join(folder, path), content);
  return loadArtefacts(folder);
}

/** Sends the witness of a breaking change through what was generated from both documents: the gates, or the checks of answers. */
export async function sendWitness(change: Change, generated: GeneratedSides): Promise<WitnessVerdict> {
  const { witness } = change;
  if (!witness) throw new Error(`${change.what}: a breaking change without a witness`);
  return witness.kind === "request" ? sendRequest(witness, generated) : sendAnswer(change, witness, generated);
}

async function sendRequest(
  { operationId, request, refusals }: RequestWitness,
  { base, head }: GeneratedSides,
): Promise<WitnessVerdict> {
  const isCalledByAnyone = !refusals.some(({ keyword }) => keyword === "security");
  const [taken, refused] = [
    await askGate(base, { operationId, request, of: base }, isCalledByAnyone),
    await askGate(head, { operationId, request, of: base }, isCalledByAnyone),
  ];
  const lost = refusals.flatMap(({ keyword, subject = "" }) =>
    keyword === "parameter" ? [subject] : keyword === "media-type" ? ["body"] : [],
  );
  const isTaken = "accepted" in taken && taken.accepted.id === operationId;
  return {
    isTaken: isTaken && lost.every((part) => isRead(taken, part)),
    // What nobody reads is refused by nobody: what it says is lost.
    isRefused: "refused" in refused || (lost.length > 0 && !lost.some((part) => isRead(refused, part))),
  };
}

function withoutSecurity(artefacts: Artefacts): Artefacts {
  const { contract } = artefacts;
  const operations = contract.operations.map((operation) => ({ ...operation, security: [] }));
  return { ...artefacts, contract: { ...contract, operations } };
}

/** A request of an operation of a document. */
export interface OwnRequest {
  of: Artefacts;
  operationId: string;
  request: RequestTemplate;
}

/**
 * Sends a request of one document to the gate of another one, or of the same.
 *
 * @param isCalledByAnyone - leaves credentials out, of which some documents ask for more than a request has room for
 */
export function askGate(
  given: Artefacts,
  { of, operationId, request: whole }: OwnRequest,
  isCalledByAnyone = true,
): Promise<Verdict> {
  const artefacts = isCalledByAnyone ? withoutSecurity(given) : given;
  const request = isCalledByAnyone ? { ...whole, credentials: [] } : whole;
  const operation = of.contract.operations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`there is no ${operationId}`);
  const { securitySchemes } = of.contract;
  const { request: wire } = prepareRequest(request, operationId, {
    operation,
    securitySchemes,
    target: { url: ORIGIN },
    credentials: sampleCredentials(of.contract),
    expressions: { now: NOW, guard: 0, fresh: anyFresh },
  });
  const bytes = Buffer.from(wire.body ?? []);
  const length: Header[] = wire.body ? [["content-length", String(bytes.length)]] : [];
  return createGate({ artefacts, limits: { parts: 1000 }, clock: () => NOW })({
    method: wire.method,
    target: wire.url.slice(ORIGIN.length),
    headers: headerFields([...wire.headers, ...length].flat()),
    readBody: () => Promise.resolve({ read: "bytes", bytes }),
  });
}

/** Whether a gate has read the body, or a parameter: `query page`. */
function isRead(verdict: Verdict, part: string): boolean {
  const [, place = "", name = ""] = /^(\w+) (.*)$/.exec(part) ?? [];
  if (!("accepted" in verdict)) return false;
  if (part === "body") return "body" in verdict;
  return Object.hasOwn(verdict.parameters[place as ParameterPlace], place === "header" ? name.toLowerCase() : name);
}

function sendAnswer(
  { operation: title }: Change,
  witness: ResponseWitness,
  { sides, base, head }: GeneratedSides,
): WitnessVerdict {
  const pair = pairOperations(sides).pairs.find((each) => each.title === title);
  if (!pair) throw new Error(`not both documents have ${title}`);
  return {
    isTaken: keepsContract(witness, head, pair.head.id),
    isRefused: !keepsContract(witness, base, pair.base.id),
  };
}

/** What the kit would say of an answer, by what was generated. */
function keepsContract(witness: ResponseWitness, artefacts: Artefacts, operationId: string): boolean {
  const operation = artefacts.contract.operations.find(({ id }) => id === operationId);
  const status = Number(witness.status);
  const documented = operation && documentedResponse(operation, status);
  if (!documented) return false;
  const { mediaType, body, headers } = witness;
  const media = mediaType === undefined ? undefined : documentedMediaType(documented, mediaType);
  // The kit looks into no forms of answers; their validators are there.
  if (media?.schema && body !== undefined && !["json", "text"].includes(media.kind)) {
    return artefacts.validator(media.schema)(body, { now: NOW }).valid;
  }
  const fields = Object.entries(isJsonObject(headers) ? headers : {}).map(
    ([name, value]): Header => [name, line(value)],
  );
  // A witness about header fields has no body, and with it no type.
  const checks = headers === undefined || mediaType !== undefined ? ANSWER_CHECKS : [responseHeaders];
  const answer: WireResponse = {
    status,
    statusText: "",
    headers: [...fields, ...(mediaType === undefined ? [] : [["content-type", mediaType] satisfies Header])],
    body: Buffer.from(body === undefined ? "" : media?.kind === "text" ? line(body) : JSON.stringify(body)),
    durationMs: 0,
  };
  const testCase = { name: "witness", tests: { keyword: "", pointer: "" }, request: [], expect: { outcome: "either" } };
  return (
    checks
      // Bytes and forms are not made up.
      .filter((check) => body !== undefined || check !== responseSchema)
      .every((check) => check.run({ operation, testCase: testCase as never, answer, artefacts, now: NOW }).passed)
  );
}

function line(value: Json): string {
  if (Array.isArray(value)) return value.map(line).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
