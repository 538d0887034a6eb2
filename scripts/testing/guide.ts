import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { CLI, ROOT } from "./run-cli.ts";

/** A block of code of a text. */
export interface Snippet {
  language: string;
  code: string;
  /** What its first line says that it is called. */
  file?: string;
  /** Why no test runs it, as its first line says. */
  notRun?: string;
}

/** The blocks of code of a text, in its order. */
export function snippetsOf(text: string): Snippet[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => {
    const [, file] = /^(?:\/\/|#) ([\w./-]+\.\w+)\n/.exec(code) ?? [];
    const [, notRun] = /^# not run by a test: (.+)\n/.exec(code) ?? [];
    return { language, code, ...(file !== undefined && { file }), ...(notRun !== undefined && { notRun }) };
  });
}

/** What guides start, in place of what the registry or the machine would give. */
const PROGRAMS: Record<string, string> = {
  node: `exec "${process.execPath}" "$@"`,
  npx: 'exec "$@"',
  // Port 4010 may be another's.
  "contract-kit": `if [ "$1" = mock ]; then set -- "$@" -p "$MOCK_PORT"; fi
exec "${process.execPath}" "${CLI}" "$@"`,
  // Vitest takes what is around it for the project.
  vitest: `exec "${process.execPath}" node_modules/vitest/vitest.mjs "$@"`,
  // What is to be installed has to be there; nothing is fetched.
  npm: `if [ "$1" = ci ]; then exit 0; fi
if [ "$1" != install ]; then exec "$(PATH="\${PATH#*:}" command -v npm)" "$@"; fi
for name in "$@"; do
  case "$name" in install | -*) ;; *) test -d "node_modules/$name" || { echo "no $name" >&2; exit 1; } ;; esac
done
test -e package-lock.json || echo '{ "lockfileVersion": 3, "packages": {} }' > package-lock.json`,
};

/** Runs what texts say in a folder, as their readers do. */
export class GuideRunner {
  readonly #folder: string;
  readonly #ports: ReadonlyMap<string, number>;
  #server: ChildProcess | undefined;

  /** @param ports - what stands in the texts, and the free port to take in its place */
  constructor(folder: string, ports: ReadonlyMap<string, number>) {
    this.#folder = folder;
    this.#ports = ports;
  }

  /** Makes the programs of the texts those of this project. */
  async prepare(): Promise<void> {
    const bin = join(this.#folder, ".bin");
    await mkdir(bin, { recursive: true });
    for (const [name, script] of Object.entries(PROGRAMS)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(bin, name), 0o755);
    }
  }

  /**
   * Writes the files and runs the commands and programs of a text, one after the other; a mock is left running
   * until the next one starts, or the end. A block that says in its first line that it is not run, and why, is not.
   *
   * @param name - how errors call the text
   */
  async run(name: string, text: string): Promise<void> {
    for (const [index, { language, code, file, notRun }] of snippetsOf(text).entries()) {
      if (notRun !== undefined) continue;
      const content = this.#withPorts(code);
      if (file !== undefined) await this.write(file, content);
      else if (language === "sh") await this.#block(content);
      else if (language === "ts") {
        await this.write(`snippet-${index}.ts`, content);
        await this.command(`node snippet-${index}.ts`);
      } else throw new Error(`${name}: a block of ${language} that is neither a file, nor a program, nor commands`);
    }
  }

  /** Writes a file of the project. */
  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.#folder, file)), { recursive: true });
    await writeFile(join(this.#folder, file), text);
  }

  /** Lines that share the variables of a shell; each of them has to end with 0. */
  async #block(code: string): Promise<void> {
    const lines = code.replaceAll("\\\n", " ").trim().split("\n");
    let script: string[] = [];
    for (const line of lines) {
      if (!isServer(line)) script.push(line);
      else {
        if (script.length > 0) await this.command(script.join("\n"));
        script = [];
        await this.#serve(line);
      }
    }
    if (script.length > 0) await this.command(script.join("\n"));
  }

  /** Runs lines of a shell; what ends with another code than 0 is an error with all that it said. */
  async command(script: string): Promise<void> {
    const child = this.#start(`set -e\n${script}`);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${script}\nended with ${code}:\n${said}`);
  }

  async #serve(line: string): Promise<void> {
    await this.end();
    const server = this.#start(`exec ${line}`);
    this.#server = server;
    let said = "";
    await new Promise<void>((done, fail) => {
      for (const stream of [server.stdout, server.stderr])
        stream?.on("data", (chunk: Buffer) => {
          said += chunk;
          if (said.includes("http://")) done();
        });
      server.on("close", (code) => fail(new Error(`${line}\nended with ${code}:\n${said}`)));
    });
  }

  #start(script: string): ChildProcess {
    const path = [join(this.#folder, ".bin"), join(ROOT, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
    const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|npm_)/i.test(name));
    const port = String(this.#ports.get("4010") ?? 4010);
    const cache = join(this.#folder, ".bin/cache");
    const ours = { PATH: path, NO_COLOR: "1", CONTRACT_KIT_CACHE: cache, MOCK_PORT: port, TOKEN: "my-token" };
    return spawn("sh", ["-c", script], { cwd: this.#folder, env: { ...Object.fromEntries(own), ...ours } });
  }

  /** Ends the server that commands have started. */
  async end(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null) return;
    server.removeAllListeners("close");
    server.kill();
    await once(server, "close");
  }

  #withPorts(text: string): string {
    return [...this.#ports].reduce((code, [written, port]) => code.replaceAll(written, String(port)), text);
  }
}

function isServer(line: string): boolean {
  return /^npx contract-kit mock\b/.test(line);
}
