import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { createInterface } from "node:readline/promises";
import { styleText } from "node:util";
import { CLIENT_DEPENDENCY, lacksClientDependency } from "../client-dependency.ts";
import { ConfigError } from "../config/config-error.ts";
import { CONFIG_NAMES } from "../config/find-config.ts";
import { addScripts } from "../init/add-scripts.ts";
import { type FoundDocuments, findDocuments, isOlderDocument } from "../init/find-documents.ts";
import { gitPlace } from "../init/git-place.ts";
import { initialConfig } from "../init/initial-config.ts";
import { type InitialWorkflow, initialWorkflow } from "../init/initial-workflow.ts";
import { installCommand } from "../init/install-command.ts";

/** Options of {@link runInit}. */
export interface InitCommandOptions {
  output?: string;
  target?: string;
  /** Whether a workflow is written. */
  ci: boolean;
  yes?: boolean;
}

/**
 * `contract-kit init`: writes what a project needs for its documents, in the working folder. What is there
 * already stays as it is. It asks which documents are meant where several are found, and nothing else.
 */
export async function runInit(named: string[], { output, target, ci, yes = false }: InitCommandOptions): Promise<void> {
  const root = process.cwd();
  const manifest = await readManifest();
  const documents =
    named.length > 0 ? await Promise.all(named.map(checked)) : await chosen(await findDocuments(root), yes);
  if (output !== undefined && documents.length > 1)
    throw new ConfigError(`--output ${output}`, `would be that of ${documents.length} documents`, "name one document");
  const { type, scripts } = JSON.parse(manifest) as { type?: string; scripts?: Record<string, string> };
  const isModule = type === "module";
  const start = scripts?.["start"] === undefined ? undefined : "npm start";
  const config = isModule ? "contract-kit.config.ts" : "contract-kit.config.mts";
  const known = CONFIG_NAMES.find((name) => existsSync(name));
  if (known === undefined) {
    const contract = { ...(output !== undefined && { output }), ...(target !== undefined && { target }) };
    await write(config, initialConfig(documents.map((document) => ({ document, ...contract }))));
  } else told("is there already and stays as it is", known);
  const { text, added } = addScripts(manifest);
  if (added.length > 0) await writeFile("package.json", text);
  told(added.length > 0 ? `npm scripts ${added.join(", ")}` : "has its scripts already", "package.json");
  if (ci) await writeWorkflow(root, target === undefined ? undefined : { start });
  const missing = [
    ...(isInstalled(root) ? [] : ["npm install --save-dev openapi-contract-kit"]),
    ...(lacksClientDependency(join(root, "generated")) ? [`npm install ${CLIENT_DEPENDENCY}`] : []),
  ];
  const steps = [...missing, "npm run contract:generate"].map((step) => styleText("bold", step));
  console.log(`\nNext: ${steps.join(", then ")}, and commit what it writes.`);
}

/** At the top level of the repository, where GitHub looks for it: one for each folder that has a project. */
async function writeWorkflow(root: string, server: InitialWorkflow["server"]): Promise<void> {
  const { up, below, branch } = await gitPlace(root);
  const name = below === "" ? "contract" : `contract-${below.replaceAll(/[^\w-]+/g, "-")}`;
  const workflow = join(up, ".github", "workflows", `${name}.yml`);
  if (existsSync(workflow)) return told("is there already and stays as it is", workflow);
  const above = below.split("/").map((_, index, parts) => resolve(root, ...parts.slice(0, index).map(() => "..")));
  const install = installCommand([...above, resolve(root, up)]);
  await write(workflow, initialWorkflow({ node: 24, install, branch, below, server }));
}

/** Whether the configuration and the scripts find the package. */
function isInstalled(root: string): boolean {
  const name = "openapi-contract-kit";
  const { name: own } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { name?: string };
  return (
    own === name ||
    (createRequire(join(root, "package.json")).resolve.paths(name) ?? []).some((folder) =>
      existsSync(join(folder, name)),
    )
  );
}

async function readManifest(): Promise<string> {
  try {
    const text = await readFile("package.json", "utf8");
    JSON.parse(text);
    return text;
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : (error as Error).message;
    throw new ConfigError("package.json", what, "run it in the folder of an npm project; `npm init -y` makes one");
  }
}

async function checked(document: string): Promise<string> {
  if (!existsSync(document)) throw new ConfigError(document, "is not there", "name an OpenAPI document of the project");
  if (await isOlderDocument(document)) throw olderDocument(document);
  return relative(process.cwd(), resolve(document)).split(sep).join("/");
}

function olderDocument(document: string): ConfigError {
  const hint = `convert it: npx swagger2openapi ${document} -o openapi.yaml`;
  return new ConfigError(document, "is a document of Swagger 2.0; OpenAPI 3.0, 3.1 and 3.2 are taken", hint);
}

async function chosen({ documents: found, older }: FoundDocuments, yes: boolean): Promise<string[]> {
  const [old] = older;
  if (found.length === 0 && old !== undefined) throw olderDocument(old);
  if (found.length === 0)
    throw new ConfigError(".", "no OpenAPI document was found", "name it: contract-kit init path/to/api.yaml");
  if (found.length === 1 || yes) return found;
  if (!process.stdin.isTTY)
    throw new ConfigError(
      ".",
      `${found.length} documents were found: ${found.join(", ")}`,
      "name those that are meant, or give --yes for all",
    );
  for (const [index, document] of found.entries()) console.log(`  ${index + 1}  ${document}`);
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = (await prompt.question("Which ones, by number? (all) ")).trim();
    if (answer === "") return found;
    return answer.split(/[\s,]+/).map((number) => {
      const document = found[Number(number) - 1];
      if (document === undefined) throw new ConfigError(number, "is none of the numbers", "answer as in 1, 3");
      return document;
    });
  } finally {
    prompt.close();
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: "wx" });
  told("written", path);
}

function told(what: string, path: string): void {
  console.log(`${styleText("green", "✔")} ${path}: ${what}`);
}
