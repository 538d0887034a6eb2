import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { validatorName } from "../../../spec/interchange/names.ts";
import { packageRoot } from "../../package-root.ts";

/** What a page loads, bundled by esbuild and minified. */
export interface SizeRow {
  what: string;
  "gzip B": number;
}

const FOLDER = join(packageRoot(), "generated/direct-upload");
const CALL = "connect(directUploadApi, null), createDirectUploadOperation";

/** The sizes of what is generated for the direct upload: the validators of each operation, and the client for one call. */
export async function sizeTable(): Promise<SizeRow[]> {
  const { operations } = JSON.parse(readFileSync(join(FOLDER, "contract.json"), "utf8")) as {
    operations: { id: string }[];
  };
  const { files } = JSON.parse(readFileSync(join(FOLDER, "manifest.json"), "utf8")) as {
    files: Record<string, string>;
  };
  const parts = Object.keys(files).flatMap((path) => /^schemas\/(.+)\.json$/.exec(path)?.[1] ?? []);
  const rows: SizeRow[] = [
    {
      what: "client for one call, with openapi-fetch",
      "gzip B": await sizeOf(client(`bind(${CALL})`, "createDirectUploadOperation")),
    },
    {
      what: "the same, requests and answers checked",
      "gzip B": await sizeOf(
        client(
          `bind(${CALL}, checkRequests(createDirectUploadRequestChecks), checkAnswers(createDirectUploadAnswerChecks))`,
          "createDirectUploadOperation, createDirectUploadRequestChecks, createDirectUploadAnswerChecks, checkRequests, checkAnswers",
        ),
      ),
    },
  ];
  for (const { id } of operations) {
    const names = parts.filter((part) => part.startsWith(`${id}.`)).map(validatorName);
    const contents = `export { ${names.join(", ")} } from "./validators.js";`;
    rows.push({ what: `validators of ${id}`, "gzip B": await sizeOf(contents) });
  }
  return rows;
}

function client(call: string, imports: string): string {
  return `import { bind, connect, directUploadApi, ${imports} } from "./client.ts"; export const call = ${call};`;
}

async function sizeOf(contents: string): Promise<number> {
  const options = { bundle: true, minify: true, write: false, format: "esm", target: "es2022" } as const;
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: FOLDER, loader: "ts" } });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
