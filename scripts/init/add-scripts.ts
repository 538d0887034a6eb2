/** A manifest with the scripts that it did not have. */
export interface WithScripts {
  text: string;
  added: string[];
}

const SCRIPTS: Record<string, string> = {
  "contract:generate": "contract-kit generate",
  "contract:check": "contract-kit generate --check && contract-kit lint",
  "contract:test": "contract-kit test",
};

/**
 * Adds scripts to the text of a `package.json`; its indentation and its last line stay as they are.
 *
 * @throws SyntaxError when it is no JSON
 */
export function addScripts(text: string): WithScripts {
  const manifest = JSON.parse(text) as { scripts?: Record<string, string> };
  const added = Object.keys(SCRIPTS).filter((name) => manifest.scripts?.[name] === undefined);
  if (added.length === 0) return { text, added };
  const scripts = { ...manifest.scripts, ...Object.fromEntries(added.map((name) => [name, SCRIPTS[name] ?? ""])) };
  const indentation = /^[ \t]+(?=")/m.exec(text)?.[0] ?? "  ";
  const end = /\r?\n$/.exec(text)?.[0] ?? "";
  return { text: JSON.stringify({ ...manifest, scripts }, null, indentation) + end, added };
}
