/** The examples under the help of a command. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  contract-kit ${line}`).join("\n")}`;
}
