/** What is known of a contract when a configuration is written for it. */
export interface InitialContract {
  /** Relative to the project's folder, with `/`. */
  document: string;
  output?: string;
  target?: string;
}

/** The text of a first `contract-kit.config.ts`. */
export function initialConfig(contracts: readonly InitialContract[]): string {
  return `import { defineConfig } from "openapi-contract-kit";

export default defineConfig({
  contracts: [
${contracts.map(entry).join("\n")}
  ],
});
`;
}

function entry({ document, output, target }: InitialContract): string {
  const members = [
    `document: ${JSON.stringify(document)}`,
    ...(output === undefined ? [] : [`output: ${JSON.stringify(output)}`]),
    ...(target === undefined ? [] : [`test: { target: process.env.API_URL ?? ${JSON.stringify(target)} }`]),
  ];
  const line = `    { ${members.join(", ")} },`;
  if (line.length <= 100) return line;
  return ["    {", ...members.map((member) => `      ${member},`), "    },"].join("\n");
}
