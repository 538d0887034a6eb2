import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createProgram } from "./program.ts";
import { ROOT } from "./testing/run-cli.ts";

interface Workflow {
  jobs: Record<string, { needs?: string; strategy?: { matrix: { shard: number[] } }; steps: { run?: string }[] }>;
}

/** Every `npx contract-kit …` in a text, its continued lines joined. */
function commandsIn(text: string): string[][] {
  const lines = text.replaceAll(/\\\n\s*/g, "").split("\n");
  return lines.flatMap((line) => {
    const [, command] = /npx contract-kit (.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [command.replaceAll(/\$\{\{.*?\}\}/g, "1").match(/"[^"]*"|\S+/g) ?? []];
  });
}

describe("docs/testing.md", () => {
  it("names commands and options that there are", async () => {
    const text = await readFile(join(ROOT, "docs/testing.md"), "utf8");
    const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    const { jobs } = parse(yaml) as Workflow;
    const runs = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = "" }) => run));
    const commands = [...commandsIn(text.replace(yaml, "")), ...runs.flatMap(commandsIn)];
    expect(commands.length).toBeGreaterThan(3);
    for (const [name, ...args] of commands) {
      const command = createProgram().commands.find((each) => each.name() === name);
      expect(command?.parseOptions(args).unknown, `${name} ${args.join(" ")}`).toEqual([]);
    }
  });

  it("has a part of the matrix for every shard", async () => {
    const text = await readFile(join(ROOT, "docs/testing.md"), "utf8");
    const { jobs } = parse(/```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? "") as Workflow;
    const shards = jobs["contract"]?.strategy?.matrix.shard ?? [];
    expect(shards).toEqual(Array.from({ length: shards.length }, (_, index) => index + 1));
    expect(jobs["contract"]?.steps.map(({ run = "" }) => run).join("\n")).toContain(`/${shards.length} `);
    expect(jobs["report"]?.needs).toBe("contract");
  });
});
