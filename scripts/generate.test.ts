import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadArtefacts } from "../contract-tests/artefacts.ts";
import { sampleCredentials } from "../contract-tests/kit/credentials.ts";
import { createMock } from "../contract-tests/mock/server.ts";
import { cli, ROOT } from "./testing/run-cli.ts";

const DOCUMENT = join(ROOT, "spec/direct-upload.yaml");
const GENERATED = join(ROOT, "generated/direct-upload");

let folder = "";
let document = "";
let output = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
  document = join(folder, "spec/direct-upload.yaml");
  output = join(folder, "generated/direct-upload");
  await cp(DOCUMENT, document, { recursive: true });
  // Generated code imports openapi-fetch; the tests load only what imports nothing.
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  expect((await cli(["generate", document])).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function contents(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return new Map(
    files.map((file, index): [string, string] => [file.slice(root.length + 1), texts[index] ?? ""]).sort(),
  );
}

describe("generate", () => {
  it("gives the committed files, byte for byte, whatever the time zone, the language and the working folder", async () => {
    const env = { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const elsewhere = join(folder, "elsewhere");
    await cp(join(folder, "spec"), join(elsewhere, "spec"), { recursive: true });
    await writeFile(join(elsewhere, "package.json"), "{}");
    expect((await cli(["generate", "direct-upload.yaml"], { cwd: join(elsewhere, "spec"), env })).code).toBe(0);
    const committed = await contents(GENERATED);
    expect(await contents(output)).toEqual(committed);
    expect(await contents(join(elsewhere, "generated/direct-upload"))).toEqual(committed);
  });

  it("changes nothing the second time", async () => {
    expect((await cli(["generate", document])).stdout).toContain("nothing changed");
    expect(await cli(["generate", document, "--check"])).toMatchObject({ code: 0, stderr: "" });
  });

  it("mends what it can with a warning, and writes nothing with --strict", async () => {
    const file = join(folder, "mistakes.yaml");
    await writeFile(
      file,
      "openapi: 3.1.1\ninfo: { title: t }\npaths: { '/a/{id}': { get: { responses: { '200': { description: ok } } } } }\n",
    );
    const strict = await cli(["generate", file, "-o", join(folder, "mistakes"), "--strict"]);
    expect(strict).toMatchObject({ code: 1, stdout: "" });
    expect(strict.stderr).toMatch(
      /^error: .*mistakes\.yaml:2:1 \/info: there is no version.*\[invalid-info\]\n {2}hint: /,
    );
    expect((await readdir(folder)).filter((name) => name === "mistakes")).toEqual([]);
    const lenient = await cli(["generate", file, "-o", join(folder, "mistakes")]);
    expect(lenient).toMatchObject({ code: 0, stderr: strict.stderr.replaceAll("error: ", "warning: ") });
  });

  it("leaves cases out when it is told to, says so, and takes that for no drift", async () => {
    const bare = join(folder, "generated/bare");
    const { stdout } = await cli(["generate", document, "-o", bare, "--no-cases"]);
    expect(stdout).toMatch(/\n {2}cases left out; --cases derives them\n {2}import \{ createBareClient \} from "/);
    const [files, whole] = [await contents(bare), await contents(output)];
    expect([...files.keys()]).toEqual([...whole.keys()].filter((path) => !path.startsWith("cases/")));
    const table = files.get("constraints.md") ?? "";
    expect(table).toMatch(
      /^<!-- .* npx contract-kit generate spec\/direct-upload\.yaml -o generated\/bare --no-cases -->\n/,
    );
    expect(table).toContain("\nCases were left out. Generate with `--cases` to have them here;");
    expect(table).toContain("\n| field | constraint | source |\n");
    expect(table).not.toContain("cases/");
    expect(await cli(["generate", document, "-o", bare, "--no-cases", "--check"])).toMatchObject({ code: 0 });
    const checked = await cli(["generate", document, "-o", bare, "--check"]);
    expect(checked).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("cases/createDirectUpload.json: missing"),
    });
  });

  it("derives cases of more than 200 operations only when it is asked to", async () => {
    const file = join(folder, "many.yaml");
    const write = (count: number) => {
      const paths = Array.from(
        { length: count },
        (_, id) => `  /p${id}: { get: { responses: { "200": { description: ok } } } }`,
      );
      return writeFile(file, `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths:\n${paths.join("\n")}\n`);
    };
    const many = join(folder, "many");
    await write(200);
    expect((await cli(["generate", file, "-o", many])).stdout).toContain("cases proved");
    expect(await readdir(join(many, "cases"))).toHaveLength(200);
    await write(201);
    const { stdout } = await cli(["generate", file, "-o", many]);
    expect(stdout).toMatch(/\n {2}cases left out: 201 operations are more than 200; --cases derives them\n$/);
    expect(await readdir(many)).not.toContain("cases");
    await cli(["generate", file, "-o", many, "--cases"]);
    expect(await readdir(join(many, "cases"))).toHaveLength(201);
    expect(await readFile(join(many, "types.ts"), "utf8")).toContain(
      "Regenerate: npx contract-kit generate many.yaml -o many --cases\n",
    );
  });

  it("--include generates some operations, as the head of each file says", async () => {
    const part = join(folder, "generated/part");
    const patterns = ["--include", "getImage", "--include", "POST /accounts/*/images/v2/direct_upload"];
    expect(await cli(["generate", document, "-o", part, "--no-cases", ...patterns])).toMatchObject({
      code: 0,
      stderr: "",
    });
    const types = await readFile(join(part, "types.ts"), "utf8");
    expect(types).toContain(
      'Regenerate: npx contract-kit generate spec/direct-upload.yaml -o generated/part --include getImage --include "POST /accounts/*\\/images/v2/direct_upload" --no-cases\n',
    );
    const { paths } = JSON.parse(await readFile(join(part, "openapi.json"), "utf8")) as { paths: object };
    expect(Object.keys(paths)).toHaveLength(2);
    expect((await cli(["generate", document, "-o", part, "--no-cases", ...patterns, "--check"])).code).toBe(0);
    const nothing = await cli(["generate", document, "-o", part, "--include", "getImages"]);
    expect(nothing).toMatchObject({ code: 2, stdout: "" });
    expect(nothing.stderr).toMatch(
      /--include "getImages" matches no operation \[no-such-operation\]\n {2}hint: did you mean "getImage"/,
    );
  });

  it("--check lists a drifted, a missing and a foreign file, and exits 1", async () => {
    const copy = join(folder, "drifted");
    await cp(output, join(copy, "direct-upload"), { recursive: true });
    await writeFile(join(copy, "direct-upload/types.ts"), "// edited by hand\n");
    await writeFile(join(copy, "direct-upload/notes.txt"), "");
    await rm(join(copy, "direct-upload/constraints.md"));
    const { code, stderr } = await cli(["generate", document, "-o", "direct-upload", "--check"], { cwd: copy });
    expect(code).toBe(1);
    expect(stderr).toMatch(/types\.ts: changed \[drift\]/);
    expect(stderr).toMatch(/constraints\.md: missing \[drift\]/);
    expect(stderr).toMatch(/notes\.txt: unexpected \[drift\]/);
    const [, named = "", to = ""] = /hint: run `npx contract-kit generate (\S+) -o (\S+)`/.exec(stderr) ?? [];
    expect([resolve(copy, named), resolve(copy, to)]).toEqual([resolve(document), join(copy, "direct-upload")]);
    expect(await readFile(join(copy, "direct-upload/types.ts"), "utf8")).toBe("// edited by hand\n");
  });

  it.each([
    ["a missing document", "nowhere.yaml", "", /nowhere\.yaml.*there is no such file \[unreadable\]\n {2}hint: /s],
    [
      "broken YAML",
      "broken.yaml",
      "openapi: [",
      /broken\.yaml:1:\d+: is not valid YAML.*\[invalid-yaml\]\n {2}hint: /s,
    ],
    [
      "an unknown argument of x-formatMinimum",
      "argument.yaml",
      "x-formatMinimum: soon",
      /argument\.yaml:\d+:\d+ \/components\/schemas\/DirectUploadRequest\/properties\/expiry\/x-formatMinimum: .*\[invalid-keyword-argument\]/,
    ],
  ])("refuses %s with one clear error, exits 2 and leaves the files alone", async (_what, name, text, message) => {
    const file = join(folder, name);
    if (text.startsWith("x-formatMinimum"))
      await writeFile(file, (await readFile(document, "utf8")).replace("x-formatMinimum: now+PT2M", text));
    else if (text) await writeFile(file, text);
    const before = await contents(output);
    const { code, stdout, stderr } = await cli(["generate", file, "-o", output]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(await contents(output)).toEqual(before);
  });
});

describe("a changed constraint", () => {
  const changed = () => join(folder, "changed/spec/direct-upload.yaml");
  const changedOutput = () => join(folder, "changed/generated/direct-upload");

  beforeAll(async () => {
    await cp(document, changed());
    await writeFile(join(folder, "changed/package.json"), '{ "type": "module" }\n');
    const text = await readFile(document, "utf8");
    const edited = text.replace(
      "minLength: 1\n          maxLength: 1024\n          pattern",
      "minLength: 1\n          maxLength: 900\n          pattern",
    );
    expect(edited).not.toBe(text);
    await writeFile(changed(), edited);
    expect((await cli(["generate", changed()])).code).toBe(0);
  });

  it("changes types, schema, validator, cases and table in one run", async () => {
    const [before, after] = [await contents(output), await contents(changedOutput())];
    const without = (text: string | undefined) => text?.replaceAll(/\(sha256 \w+\)/g, "");
    for (const [file, told] of [
      ["types.ts", "at most 900 characters"],
      ["schemas/createDirectUpload.body.json", '"maxLength": 900'],
      ["validators.js", "> 900"],
      ["cases/createDirectUpload.json", "maxLength/901 combining characters"],
      ["constraints.md", "at most 900 characters"],
    ] as const) {
      expect([file, without(after.get(file)) === without(before.get(file))]).toEqual([file, false]);
      expect(after.get(file)).toContain(told);
    }
  });

  it("is caught in a mock that still enforces the old one", async () => {
    const artefacts = await loadArtefacts(output);
    const credentials = sampleCredentials(artefacts.contract);
    const mock = await createMock({ artefacts, credentials });
    try {
      const report = join(folder, "report.json");
      const fields = [
        ["Authorization", `Bearer ${credentials["api_token"]}`],
        ["X-Auth-Email", credentials["api_email"]],
        ["X-Auth-Key", credentials["api_key"]],
      ];
      const args = [
        "test",
        changed(),
        "--target",
        mock.url,
        "--reporter",
        `terminal,json=${report}`,
        ...fields.flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
      ];
      const { code, stdout } = await cli(args);
      expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining("The contract is broken") });
      const { failures } = JSON.parse(await readFile(report, "utf8")) as { failures: { case: string }[] };
      const names = [...new Set(failures.map((failure) => failure.case))];
      expect(names.length).toBeGreaterThanOrEqual(4);
      // Nothing else than the changed bound is accused.
      expect(names.filter((name) => !name.startsWith("createDirectUpload/body/id/maxLength/901 "))).toEqual([]);
    } finally {
      await mock.close();
    }
  });
});

describe("artefacts", () => {
  it("are those of the folder that --artefacts names", async () => {
    const moved = join(folder, "moved");
    await cp(output, moved, { recursive: true });
    const { code, stdout } = await cli(["test", "-a", moved, "--only", "getImage/credentials/**"]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("21 passed") });
    const nowhere = await cli(["test", "-a", join(folder, "nowhere")]);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/contract\.json: is missing/) });
  });
});

describe("artefacts that were edited", () => {
  it("are not taken for what was generated", async () => {
    const copy = join(folder, "edited/generated/direct-upload");
    await cp(output, copy, { recursive: true });
    await cp(document, join(folder, "edited/spec/direct-upload.yaml"));
    await writeFile(join(folder, "edited/package.json"), "{}");
    const file = join(copy, "cases/createDirectUpload.json");
    await writeFile(file, (await readFile(file, "utf8")).replace("1025 ASCII", "1026 ASCII"));
    const { code, stderr } = await cli(["test", join(folder, "edited/spec/direct-upload.yaml")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /createDirectUpload\.json: has been edited since it was generated \[edited-artefacts\]\n {2}hint: /,
    );
  });
});

it("makes modules also in a project of CommonJS, for import and require", async () => {
  const project = join(folder, "commonjs");
  await cp(DOCUMENT, join(project, "api.yaml"));
  await writeFile(join(project, "package.json"), '{ "type": "commonjs" }\n');
  expect((await cli(["generate", "api.yaml", "-o", "api", "--no-cases"], { cwd: project })).code).toBe(0);
  const name = "validateCreateDirectUploadBody";
  await writeFile(
    join(project, "use.mjs"),
    `import { ${name} } from "./api/validators.js";\nconsole.log(typeof ${name});\n`,
  );
  await writeFile(join(project, "use.cjs"), `console.log(typeof require("./api/validators.js").${name});\n`);
  for (const file of ["use.mjs", "use.cjs"]) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(project, file)]);
    expect(stdout).toBe("function\n");
  }
});
