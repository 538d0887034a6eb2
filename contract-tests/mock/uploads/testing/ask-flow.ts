import type { JsonObject } from "../../../../spec/interchange/json.ts";
import type { HandlerAnswer, HandlerContext } from "../../behaviour.ts";
import type { Acceptance } from "../../gate.ts";
import type { Uploads } from "../uploads.ts";

/** The three steps of a flow, asked of the handlers without a gate. They throw when they are refused. */
export interface AskedFlow {
  /** @returns the upload URL */
  create(id: string): string;
  upload(url: string, svg: string): void;
  remove(id: string): void;
}

/** Asks the state for a flow. For processes that must be ready soon: it loads no contract. */
export function askFlow({ behaviour }: Uploads): AskedFlow {
  const context: HandlerContext = { now: 0, publicUrl: "http://mock" };
  const accepted = { id: "", responses: [] } as unknown as Acceptance["accepted"];

  function ask(operation: string, path: JsonObject, body?: unknown): JsonObject {
    const parameters = { path, query: {}, header: {}, cookie: {} };
    const answer = behaviour.handlers[operation]?.({ accepted, parameters, body }, context) as HandlerAnswer;
    if (answer.status !== 200 || !answer.body || !("json" in answer.body)) {
      throw new Error(`${operation}: ${JSON.stringify(answer)}`);
    }
    return (answer.body.json as { result: JsonObject }).result;
  }

  return {
    create: (id) => String(ask("createDirectUpload", { account_id: "me" }, { id })["uploadURL"]),
    upload(url, svg) {
      const [account_hash = "", image_id = ""] = url.split("/").slice(3).map(decodeURIComponent);
      ask("uploadImage", { account_hash, image_id }, { file: { name: "file", bytes: Buffer.from(svg) } });
    },
    remove: (image_id) => void ask("deleteImage", { account_id: "me", image_id }),
  };
}
