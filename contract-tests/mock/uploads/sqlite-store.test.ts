import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openStateFile } from "./sqlite-file.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import { addImage, draftOf, imageOf, storeLaws } from "./testing/store-laws.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const newFile = () => join(temporaryFolder(), "state.db");

describe("a store in a file", () => {
  storeLaws((limits) => openSqliteStore(newFile(), limits));

  it("is there again when it is opened again", () => {
    const file = newFile();
    const before = openSqliteStore(file);
    before.add(draftOf("draft"));
    addImage(before, "image");
    const totals = before.totals();
    before.close();
    const after = openSqliteStore(file);
    expect(after.totals()).toEqual(totals);
    expect(after.find({ account: "account", id: "draft" })).toMatchObject({ image: null });
    expect(after.bytes(after.imageOf("image")?.serial ?? 0)?.toString()).toBe("image");
    after.close();
  });

  it("keeps to smaller limits when it is opened with them, from the next change on", () => {
    const file = newFile();
    const before = openSqliteStore(file);
    for (const id of ["a", "b", "c", "d"]) before.add(draftOf(id));
    before.close();
    const after = openSqliteStore(file, { records: 2 });
    after.add(draftOf("e"));
    expect(after.recent("drafts", 9).map(({ id }) => id)).toEqual(["e", "d"]);
    after.close();
  });

  it("may be shared: an id is given once, a draft is completed once, the bounds hold", () => {
    const file = newFile();
    const [one, other] = [openSqliteStore(file, { records: 3 }), openSqliteStore(file, { records: 3 })];
    const draft = one.add(draftOf("a"))?.serial ?? 0;
    expect(other.add(draftOf("a"))).toBeUndefined();
    expect([other.complete(draft, imageOf("other")), one.complete(draft, imageOf("one"))]).toEqual([
      expect.anything(),
      undefined,
    ]);
    for (const id of ["b", "c", "d", "e"]) (id < "d" ? one : other).add(draftOf(id));
    expect(one.totals()).toEqual(other.totals());
    expect(one.totals()).toMatchObject({ drafts: 3, images: 0 });
    one.close();
    other.close();
  });

  it("has what is committed on the disk before a call returns", () => {
    const database = openStateFile(newFile());
    const settings = ["journal_mode", "synchronous"].flatMap((name) =>
      Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {}),
    );
    database.close();
    // 2 is FULL.
    expect(settings).toEqual(["wal", 2]);
  });
});

describe("a file that cannot be used", () => {
  const messageOf = (file: string) => {
    try {
      openSqliteStore(file).close();
    } catch (error) {
      return `${(error as Error).name} ${(error as Error).message.replace(file, "FILE")}`;
    }
    return "opened";
  };

  it("is one that is no database; it is left alone", () => {
    const file = newFile();
    writeFileSync(file, "a letter to a friend, and quite a long one at that. ".repeat(40));
    const before = readFileSync(file);
    expect(messageOf(file)).toMatch(/^StateFileError FILE: is no state file of a mock \[state-file\]\n {2}hint: /);
    expect(readFileSync(file)).toEqual(before);
  });

  it("is the database of another program; it is left alone", () => {
    const file = newFile();
    const database = new DatabaseSync(file);
    database.exec("CREATE TABLE records (serial, account)");
    database.close();
    const before = readFileSync(file);
    expect(messageOf(file)).toContain("FILE: is a database of another program [state-file]");
    expect(readFileSync(file)).toEqual(before);
  });

  it("is one of another version", () => {
    const file = newFile();
    openSqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 7");
    database.close();
    expect(messageOf(file)).toContain("FILE: is a state file of version 7; this mock reads version 1");
  });

  it("is a damaged one", () => {
    const file = newFile();
    const store = openSqliteStore(file);
    for (let number = 0; number < 200; number++) addImage(store, `image ${number}`, { bytes: Buffer.alloc(3000, 1) });
    store.close();
    const sound = readFileSync(file);
    truncateSync(file, 40_000);
    expect(messageOf(file)).toContain("FILE: is damaged: ");
    writeFileSync(file, sound.fill(0x5a, 4096, 12_000));
    expect(messageOf(file)).toMatch(/FILE: is damaged: .* \[state-file\]\n {2}hint: restore it, or remove it/s);
  });

  it("is one that cannot be reached", () => {
    const folder = temporaryFolder();
    expect(messageOf(folder)).toContain("FILE: cannot be opened: ");
    expect(messageOf(join(folder, "missing", "state.db"))).toContain("give a file in a folder that exists");
  });

  it("is not an empty one", () => {
    const file = newFile();
    writeFileSync(file, "");
    expect(messageOf(file)).toBe("opened");
    new DatabaseSync(file).exec("PRAGMA journal_mode = WAL");
    expect(messageOf(file)).toBe("opened");
  });
});
