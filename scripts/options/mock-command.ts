import type { Command } from "commander";
import { ARTEFACTS, CONFIG, DOCUMENT, OVERLAY } from "./descriptions.ts";
import { examples } from "./examples.ts";
import { baseUrl, collect, port, rate } from "./values.ts";

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

/** Adds `contract-kit mock`. */
export function addMockCommand(program: Command): void {
  program
    .command("mock")
    .description("serve a mock that refuses what the contract refuses")
    .argument("[document]", DOCUMENT)
    .option("--config <file>", CONFIG)
    .option("--overlay <file>", OVERLAY, collect)
    .option("--allow-remote <host>", "a host that references may lead to; can be repeated", collect)
    .option("--reference-root <folder>", "the folder that references may not leave (default: the document's)")
    .option("-a, --artefacts <folder>", ARTEFACTS)
    .option("-p, --port <number>", "port to listen on; 0 picks a free one", port, 4010)
    .option("--host <address>", "address to listen on; the default is reached from this machine only", "127.0.0.1")
    .option("--public-url <url>", "base URL under which clients reach the mock (default: its own)", baseUrl)
    .option(
      "-H, --header <field>",
      "credentials to accept, as the header field that carries them; others are refused (default: any are accepted)",
      collect,
    )
    .option("--credential <scheme=value>", "the same, by the name of the security scheme", collect)
    .option(
      "--rate-limit [N/seconds/block]",
      "answer 429 to callers with more requests in so many seconds, for so many (default: until those are over); " +
        "without a value, as the service of the document does",
      rate,
    )
    .option("--state <file>", "keep what is uploaded in this file across restarts (default: in memory only)")
    .addHelpText("after", "\n-H and --credential can be repeated.")
    .addHelpText(
      "after",
      examples(
        "mock",
        "mock api.yaml -p 0",
        "mock -H 'Authorization: Bearer the-only-one' --state mock.sqlite",
        "mock --rate-limit 100/60",
      ),
    )
    .addHelpText("after", MOCK_HELP)
    .action(async (document, _, command) => {
      const { runContracts } = await import("../config/run-contracts.ts");
      const { runMock } = await import("../commands/mock.ts");
      await runContracts("mock", { document, command }, runMock);
    });
}
