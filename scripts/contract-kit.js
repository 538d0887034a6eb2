#!/usr/bin/env node
// Plain JavaScript that the oldest Node can read, so that it can say what it needs.
const NEEDED = [22, 19];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `contract-kit: needs Node ${NEEDED.join(".")} or later, but this is ${process.version} [node-version]\n` +
      "  hint: in a project that has it installed, `npx contract-kit` and npm scripts use the Node of the devDependency\n" +
      "        `node`; add it with `npm install --save-dev node@24`, or install Node 24",
  );
  process.exitCode = 2;
} else {
  const { enableCompileCache } = await import("node:module");
  const { existsSync } = await import("node:fs");
  const { basename, dirname, join } = await import("node:path");
  const root = dirname(import.meta.dirname);
  const above = dirname(root);
  // Types are stripped and code is compiled once; programs are kept where nobody else writes.
  const modules = basename(above) === "node_modules" ? above : join(root, "node_modules");
  const cache = process.env["CONTRACT_KIT_CACHE"] ?? join(modules, ".cache/contract-kit");
  if (cache !== "") enableCompileCache(join(cache, "compiled"));
  // A repository has the sources, the package what was made of them.
  await import(existsSync(join(root, "scripts/cli.ts")) ? "./cli.ts" : "../dist/scripts/cli.js");
}
