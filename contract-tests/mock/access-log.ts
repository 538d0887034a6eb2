import { styleText } from "node:util";
import type { MockEvent } from "./events.ts";
import type { RefusalReason } from "./gate/refusal.ts";

/** The longest path or list of violations that is shown, in UTF-16 units. */
const MOST = 1000;

/** Refusals that break no constraint of an operation, as they are for none. */
const UNROUTED: Partial<Record<RefusalReason, string>> = {
  "not-found": "the contract has no such path",
  method: "the path does not have this method",
};

/**
 * What a person at a terminal wants to know of an event: one line for a request, each refusal with the
 * constraint that it breaks. What came from outside cannot move the cursor or begin a line.
 *
 * @returns `undefined` for what only says that the mock's page is open
 */
export function accessLogLine(event: MockEvent): string | undefined {
  switch (event.kind) {
    case "answered": {
      if (event.path === "/__mock/state" && event.status === 200) return undefined;
      const colour = event.status < 400 ? "green" : event.status < 500 ? "yellow" : "red";
      const broken = event.violations.map(
        ({ place, pointer, message, keyword }) => `${place}${pointer}: ${message} [${keyword}]`,
      );
      const route = event.refused === undefined ? undefined : UNROUTED[event.refused];
      if (broken.length === 0 && route !== undefined) broken.push(`${route} [${event.refused}]`);
      return [
        styleText(colour, String(event.status)),
        request(event),
        styleText("dim", `${event.milliseconds.toFixed(1)} ms`),
        ...(event.dropped ? [styleText("yellow", `dropped (${event.dropped})`)] : []),
        ...(broken.length > 0 ? [` ${shown(broken.join("; "))}`] : []),
      ].join(" ");
    }
    case "aborted":
      return `${styleText("dim", "---")} ${request(event)}  the client went away`;
    case "unreadable":
      return `${styleText("yellow", String(event.status))} ${shown(event.reason)}`;
    case "failed":
      return `${styleText("red", "500")} ${request(event)}  ${shown(event.reason)}`;
    case "witness": {
      const objections = shown(event.objections.join("; "));
      return `${styleText("yellow", "note")} ${event.operation} ${event.status}: Prism objects to the answer: ${objections}`;
    }
  }
}

function request({ method, path }: { method: string; path: string }): string {
  return `${shown(method)} ${shown(path)}`;
}

/** Control and format characters, of which some turn text around, and lone surrogates are written `\u{…}`. */
function shown(text: string): string {
  const escaped = text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return escaped.length > MOST ? `${escaped.slice(0, MOST)}…` : escaped;
}
