import { Command, InvalidArgumentError } from "commander";
import { packageVersion } from "./package-version.ts";

const ARTEFACTS = "generated folder to take (default: the document's, if it is up to date, or a temporary one)";
const DOCUMENT = "an OpenAPI 3.0 or 3.1 document, YAML or JSON (default: spec/direct-upload.yaml)";

const MOCK_HELP = `
What a request can ask for, in its Prefer field:
  code=429                   this documented response
  example=name               this example of the document
  dynamic=true               a made-up response, the same one for the same seed=text
  delay=500                  the answer after so many milliseconds, 60000 at most
  drop=headers, drop=body    the connection ends before the answer, or in the middle of its body

The page at / shows what the mock holds. Its endpoints, for scripts on this machine too:
  GET /__mock/state, POST /__mock/reset,
  POST /__mock/clock with {"advance":"PT30M"}, {"now":"2026-01-31T09:00:00Z"} or {"reset":true}`;

/**
 * The command line. Every command sets the exit code: 0 good, 1 the contract is broken, 2 it could not
 * run. What a command needs is loaded when it runs.
 */
export function createProgram(): Command {
  const program = new Command("contract-kit")
    .description(
      "From an OpenAPI document: types, a client, JSON Schemas, validators and test cases, and the proof that a server keeps it.",
    )
    .version(packageVersion())
    .showHelpAfterError("(see --help)")
    .exitOverride();

  program
    .command("generate")
    .description("write types, client, schemas, validators, cases and the table of constraints")
    .argument("[document]", DOCUMENT)
    .option("-o, --output <folder>", "where to (default: generated/<name> in the document's project)")
    .option("--check", "write nothing; list the files that differ and exit 1")
    .addHelpText("after", examples("generate", "generate api.yaml -o src/api", "generate --check"))
    .action(async (document, options) => (await import("./commands/generate.ts")).runGenerate(document, options));

  program
    .command("mock")
    .description("serve a mock that refuses what the contract refuses")
    .argument("[document]", DOCUMENT)
    .option("-a, --artefacts <folder>", ARTEFACTS)
    .option("-p, --port <number>", "port to listen on; 0 picks a free one", port, 4010)
    .option("--host <address>", "address to listen on; the default is reached from this machine only", "127.0.0.1")
    .option("--public-url <url>", "base URL under which clients reach the mock (default: its own)", baseUrl)
    .option("--rate-limit <N/seconds>", "requests that each caller may send in so many seconds; 429 after them", rate)
    .option("--state <file>", "keep what is uploaded in this file across restarts (default: in memory only)")
    .addHelpText("after", examples("mock", "mock api.yaml -p 0", "mock --rate-limit 1200/300 --state mock.sqlite"))
    .addHelpText("after", MOCK_HELP)
    .action(async (document, options) => (await import("./commands/mock.ts")).runMock(document, options));

  program
    .command("test")
    .description("run the cases of a contract against a server; without --target, against the mock")
    .argument("[document]", DOCUMENT)
    .option("-a, --artefacts <folder>", ARTEFACTS)
    .option("-t, --target <url>", "base URL of the server, its base path included")
    .option("-H, --header <field>", "header field for every request, 'Name: value'; credentials too", header)
    .option("--param <name=value>", "value of a parameter in the base requests, or of an input of a workflow", param)
    .option("--only <pattern>", "run the cases whose full name matches", collect)
    .option("--skip <pattern>", "leave out the cases whose full name matches", collect)
    .option("--seed <text>", "what the fresh texts are made from (default: the time)")
    .option("--known-failing <file>", "JSON list of { case, reason, checks? }: these cases run and must fail")
    .option(
      "--workflow [file]",
      "run the workflows of an Arazzo 1.0 document in place of the cases; --param gives inputs " +
        "(default: the .arazzo.yaml beside the document)",
    )
    .option("--reporter <list>", "terminal, json=FILE; separated by commas", "terminal")
    .addHelpText("after", "\n-H, --param, --only and --skip can be repeated.")
    .addHelpText(
      "after",
      examples(
        "test",
        "test api.yaml --target http://127.0.0.1:8080/v1 -H 'Authorization: Bearer …'",
        "test --only '*/body/expiry/**' --reporter terminal,json=report.json",
        "test --workflow --target http://127.0.0.1:4010 -H 'Authorization: Bearer …'",
      ),
    )
    .action(async (document, options) => (await import("./commands/test.ts")).runTest(document, options));

  return program;
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  contract-kit ${line}`).join("\n")}`;
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

function baseUrl(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && !/[?#@]/.test(text)) return text;
  throw new InvalidArgumentError("Write it as http://host:port, with a path if there is one.");
}

function rate(text: string): { requests: number; seconds: number } {
  const [, requests = 0, seconds = 0] = (/^([1-9]\d{0,8})\/([1-9]\d{0,5})$/.exec(text) ?? []).map(Number);
  if (requests > 0 && seconds > 0) return { requests, seconds };
  throw new InvalidArgumentError("Write it as requests/seconds, such as 1200/300.");
}

function header(text: string, previous: [string, string][] = []): [string, string][] {
  const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Write it as 'Name: value'.");
  return [...previous, [name, value]];
}

function param(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Write it as name=value.");
  return { ...previous, [name]: value };
}

function collect(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}
