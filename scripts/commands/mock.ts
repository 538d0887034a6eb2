import { styleText } from "node:util";
import type { MockEvent } from "../../contract-tests/mock/events.ts";
import { createMock } from "../../contract-tests/mock/server.ts";
import { artefactsOf } from "../artefacts-of.ts";

/** Options of {@link runMock}. */
export interface MockCommandOptions {
  port: number;
  host: string;
}

/** `contract-kit mock`: serves a document until it is stopped. */
export async function runMock(document: string | undefined, options: MockCommandOptions): Promise<void> {
  const artefacts = await artefactsOf(document);
  const mock = await createMock({ artefacts, ...options, log: (event) => console.log(logLine(event)) });
  console.log(`${styleText("bold", artefacts.contract.title)} on ${styleText("cyan", mock.url)}`);
  for (const { method, path } of artefacts.contract.operations) console.log(`  ${method.padEnd(6)} ${path}`);
  const stop = () => void mock.close();
  process.once("SIGINT", stop).once("SIGTERM", stop);
}

/** One line per request; each refusal with the constraint that it breaks. */
function logLine(event: MockEvent): string {
  switch (event.kind) {
    case "answered": {
      const colour = event.status < 400 ? "green" : event.status < 500 ? "yellow" : "red";
      const broken = event.violations.map(
        ({ place, pointer, message, keyword }) => `${place}${pointer}: ${message} [${keyword}]`,
      );
      const time = styleText("dim", `${event.milliseconds.toFixed(1)} ms`);
      return `${styleText(colour, String(event.status))} ${event.method} ${event.path} ${time}${broken.length > 0 ? `  ${broken.join("; ")}` : ""}`;
    }
    case "aborted":
      return `${styleText("dim", "---")} ${event.method} ${event.path}  the client went away`;
    case "unreadable":
      return `${styleText("yellow", String(event.status))} ${event.reason}`;
    case "failed":
      return `${styleText("red", "500")} ${event.method} ${event.path}  ${event.reason}`;
    case "witness":
      return `${styleText("yellow", "note")} ${event.operation} ${event.status}: Prism objects to the answer: ${event.objections.join("; ")}`;
  }
}
