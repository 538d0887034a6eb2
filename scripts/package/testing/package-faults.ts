import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { execute } from "../../testing/packed-project.ts";

/** What publint and Are the Types Wrong find at a packed package, line by line; empty when it is sound. */
export async function packageFaults(tarball: string): Promise<string[]> {
  const file = await readFile(tarball);
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: bytes } });
  const attw = join(
    dirname(createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json")),
    "dist/index.js",
  );
  const args = [attw, tarball, "--profile", "esm-only", "--no-emoji"];
  const { code, output } = await execute(process.execPath, args, { cwd: dirname(tarball) });
  return [
    ...messages.map((message) => formatMessage(message, pkg) ?? message.code),
    ...(code === 0 ? [] : output.split("\n")),
  ];
}
