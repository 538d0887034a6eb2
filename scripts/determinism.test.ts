import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, ROOT } from "./testing/run-cli.ts";

const NAMES = ["direct-upload", "orders"];

/** Compares what is generated with what is committed. */
const check = (name: string, options: Parameters<typeof cli>[1]) =>
  cli(["generate", join(ROOT, `spec/${name}.yaml`), "-o", join(ROOT, `generated/${name}`), "--check"], options);

/** Another Node of this machine, of another major version that the kit runs on. */
const otherNode = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "node"))
  .filter((file) => existsSync(file))
  .find((file) => {
    const [, major = "0", minor = "0"] =
      /^v(\d+)\.(\d+)/.exec(execFileSync(file, ["--version"], { encoding: "utf8" })) ?? [];
    const isEnough = Number(major) > 22 || (Number(major) === 22 && Number(minor) >= 19);
    return isEnough && !process.version.startsWith(`v${major}.`);
  });

const surroundings: [what: string, options: Parameters<typeof cli>[1]][] = [
  [
    "at the other end of the world, in Turkish, whose small I has no dot",
    { env: { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", LANGUAGE: "tr" } },
  ],
  [
    "with a clock that is set back in winter, without a language, from another folder",
    { env: { TZ: "America/St_Johns", LANG: "C", LC_ALL: "C" }, cwd: tmpdir() },
  ],
];

describe.each(NAMES)("what is generated for %s is the same to the byte", (name) => {
  it.each(surroundings)("%s", async (_, options) => {
    const { code, stderr } = await check(name, options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  const title = otherNode ? "under another Node" : "under another Node (skipped: there is none on the PATH)";
  it.skipIf(otherNode === undefined)(title, async () => {
    const { code, stderr } = await check(name, { node: otherNode ?? "" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
