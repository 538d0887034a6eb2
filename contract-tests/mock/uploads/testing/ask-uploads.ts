import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Json } from "../../../../spec/interchange/json.ts";
import { type Artefacts, loadArtefacts } from "../../../artefacts.ts";
import { encodeMultipart, type Part } from "../../../kit/multipart.ts";
import type { HandlerAnswer } from "../../behaviour.ts";
import { headerFields } from "../../gate/header-fields.ts";
import { responseFor } from "../../gate/refusal.ts";
import { createGate } from "../../gate.ts";
import type { UploadStore } from "../store.ts";
import { createUploads, type Uploads, type UploadsOptions } from "../uploads.ts";

/** The generated contract that the state belongs to. */
export const DIRECT_UPLOAD: Artefacts = await loadArtefacts(
  fileURLToPath(new URL("../../../../generated/direct-upload/", import.meta.url)),
);

/** Where clients reach the mock of these tests. */
export const PUBLIC_URL = "https://mock.example";

/** The account of these tests. */
export const ACCOUNT = "/accounts/9a7806061c88ada191ed06f989cc3dac";

/** An answer of the state, read. */
export interface StateAnswer {
  status: number;
  /** The numbers of the errors. */
  codes: number[];
  /** The messages of the errors. */
  messages: string[];
  /** The `result` of the envelope. */
  result: { [member: string]: Json };
  /** The rule that the answer names for the log. */
  rule: string | undefined;
  bytes: Buffer | undefined;
  contentType: string | undefined;
}

/** What is sent beside method and target; the token by default. */
export interface Sent {
  form?: Part[];
  headers?: Record<string, string>;
  body?: string;
}

/** Uploads behind the real gate, and their clock, which stands at 2026-01-31T09:00:00Z. */
export interface AskedUploads {
  uploads: Uploads;
  clock: { now: number };
  ask(method: string, target: string, sent?: Sent): Promise<StateAnswer>;
  /** Creates a draft. */
  create(fields?: Record<string, string>): Promise<StateAnswer>;
  /** Uploads bytes to an upload URL. */
  upload(url: Json | undefined, file?: Partial<Part>): Promise<StateAnswer>;
}

/** Sends requests through the gate to the state; every answer is held against the generated validators. */
export function askUploads(store: UploadStore, options: Omit<UploadsOptions, "store"> = {}): AskedUploads {
  const clock = { now: Date.parse("2026-01-31T09:00:00Z") };
  const uploads = createUploads({ store, ...options });
  const credentials = { api_token: ["token"] };
  const gate = createGate({ artefacts: DIRECT_UPLOAD, limits: { parts: 20 }, credentials, clock: () => clock.now });
  const { handlers, refusal } = uploads.behaviour;

  async function ask(method: string, target: string, { form, headers, body = "" }: Sent = {}): Promise<StateAnswer> {
    const encoded = form && encodeMultipart(form, { seed: target });
    const bytes = Buffer.from(encoded?.bytes ?? body);
    const fields = {
      authorization: "Bearer token",
      "content-length": String(bytes.length),
      ...(encoded && { "content-type": encoded.contentType }),
      ...headers,
    };
    const verdict = await gate({
      method,
      target,
      headers: headerFields(Object.entries(fields).flat()),
      readBody: () => Promise.resolve({ read: "bytes", bytes }),
    });
    if ("aborted" in verdict) throw new Error("nobody went away");
    const context = { now: clock.now, publicUrl: PUBLIC_URL };
    const answer = "accepted" in verdict ? await handlers[verdict.accepted.id]?.(verdict, context) : refusal?.(verdict);
    if (!answer) throw new Error("nothing answers");
    const operation = "accepted" in verdict ? verdict.accepted : verdict.operation;
    if (operation) expectDocumented(operation.id, answer, clock.now);
    return read(answer);
  }

  return {
    uploads,
    clock,
    ask,
    create(fields = {}) {
      const form = Object.entries(fields).map(([name, value]) => ({ name, value }));
      return ask("POST", `${ACCOUNT}/images/v2/direct_upload`, form.length > 0 ? { form } : {});
    },
    upload(url, file) {
      const given = { name: "file", filename: "a.png", contentType: "image/png", value: PNG, ...file };
      return ask("POST", String(url).slice(PUBLIC_URL.length), { form: [given] });
    },
  };
}

/** An answer is one that the contract documents, and its body keeps the schema. */
export function expectDocumented(operationId: string, { status, body }: HandlerAnswer, now: number): void {
  const operation = DIRECT_UPLOAD.contract.operations.find(({ id }) => id === operationId);
  const response = operation && responseFor(operation, status);
  expect(response, `${operationId} documents ${status}`).toBeDefined();
  const media = response?.content[0];
  if (media?.schema === undefined) return;
  expect(body).toHaveProperty("json");
  const verdict = DIRECT_UPLOAD.validator(media.schema)((body as { json: Json }).json, { now });
  expect(verdict, `${media.schema} accepts the answer`).toMatchObject({ valid: true });
}

function read({ status, body, violation }: HandlerAnswer): StateAnswer {
  const json = body && "json" in body ? body.json : {};
  const { errors = [], result } = json as { errors?: { code: number; message: string }[]; result?: Json };
  return {
    status,
    codes: errors.map(({ code }) => code),
    messages: errors.map(({ message }) => message),
    result: (result ?? {}) as StateAnswer["result"],
    rule: violation && `${violation.place}/${violation.keyword}`,
    bytes: body && "bytes" in body ? body.bytes : undefined,
    contentType: body && "bytes" in body ? body.contentType : undefined,
  };
}

/** One pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=",
  "base64",
);
