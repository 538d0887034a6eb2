import { resolve } from "node:path";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { DocumentError, type Problem } from "../problem.ts";
import { parseSource, readText } from "../read.ts";
import type { ReferenceRules } from "../reference-guard.ts";
import type { Overlay, OverlayAction } from "./overlay.ts";

const EXAMPLE = "an overlay starts with `overlay: 1.0.0`; see docs/overlays.md for a whole one";
const CHANGES = ["update", "remove", "copy"];

type Say = (pointer: JsonPointer, what: string, hint: string) => void;

/**
 * Reads an overlay of the versions 1.0 and 1.1.
 *
 * @throws {@link DocumentError} with everything that is wrong with it: where, what, how to mend
 */
export async function readOverlay(file: string, { onRead }: Pick<ReferenceRules, "onRead"> = {}): Promise<Overlay> {
  const text = await readText(file).catch((error: DocumentError) => {
    const hint = "give the path of an overlay in YAML or JSON";
    throw new DocumentError(error.problems.map((problem) => ({ ...problem, hint })));
  });
  onRead?.(resolve(file), text);
  const source = parseSource(file, text);
  const problems: Problem[] = [];
  const say: Say = (pointer, what, hint) =>
    void problems.push(source.problemAt(pointer, { what, hint, rule: "invalid-overlay" }));
  const { value } = source;
  const root = isJsonObject(value) ? value : {};
  if (!("overlay" in root)) {
    say("", "is no overlay: it has no `overlay` member", EXAMPLE);
    throw new DocumentError(problems);
  }
  const version = versionOf(root["overlay"], say);
  checkMembers(root, "", ["overlay", "info", "extends", "actions"], say);
  checkInfo(root["info"], version, say);
  const actions = actionsOf(root["actions"], version, say);
  if (problems.length > 0) throw new DocumentError(problems);
  return { source, version, actions };
}

function versionOf(version: Json | undefined, say: Say): Overlay["version"] {
  const [, found] = /^(1\.[01])\.\d+$/.exec(String(version)) ?? [];
  if (found === "1.0" || found === "1.1") return found;
  const hint = "1.0.0 and 1.1.0 are, written as text";
  say("/overlay", `has the version ${JSON.stringify(version)}, which is not supported`, hint);
  return "1.1";
}

function checkInfo(info: Json | undefined, version: Overlay["version"], say: Say): void {
  const hint = "write `info: { title: What the overlay is for, version: 1.0.0 }`";
  if (!isJsonObject(info)) {
    say(info === undefined ? "" : "/info", "there is no `info` with title and version", hint);
    return;
  }
  for (const member of ["title", "version"])
    if (typeof info[member] !== "string") say("/info", `\`${member}\` is no text`, hint);
  checkMembers(info, "/info", ["title", "version", ...(version === "1.1" ? ["description"] : [])], say);
}

function actionsOf(actions: Json | undefined, version: Overlay["version"], say: Say): OverlayAction[] {
  if (!Array.isArray(actions) || actions.length === 0) {
    say(actions === undefined ? "" : "/actions", "has no actions", "list at least one under `actions`");
    return [];
  }
  return actions.flatMap((action, index) => actionOf(action, below("/actions", String(index)), version, say) ?? []);
}

function actionOf(
  action: Json,
  pointer: JsonPointer,
  version: Overlay["version"],
  say: Say,
): OverlayAction | undefined {
  if (!isJsonObject(action)) {
    say(pointer, "is no action", "write `- target: $.info` with `update` or `remove`");
    return undefined;
  }
  checkMembers(action, pointer, ["target", "description", ...CHANGES], say);
  const { target, description = "", update, copy, remove = false } = action;
  if (typeof target !== "string")
    say(pointer, "has no `target`", "write a JSONPath expression such as `$.paths.*.get`");
  if (typeof description !== "string") say(below(pointer, "description"), "is no text", "write why it is done");
  if (typeof remove !== "boolean") say(below(pointer, "remove"), "is not true or false", "write `remove: true`");
  if (copy !== undefined && typeof copy !== "string")
    say(below(pointer, "copy"), "is no JSONPath expression", "write what is copied, such as `$.paths['/items']`");
  if (copy !== undefined && version === "1.0")
    say(below(pointer, "copy"), "is not known in overlays of 1.0", "write `overlay: 1.1.0`");
  if (typeof target !== "string") return undefined;
  // By the specification the others have no effect then; whoever writes two of them means something else.
  const given = CHANGES.filter((kind) => (kind === "remove" ? remove === true : Object.hasOwn(action, kind)));
  if (given.length !== 1) {
    const what = given.length === 0 ? "changes nothing" : `has ${given.join(" and ")}`;
    say(pointer, what, "write one of `update`, `copy` and `remove: true`, or one action for each");
    return undefined;
  }
  if (remove === true) return { pointer, target, change: { kind: "remove" } };
  if (typeof copy === "string") return { pointer, target, change: { kind: "copy", from: copy } };
  return { pointer, target, change: { kind: "update", value: update ?? null } };
}

function checkMembers(value: JsonObject, pointer: JsonPointer, known: readonly string[], say: Say): void {
  for (const member of Object.keys(value)) {
    if (known.includes(member) || member.startsWith("x-")) continue;
    say(below(pointer, member), `"${member}" is no member of an overlay here`, `known are ${known.join(", ")} and x-…`);
  }
}
