import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/*
 * Documents that are too large for a repository, that no editor shows as they are, or that are no files. Each writes
 * into a folder and gives the document's path.
 */

const HEAD = 'openapi: 3.1.1\ninfo: { title: t, version: "1" }\n';
const RESPONSES = { "200": { description: "ok" } };

function write(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** A JSON document of one operation that takes a schema. */
function json(schema: object, schemas = {}): string {
  const requestBody = { required: true, content: { "application/json": { schema } } };
  const post = { operationId: "postThing", requestBody, responses: RESPONSES };
  const info = { title: "t", version: "1" };
  return JSON.stringify({ openapi: "3.1.1", info, paths: { "/things": { post } }, components: { schemas } });
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const deepYaml = (folder: string) =>
  write(folder, "deep.yaml", `${HEAD}paths: {}\nx-deep: ${nested(100_000)}\n`);

export const deepBlockYaml = (folder: string) =>
  write(folder, "deep-block.yaml", `${HEAD}paths: {}\nx-deep:\n  ${"- ".repeat(50_000)}a\n`);

export const deepJson = (folder: string) =>
  write(
    folder,
    "deep.json",
    `{"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{},"x":${nested(100_000)}}`,
  );

export const deepSchemas = (folder: string) => {
  const levels = 2_000;
  const chain = range(levels).map((index) => [
    `A${index}`,
    { type: "object", required: ["a"], properties: { a: reference(`A${index + 1}`) } },
  ]);
  return write(
    folder,
    "deep-schemas.json",
    json(reference("A0"), Object.fromEntries([...chain, [`A${levels}`, { type: "string" }]])),
  );
};

export const referenceChain = (folder: string) => {
  const chain = range(3_000).map((index) => [`A${index}`, reference(`A${index + 1}`)]);
  return write(
    folder,
    "chain.json",
    json(reference("A0"), Object.fromEntries([...chain, ["A3000", { type: "string" }]])),
  );
};

export const manyMembersJson = (folder: string) =>
  write(
    folder,
    "members.json",
    json({ type: "object", properties: Object.fromEntries(range(100_000).map((index) => [`p${index}`, {}])) }),
  );

export const manyMembersYaml = (folder: string) =>
  write(
    folder,
    "members.yaml",
    `${HEAD}paths: {}\nx-members:\n${range(100_000)
      .map((index) => `  p${index}: 1\n`)
      .join("")}`,
  );

export const manyFlowMembersYaml = (folder: string) =>
  write(
    folder,
    "flow-members.yaml",
    `${HEAD}paths: {}\nx-members: { ${range(100_000)
      .map((index) => `p${index}: 1`)
      .join(", ")} }\n`,
  );

export const largeEnum = (folder: string) =>
  write(folder, "enum.json", json({ enum: range(50_000).map((index) => `value ${index}`) }));

export const manyBranches = (folder: string) =>
  write(
    folder,
    "branches.json",
    json({
      oneOf: range(300).map((index) => ({ type: "object", required: ["k"], properties: { k: { const: index } } })),
    }),
  );

export const manyParameters = (folder: string) => {
  const parameters = range(2_000).map((index) => ({ name: `p${index}`, in: "query", schema: { type: "string" } }));
  const get = { operationId: "getThings", parameters, responses: RESPONSES };
  const info = { title: "t", version: "1" };
  return write(folder, "parameters.json", JSON.stringify({ openapi: "3.1.1", info, paths: { "/things": { get } } }));
};

export const longText = (folder: string) =>
  write(folder, "text.yaml", `${HEAD}paths: {}\nx-text: "${"\\u0041 ".repeat(1_000_000)}"\n`);

export const utf16 = (folder: string) =>
  write(folder, "utf-16.yaml", Buffer.from(`\ufeff${HEAD}paths: {}\n`, "utf16le"));

export const utf16BigEndian = (folder: string) =>
  write(folder, "utf-16-be.yaml", Buffer.from(`\ufeff${HEAD}paths: {}\n`, "utf16le").swap16());

export const invalidUtf8 = (folder: string) =>
  write(
    folder,
    "invalid.yaml",
    Buffer.concat([Buffer.from(`${HEAD}paths: {}\nx-a: "`), Buffer.of(0xc0, 0xaf, 0xff), Buffer.from('"\n')]),
  );

export const symbolicLink = (folder: string) => {
  mkdirSync(join(folder, "linking"));
  symlinkSync("/etc/passwd", join(folder, "linking/link.yaml"));
  return write(folder, "linking/api.yaml", `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: ./link.yaml } } }\n`);
};

export const namedPipe = (folder: string) => {
  mkdirSync(join(folder, "piping"));
  execFileSync("mkfifo", [join(folder, "piping/pipe.yaml")]);
  return write(folder, "piping/api.yaml", `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: ./pipe.yaml } } }\n`);
};
