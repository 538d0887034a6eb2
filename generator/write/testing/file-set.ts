/** A set of files as the generator writes them, told from others by every single one, and of other names in part. */
export function fileSet(name: string): Map<string, string> {
  const paths = [
    ...Array.from({ length: 12 }, (_each, index) => `schemas/${index}.json`),
    ...["types.ts", "client.ts", `cases/${name}.json`],
  ];
  const files = Object.fromEntries(paths.map((path) => [path, name]));
  return new Map([
    ...paths.map((path): [string, string] => [path, `${path} of ${name}\n`.repeat(100)]),
    ["manifest.json", `${JSON.stringify({ regenerate: "generate", set: name, files })}\n`],
  ]);
}
