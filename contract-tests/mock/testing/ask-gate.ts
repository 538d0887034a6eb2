import { rm } from "node:fs/promises";
import { headerFields } from "../gate/header-fields.ts";
import { createGate, type Verdict } from "../gate.ts";
import { GATE_DOCUMENT } from "./gate-document.ts";
import { handmadeArtefacts } from "./handmade-artefacts.ts";

/** A gate of {@link GATE_DOCUMENT}: its clock says 2026-01-31T09:00:00Z, it takes five parts. */
export interface AskedGate {
  ask(method: string, target: string, headers?: Record<string, string>, body?: string | Uint8Array): Promise<Verdict>;
  /** Removes its folder. */
  remove(): Promise<void>;
}

/** Makes the gate that {@link AskedGate} describes. */
export async function askGate(): Promise<AskedGate> {
  const artefacts = await handmadeArtefacts(GATE_DOCUMENT);
  const credentials = { token: ["one", "two"], login: "me:secret" };
  const gate = createGate({
    artefacts,
    credentials,
    limits: { parts: 5 },
    clock: () => Date.parse("2026-01-31T09:00:00Z"),
  });
  return {
    ask(method, target, headers = {}, body) {
      const bytes = Buffer.from(body ?? "");
      const isSized = body !== undefined && !("transfer-encoding" in headers);
      const length = isSized ? { "content-length": String(bytes.length) } : {};
      return gate({
        method,
        target,
        headers: headerFields(Object.entries({ ...length, ...headers }).flat()),
        readBody: () => Promise.resolve({ read: "bytes", bytes }),
      });
    },
    remove: () => rm(artefacts.folder, { recursive: true }),
  };
}

/** A verdict in short: the body or else the parameters of what is accepted, else reason, status and violations. */
export function short(verdict: Verdict): unknown {
  if ("aborted" in verdict) return "aborted";
  if ("accepted" in verdict) return "body" in verdict ? verdict.body : verdict.parameters;
  const names = verdict.violations.map(({ place, pointer, keyword }) => `${place}${pointer}/${keyword}`);
  return [verdict.refused, verdict.status, ...names];
}
