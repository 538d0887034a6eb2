import { CommanderError } from "commander";
import { createProgram } from "./program.ts";

// Whoever reads what is told may have read enough (`| head -1`): the work goes on, and nobody is told of it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
try {
  await createProgram().parseAsync();
} catch (error) {
  // Commander has printed usage errors itself; its help and version end with code 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = (await import("./report-error.ts")).reportError(error);
}
