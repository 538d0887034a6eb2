import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { CLI, ROOT } from "./run-cli.ts";

/** A block of code of a text. */
export interface Snippet {
  language: string;
  code: string;
  /** What its first line says that it is called. */
  file?: string;
}

/** The blocks of code of a text, in its order. */
export function snippetsOf(text: string): Snippet[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => {
    const [, file] = /^(?:\/\/|#) ([\w./-]+\.\w+)\n/.exec(code) ?? [];
    return { language, code, ...(file !== undefined && { file }) };
  });
}

/** What guides start, in place of what the registry or the machine would give. */
const PROGRAMS: Record<string, string> = {
  node: `exec "${process.execPath}" "$@"`,
  npx: 'exec "$@"',
  "contract-kit": `exec "${process.execPath}" "${CLI}" "$@"`,
  // Vitest takes what is around it for the project.
  vitest: `exec "${process.execPath}" node_modules/vitest/vitest.mjs "$@"`,
  // What is to be installed has to be there; nothing is fetched.
  npm: `if [ "$1" != install ]; then exec "$(PATH="\${PATH#*:}" command -v npm)" "$@"; fi
for name in "$@"; do
  case "$name" in install | -*) ;; *) test -d "node_modules/$name" || { echo "no $name" >&2; exit 1; } ;; esac
done
test -e package-lock.json || echo '{ "lockfileVersion": 3, "packages": {} }' > package-lock.json`,
};

/** Runs what guides say in a project's folder, as their readers do. */
export class GuideRunner {
  readonly #folder: string;
  readonly #ports: ReadonlyMap<string, number>;
  readonly #servers: ChildProcess[] = [];

  /** @param ports - what stands in the guides, and the free port to take in its place */
  constructor(folder: string, ports: ReadonlyMap<string, number>) {
    this.#folder = folder;
    this.#ports = ports;
  }

  /** Makes the programs of the guides those of this project. */
  async prepare(): Promise<void> {
    const bin = join(this.#folder, ".bin");
    await mkdir(bin, { recursive: true });
    for (const [name, script] of Object.entries(PROGRAMS)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(bin, name), 0o755);
    }
  }

  /** Writes the files and runs the commands of a guide, one after the other; a mock is left running. */
  async run(guide: string): Promise<void> {
    for (const { language, code, file } of snippetsOf(await readFile(join(ROOT, "docs/guides", guide), "utf8"))) {
      const text = this.#withPorts(code);
      if (file !== undefined) {
        await mkdir(dirname(join(this.#folder, file)), { recursive: true });
        await writeFile(join(this.#folder, file), text);
      } else if (language === "sh") {
        for (const command of text.trim().split("\n")) await this.command(command);
      } else throw new Error(`docs/guides/${guide}: a block of ${language} that is neither a file nor a command`);
    }
  }

  /** Runs a line of a shell; what ends with another code than 0 is an error with all that it said. */
  async command(line: string): Promise<void> {
    const isServer = /contract-kit mock/.test(line);
    const path = [join(this.#folder, ".bin"), join(ROOT, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
    const env = { ...process.env, PATH: path, NO_COLOR: "1", CONTRACT_KIT_CACHE: "" };
    const child = spawn("sh", ["-c", isServer ? `exec ${line}` : line], { cwd: this.#folder, env });
    if (isServer) this.#servers.push(child);
    let said = "";
    await new Promise<void>((done, fail) => {
      const read = (chunk: Buffer) => {
        said += chunk;
        if (isServer && said.includes("http://")) done();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.on("close", (code) => (code === 0 ? done() : fail(new Error(`${line}\nended with ${code}:\n${said}`))));
    });
  }

  /** Ends the servers that commands have started. */
  end(): void {
    for (const server of this.#servers) server.kill();
  }

  #withPorts(text: string): string {
    return [...this.#ports].reduce((code, [written, port]) => code.replaceAll(written, String(port)), text);
  }
}
