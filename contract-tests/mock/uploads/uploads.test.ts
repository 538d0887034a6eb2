import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import type { UploadStore } from "./store.ts";
import { ACCOUNT, type AskedUploads, askUploads, PNG, PUBLIC_URL } from "./testing/ask-uploads.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const STORES: [string, () => UploadStore][] = [
  ["memory", () => createMemoryStore()],
  ["a file", () => openSqliteStore(join(temporaryFolder(), "state.db"))],
];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MINUTE = 60_000;

describe.each(STORES)("the upload flow, kept in %s", (_, open) => {
  let store: UploadStore;
  let asked: AskedUploads;
  beforeEach(() => {
    store = open();
    asked = askUploads(store, { imageBytes: 1000 });
  });
  afterEach(() => store.close());
  const details = (id: string) => asked.ask("GET", `${ACCOUNT}/images/v1/${encodeURIComponent(id)}`);

  describe("create", () => {
    it("gives a UUID and an upload URL on the mock, body or none", async () => {
      for (const { status, result } of [await asked.create(), await asked.create({ creator: "me" })]) {
        expect(status).toBe(200);
        expect(result["id"]).toMatch(UUID);
        expect(result["uploadURL"]).toMatch(new RegExp(`^${PUBLIC_URL}/[\\w-]{22}/${result["id"]}$`));
      }
    });

    it("echoes a custom id, and percent-encodes it in the URL", async () => {
      const { result } = await asked.create({ id: "a/b c%é?#" });
      expect(result["id"]).toBe("a/b c%é?#");
      expect(result["uploadURL"]).toMatch(/\/a%2Fb%20c%25%C3%A9%3F%23$/);
      expect((await asked.upload(result["uploadURL"])).result["id"]).toBe("a/b c%é?#");
    });

    it("takes UUIDs from where it is told, and passes over taken ones", async () => {
      const ids = ["one", "one", "two"];
      const own = askUploads(store, { uuid: () => ids.shift() ?? "two" });
      expect([(await own.create()).result["id"], (await own.create()).result["id"]]).toEqual(["one", "two"]);
      await expect(own.create()).rejects.toThrow("must not repeat itself");
    });

    it("refuses an id that a draft or an image has, until it is deleted", async () => {
      const first = await asked.create({ id: "mine" });
      for (const uploaded of [false, true]) {
        if (uploaded) await asked.upload(first.result["uploadURL"]);
        const { status, codes, messages, rule } = await asked.create({ id: "mine" });
        expect([status, codes, rule]).toEqual([400, [5409], "body/id/unique"]);
        expect(messages[0]).toMatch(/^Resource already exists: id: must not be .* \[unique\]$/);
      }
      await asked.ask("DELETE", `${ACCOUNT}/images/v1/mine`);
      expect((await asked.create({ id: "mine" })).status).toBe(200);
    });

    it("keeps the ids of accounts apart", async () => {
      await asked.create({ id: "mine" });
      const form = [{ name: "id", value: "mine" }];
      expect((await asked.ask("POST", "/accounts/other/images/v2/direct_upload", { form })).status).toBe(200);
      expect((await asked.ask("GET", "/accounts/third/images/v1/mine")).status).toBe(404);
    });
  });

  describe("upload", () => {
    it("turns the draft into an image; no credentials needed", async () => {
      const sent = { creator: "me", metadata: '{"a":{"b":[1]}}', requireSignedURLs: "true" };
      const { result } = await asked.create(sent);
      const id = String(result["id"]);
      const given = { id, creator: "me", meta: { a: { b: [1] } }, requireSignedURLs: true };
      const variants = [`${PUBLIC_URL}/__mock/images/${id}`];
      expect((await details(id)).result).toEqual({
        ...given,
        uploaded: "2026-01-31T09:00:00.000Z",
        variants,
        draft: true,
      });
      asked.clock.now += MINUTE;
      const url = String(result["uploadURL"]).slice(PUBLIC_URL.length);
      const form = [{ name: "file", filename: "beach.png", contentType: "image/png", value: PNG }];
      const uploaded = await asked.ask("POST", url, { form, headers: { authorization: "" } });
      const image = { ...given, filename: "beach.png", uploaded: "2026-01-31T09:01:00.000Z", variants };
      expect([uploaded.status, uploaded.result]).toEqual([200, image]);
      expect((await details(id)).result).toEqual(image);
    });

    it("works once", async () => {
      const { result } = await asked.create();
      await asked.upload(result["uploadURL"]);
      const { status, codes, messages, rule } = await asked.upload(result["uploadURL"]);
      expect([status, codes, rule]).toEqual([400, [5400], "path/image_id/one-time"]);
      expect(messages[0]).toContain("image_id: the upload URL has been used; it works once [one-time]");
    });

    it("has exactly one winner", async () => {
      const { result } = await asked.create();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => asked.upload(result["uploadURL"], { filename: `${index}.png` })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
      const winner = answers.find(({ status }) => status === 200)?.result["filename"];
      expect((await details(String(result["id"]))).result["filename"]).toBe(winner);
    });

    it("works until 30 minutes have passed, or until its expiry", async () => {
      const [usual, late, soon] = [
        await asked.create(),
        await asked.create(),
        await asked.create({ expiry: "2026-01-31T10:03:00.5+01:00" }),
      ];
      asked.clock.now += 3 * MINUTE + 500;
      expect((await asked.upload(soon?.result["uploadURL"])).status).toBe(200);
      asked.clock.now += 27 * MINUTE - 500;
      expect((await asked.upload(usual?.result["uploadURL"])).status).toBe(200);
      asked.clock.now += 1;
      const { status, codes, messages, rule } = await asked.upload(late?.result["uploadURL"]);
      expect([status, codes, rule]).toEqual([400, [5400], "path/image_id/expiry"]);
      expect(messages[0]).toContain("has expired, at 2026-01-31T09:30:00.000Z");
      expect((await details(String(late?.result["id"]))).result["draft"]).toBe(true);
    });

    it("does not know URLs that nobody asked for", async () => {
      const { result } = await asked.create({ id: "mine" });
      for (const url of [`${PUBLIC_URL}/hash/mine`, `${result["uploadURL"]}2`, `${PUBLIC_URL}/hash/%00`]) {
        const { status, codes, rule } = await asked.upload(url);
        expect([status, codes, rule]).toEqual([404, [5404], "path/image_id/exists"]);
      }
    });

    it("refuses a file that is too large, and takes a smaller one then", async () => {
      const { result } = await asked.create();
      const sized = (size: number) => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);
      const { status, codes, messages, rule } = await asked.upload(result["uploadURL"], { value: sized(1001) });
      expect([status, codes, rule]).toEqual([413, [5413], "body/file/size"]);
      expect(messages[0]).toContain("file: must not have more than 1000 bytes; it has 1001 [size]");
      expect((await asked.upload(result["uploadURL"], { value: sized(1000) })).status).toBe(200);
    });

    it("goes by bytes and not by names", async () => {
      const { result } = await asked.create();
      const named = { filename: "a.png", contentType: "image/png" };
      for (const value of ["hello", "", "%PDF-1.7"]) {
        const { status, codes, rule } = await asked.upload(result["uploadURL"], {
          ...named,
          value: Buffer.from(value),
        });
        expect([status, codes, rule]).toEqual([415, [5455], "body/file/magic-bytes"]);
      }
      expect((await asked.upload(result["uploadURL"], { ...named, value: Buffer.from("<svg/>") })).status).toBe(200);
      const blob = await asked.ask("GET", `${ACCOUNT}/images/v1/${result["id"]}/blob`);
      expect(blob.contentType).toBe("image/svg+xml");
    });

    it("refuses a plain text field in place of a file, text or bytes", async () => {
      const { result } = await asked.create();
      const url = String(result["uploadURL"]).slice(PUBLIC_URL.length);
      for (const value of ["<svg/>", PNG, '{"bytes":"<svg/>"}']) {
        const { status, codes } = await asked.ask("POST", url, { form: [{ name: "file", value }] });
        expect([status, codes]).toEqual([415, [5455]]);
      }
      expect((await details(String(result["id"]))).result["draft"]).toBe(true);
    });

    it("shortens a name that the contract has no room for, and cuts no character in two", async () => {
      const long = await asked.create();
      const filename = "é\u{1F600}".repeat(200);
      const { result } = await asked.upload(long.result["uploadURL"], { filename });
      expect(result["filename"]).toBe([...filename].slice(0, 255).join(""));
    });
  });

  describe("list", () => {
    const list = async (query = "") => asked.ask("GET", `${ACCOUNT}/images/v2${query}`);
    const idsOf = ({ result }: Awaited<ReturnType<typeof list>>) =>
      (result["images"] as { id: string }[]).map(({ id }) => id);
    const names = Array.from({ length: 25 }, (_, index) => `image ${String(index).padStart(2, "0")}`);
    beforeEach(async () => {
      for (const [index, id] of names.entries()) {
        asked.clock.now += index % 2;
        const { result } = await asked.create({ id, ...(index % 5 === 0 && { creator: "me" }) });
        await asked.upload(result["uploadURL"]);
      }
      await asked.create({ id: "draft" });
    });

    it("has every image and no draft, the newest first", async () => {
      const all = await list();
      expect(idsOf(all)).toEqual(names.toReversed());
      expect(all.result["continuation_token"]).toBeNull();
      expect((all.result["images"] as object[])[0]).toEqual((await details("image 24")).result);
      expect(idsOf(await list("?sort_order=asc"))).toEqual(names);
    });

    it.each(["asc", "desc"])("goes page by page, %s, whatever is deleted between", async (order) => {
      const seen: string[] = [];
      let query = `?per_page=10&sort_order=${order}`;
      for (let page = 0; page < 3; page++) {
        const answer = await list(query);
        seen.push(...idsOf(answer));
        const token = answer.result["continuation_token"];
        expect(token === null).toBe(page === 2);
        query = `?per_page=10&sort_order=${order}&continuation_token=${token}`;
        await asked.ask("DELETE", `${ACCOUNT}/images/v1/${encodeURIComponent(seen.at(-1) ?? "")}`);
      }
      expect(seen).toEqual(order === "asc" ? names : names.toReversed());
    });

    it("filters by creator, and by none", async () => {
      expect(idsOf(await list("?creator=me&sort_order=asc"))).toEqual(names.filter((_, index) => index % 5 === 0));
      expect(idsOf(await list("?creator="))).toHaveLength(20);
      expect(idsOf(await list("?creator=nobody"))).toEqual([]);
    });

    it.each(["x", "", "MQ", "MS4x=", "LTEuLTE"])("refuses a token that it never gave: %j", async (token) => {
      const { status, codes, rule } = await list(`?continuation_token=${token}`);
      expect([status, codes, rule]).toEqual([400, [5400], "query/continuation_token/token"]);
    });
  });

  describe("delete", () => {
    it("forgets a draft; its upload URL is dead then", async () => {
      const { result } = await asked.create({ id: "mine" });
      const deleted = await asked.ask("DELETE", `${ACCOUNT}/images/v1/mine`);
      expect([deleted.status, deleted.result]).toEqual([200, {}]);
      expect((await asked.upload(result["uploadURL"])).codes).toEqual([5404]);
      expect((await details("mine")).codes).toEqual([5404]);
    });

    it("forgets an image with its bytes, once; ids with slashes work raw", async () => {
      const { result } = await asked.create({ id: "a/b" });
      await asked.upload(result["uploadURL"]);
      expect((await asked.ask("DELETE", `${ACCOUNT}/images/v1/a/b`)).status).toBe(200);
      for (const [method, path] of [
        ["DELETE", ""],
        ["GET", ""],
        ["GET", "/blob"],
      ] as const) {
        const { status, codes } = await asked.ask(method, `${ACCOUNT}/images/v1/a%2Fb${path}`);
        expect([status, codes]).toEqual([404, [5404]]);
      }
      expect(asked.uploads.image("a/b")).toBeUndefined();
    });
  });

  it("gives the bytes of an image; a draft has none", async () => {
    const { result } = await asked.create({ id: "mine" });
    const none = await asked.ask("GET", `${ACCOUNT}/images/v1/mine/blob`);
    expect([none.status, none.codes]).toEqual([404, [5404]]);
    await asked.upload(result["uploadURL"]);
    const { status, bytes, contentType } = await asked.ask("GET", `${ACCOUNT}/images/v1/mine/blob`);
    expect([status, bytes, contentType]).toEqual([200, PNG, "image/png"]);
  });

  it("shows itself, and forgets everything", async () => {
    const draft = await asked.create({ id: "a/draft", creator: "me", metadata: '{"k":1}' });
    const { result } = await asked.create({ id: "an/image" });
    await asked.upload(result["uploadURL"], { filename: "b.png" });
    const view = asked.uploads.view(PUBLIC_URL);
    const common = { metadata: null, requireSignedURLs: false };
    expect(view).toEqual({
      drafts: [
        {
          ...common,
          id: "a/draft",
          creator: "me",
          metadata: { k: 1 },
          createdAt: "2026-01-31T09:00:00.000Z",
          expiry: "2026-01-31T09:30:00.000Z",
          uploadURL: draft.result["uploadURL"],
        },
      ],
      images: [
        {
          ...common,
          id: "an/image",
          creator: null,
          filename: "b.png",
          contentType: "image/png",
          bytes: PNG.length,
          uploaded: "2026-01-31T09:00:00.000Z",
          url: `${PUBLIC_URL}/__mock/images/an%2Fimage`,
        },
      ],
      totals: { drafts: 1, images: 1, bytes: store.totals().bytes },
      limits: { imageBytes: 1000, ...store.limits },
    });
    expect(asked.uploads.view().images[0]?.url).toBe("/__mock/images/an%2Fimage");
    expect(asked.uploads.image("an/image")).toEqual({ bytes: PNG, contentType: "image/png", filename: "b.png" });
    asked.uploads.reset();
    expect(asked.uploads.view()).toMatchObject({ drafts: [], images: [] });
    expect((await details("an/image")).codes).toEqual([5404]);
  });
});
