import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { CLI, ROOT } from "./testing/run-cli.ts";

it.each([["lint", "spec/orders.yaml", "--format", "json"], ["generate", "--check"], ["--help"]])(
  "says nothing of a reader that has gone: %s",
  async (...args) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += chunk;
    });
    const [code] = await once(child, "exit");
    expect({ code, told }).toEqual({ code: 0, told: "" });
  },
);
