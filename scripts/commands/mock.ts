import { styleText } from "node:util";
import { Command, InvalidArgumentError } from "commander";
import type { MockEvent } from "../../contract-tests/mock/events.ts";
import { createMock } from "../../contract-tests/mock/server.ts";
import { artefactsOf } from "../artefacts-of.ts";

interface Options {
  port: number;
  host: string;
}

/** `contract-kit mock`: serves a document until it is stopped. */
export function mockCommand(): Command {
  return new Command("mock")
    .description("serve a mock that refuses what the contract refuses")
    .argument("[document]", "an OpenAPI 3.0 or 3.1 document (default: spec/direct-upload.yaml)")
    .option("-p, --port <number>", "port to listen on; 0 picks a free one", port, 4010)
    .option("--host <address>", "address to listen on; the default is reached from this machine only", "127.0.0.1")
    .addHelpText(
      "after",
      "\nExamples:\n  contract-kit mock\n  contract-kit mock api.yaml -p 0\n\nPrefer: code=429 (a request header) asks for a documented response.",
    )
    .action(async (document: string | undefined, options: Options) => {
      const artefacts = await artefactsOf(document);
      const mock = await createMock({ artefacts, ...options, log: (event) => console.log(logLine(event)) });
      console.log(`${styleText("bold", artefacts.contract.title)} on ${styleText("cyan", mock.url)}`);
      for (const { method, path } of artefacts.contract.operations) console.log(`  ${method.padEnd(6)} ${path}`);
      const stop = () => void mock.close();
      process.once("SIGINT", stop).once("SIGTERM", stop);
    });
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError("a port is a number from 0 to 65535");
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
