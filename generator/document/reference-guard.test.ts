import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDocument } from "./load.ts";
import type { ReferenceRules } from "./reference-guard.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guard-"));
  await write("outside/secret.yaml", "type: string\ntitle: secret\n");
  await write("outside/further.yaml", '$ref: "./secret.yaml"\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** A document in a folder of its own with one schema that refers. */
const referringTo = (name: string, ref: string) =>
  write(
    `${name}/api.yaml`,
    `openapi: 3.1.1
info: { title: t, version: "1" }
paths: {}
components:
  schemas:
    Thing: { $ref: "${ref}" }
`,
  );

async function problemsOf(file: string, rules: ReferenceRules = {}) {
  const outcome = await loadDocument(file, rules).then(
    () => [],
    (error) => error.problems,
  );
  return outcome;
}

describe("a symbolic link out of the document's folder", () => {
  const links: [what: string, name: string, link: string, target: string, ref: string][] = [
    ["to a file", "file", "link.yaml", "../outside/secret.yaml", "./link.yaml"],
    ["of a folder", "folder", "link", "../outside", "./link/secret.yaml"],
    ["to a file that is not there", "missing", "link", "../outside", "./link/nowhere.yaml"],
  ];
  it.each(links)("is refused: %s", async (_what, name, link, target, ref) => {
    const file = await referringTo(name, ref);
    await symlink(target, join(dirname(file), link));
    expect(await problemsOf(file)).toMatchObject([
      {
        rule: "outside-ref",
        pointer: "/components/schemas/Thing",
        line: 6,
        what: expect.stringMatching(/through a symbolic link: .*link.* is .*outside/),
        hint: expect.stringContaining("--reference-root"),
      },
    ]);
  });

  it("is refused in a file that the document leads to, where it stands there", async () => {
    const file = await referringTo("further", "./way.yaml");
    await write("further/way.yaml", 'type: object\nproperties:\n  a: { $ref: "./link.yaml" }\n');
    await symlink("../outside/further.yaml", join(folder, "further/link.yaml"));
    expect(await problemsOf(file)).toMatchObject([
      { file: join(folder, "further/way.yaml"), pointer: "/properties/a", line: 3, rule: "outside-ref" },
    ]);
  });

  it("is followed where a larger folder is allowed", async () => {
    const file = await referringTo("allowed", "./link.yaml");
    await symlink("../outside/secret.yaml", join(folder, "allowed/link.yaml"));
    const { document } = await loadDocument(file, { referenceRoot: folder });
    expect(document["components"]).toEqual({ schemas: { Thing: { type: "string", title: "secret" } } });
  });
});

describe("a symbolic link that stays in the folder", () => {
  it("is followed, also where the folder is reached through one", async () => {
    const file = await referringTo("inside", "./link.yaml");
    await write("inside/thing.yaml", "type: integer\n");
    await symlink("thing.yaml", join(folder, "inside/link.yaml"));
    await symlink("inside", join(folder, "other-name"));
    for (const name of [file, join(folder, "other-name/api.yaml")]) {
      const { document } = await loadDocument(name);
      expect(document["components"]).toEqual({ schemas: { Thing: { type: "integer" } } });
    }
  });
});

describe("a file that a document leads to", () => {
  it("is told where it refers to what is not there", async () => {
    const file = await referringTo("lost", "./way.yaml");
    await write("lost/way.yaml", 'allOf:\n  - $ref: "./other.yaml#/nowhere"\n  - $ref: "./none.yaml"\n');
    await write("lost/other.yaml", "type: object\n");
    const place = { file: join(folder, "lost/way.yaml"), rule: "unresolved-ref" };
    expect(await problemsOf(file)).toMatchObject([
      { ...place, line: 2, pointer: "/allOf/0", what: "$ref leads nowhere: ./other.yaml#/nowhere" },
      { ...place, line: 3, pointer: "/allOf/1", what: expect.stringContaining("there is no such file") },
    ]);
  });

  it("is told where it is no YAML", async () => {
    const file = await referringTo("broken", "./way.yaml");
    await write("broken/way.yaml", "type: [object\n");
    expect(await problemsOf(file)).toMatchObject([
      { file: join(folder, "broken/way.yaml"), rule: "invalid-yaml", line: 2 },
    ]);
  });

  it("may have a name with signs that mean something in URLs", async () => {
    const file = await referringTo("signs #1 100%", "./a%20b%23%25.yaml");
    await write("signs #1 100%/a b#%.yaml", "type: integer\n");
    const { document } = await loadDocument(file);
    expect(document["components"]).toEqual({ schemas: { Thing: { type: "integer" } } });
  });

  it("may be a text", async () => {
    const file = await write(
      "text/api.yaml",
      'openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\ncomponents: { schemas: { A: { description: { $ref: ./a.md } } } }\n',
    );
    await write("text/a.md", "# a: [b\n");
    const { document } = await loadDocument(file);
    expect(document["components"]).toEqual({ schemas: { A: { description: "# a: [b\n" } } });
  });
});

describe("an allowed host", () => {
  it("may not lead on to another one by a redirect", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.headers.host}${request.url}`);
      const { port } = server.address() as AddressInfo;
      const location = { "/away": `http://localhost:${port}/secret`, "/here": "/there" }[request.url ?? ""];
      if (location) response.writeHead(302, { location }).end();
      else response.end('{"type":"integer"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const away = await referringTo("away", `http://${host}/away`);
      expect(await problemsOf(away, { allowRemote: [host] })).toMatchObject([
        { rule: "remote-ref", what: expect.stringMatching(/\/away, by a redirect to http:\/\/localhost:/) },
      ]);
      expect(asked).toEqual([`${host}/away`]);
      const here = await referringTo("here", `http://${host}/here`);
      expect(await problemsOf(here, { allowRemote: [host] })).toEqual([]);
    } finally {
      server.close();
    }
  });
});
