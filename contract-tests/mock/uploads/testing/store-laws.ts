import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewDraft, NewImage } from "../record.ts";
import type { StoreLimits, UploadStore } from "../store.ts";

/** A draft of a store's tests. */
export function draftOf(id: string, more: Partial<NewDraft> = {}): NewDraft {
  const nothing = { creator: null, metadata: null, requireSignedURLs: false, createdAt: 1000, expiry: 2000 };
  return { account: "account", id, ...nothing, ...more };
}

/** An upload of a store's tests. */
export function imageOf(text: string, more: Partial<NewImage> = {}): NewImage {
  return { filename: "a.png", contentType: "image/png", uploaded: 1500, bytes: Buffer.from(text), ...more };
}

/** Adds a draft and completes it. */
export function addImage(store: UploadStore, id: string, more: Partial<NewDraft & NewImage> = {}): void {
  const draft = store.add(draftOf(id, more));
  expect(draft && store.complete(draft.serial, imageOf(id, more))).toBeDefined();
}

/** What every store must do. @param open - makes an empty one */
export function storeLaws(open: (limits?: Partial<StoreLimits>) => UploadStore): void {
  let store: UploadStore;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.close());
  const key = (id: string, account = "account") => ({ account, id });

  it.each(["a", "a/b", "\u0000 %2F 'x' \u{1F600}é", "é", "e\u0301", "a".repeat(1024)])(
    "keeps what it is given: %j",
    (id) => {
      const draft = draftOf(id, { creator: "", metadata: '{"a":"\\ud800"}', requireSignedURLs: true, createdAt: -5 });
      const added = store.add(draft);
      expect(added).toEqual({ ...draft, serial: added?.serial, image: null });
      expect(store.find(key(id))).toEqual(added);
      const { bytes, ...facts } = imageOf("bytes", { filename: null, contentType: "image/svg+xml" });
      const image = store.complete(added?.serial ?? 0, { bytes, ...facts });
      expect(image).toEqual({ ...draft, serial: image?.serial, image: { ...facts, size: 5 } });
      expect(store.find(key(id))).toEqual(image);
      expect(store.imageOf(id)).toEqual(image);
      expect(store.bytes(image?.serial ?? 0)).toEqual(bytes);
    },
  );

  it("has an id once in an account, also when it has become an image", () => {
    expect(store.add(draftOf("a"))).toBeDefined();
    expect(store.add(draftOf("a", { creator: "other" }))).toBeUndefined();
    expect(store.find(key("a"))?.creator).toBeNull();
    expect(store.add(draftOf("a", { account: "other" }))).toBeDefined();
    expect(store.add(draftOf("A"))).toBeDefined();
    addImage(store, "b");
    expect(store.add(draftOf("b"))).toBeUndefined();
    expect(store.find(key("a", "stranger"))).toBeUndefined();
  });

  it("completes a draft once, and none that is gone", () => {
    const draft = store.add(draftOf("a"))?.serial ?? 0;
    expect(store.complete(draft, imageOf("first"))).toBeDefined();
    expect(store.complete(draft, imageOf("second"))).toBeUndefined();
    const image = store.find(key("a"))?.serial ?? 0;
    expect(store.complete(image, imageOf("third"))).toBeUndefined();
    expect(store.bytes(image)?.toString()).toBe("first");
    const gone = store.add(draftOf("b"))?.serial ?? 0;
    store.remove(key("b"));
    store.add(draftOf("b"));
    expect(store.complete(gone, imageOf("b"))).toBeUndefined();
    expect(store.find(key("b"))?.image).toBeNull();
  });

  it("keeps its own copy of the bytes", () => {
    const bytes = Buffer.from("whole");
    const draft = store.add(draftOf("a"))?.serial ?? 0;
    const image = store.complete(draft, imageOf("", { bytes: bytes.subarray(1, 4) }))?.serial ?? 0;
    bytes.fill(0);
    expect(store.bytes(image)?.toString()).toBe("hol");
  });

  it("forgets what is removed, once", () => {
    addImage(store, "a");
    const serial = store.find(key("a"))?.serial ?? 0;
    expect(store.remove(key("a", "stranger"))).toBe(false);
    expect([store.remove(key("a")), store.remove(key("a"))]).toEqual([true, false]);
    expect([store.find(key("a")), store.bytes(serial), store.imageOf("a")]).toEqual([undefined, undefined, undefined]);
    expect(store.totals()).toEqual({ drafts: 0, images: 0, bytes: 0 });
  });

  it("gives serials that grow, also after everything is forgotten", () => {
    const first = store.add(draftOf("a"))?.serial ?? 0;
    const image = store.complete(first, imageOf("a"))?.serial ?? 0;
    store.clear();
    expect(store.totals()).toEqual({ drafts: 0, images: 0, bytes: 0 });
    const next = store.add(draftOf("a"))?.serial ?? 0;
    expect([image > first, next > image]).toEqual([true, true]);
  });

  describe("the list", () => {
    const list = (more: Partial<Parameters<UploadStore["images"]>[0]> = {}) =>
      store.images({ account: "account", order: "asc", most: 100, ...more }).map(({ id }) => id);
    const placeOf = (id: string) => {
      const record = store.find(key(id));
      return { uploaded: record?.image?.uploaded ?? 0, serial: record?.serial ?? 0 };
    };
    beforeEach(() => {
      addImage(store, "late", { uploaded: 300, creator: "me" });
      addImage(store, "early", { uploaded: -100, creator: "" });
      addImage(store, "middle", { uploaded: 200 });
      addImage(store, "twin", { uploaded: 200, creator: "me" });
      addImage(store, "other", { account: "other" });
      store.add(draftOf("draft"));
    });

    it("has the images of one account, no drafts, by time of upload", () => {
      expect(list()).toEqual(["early", "middle", "twin", "late"]);
      expect(list({ order: "desc" })).toEqual(["late", "twin", "middle", "early"]);
      expect(list({ account: "other" })).toEqual(["other"]);
    });

    it("goes on after a place, also when what stood there is gone", () => {
      const after = placeOf("middle");
      expect(list({ after })).toEqual(["twin", "late"]);
      expect(list({ after, order: "desc" })).toEqual(["early"]);
      store.remove(key("middle"));
      expect(list({ after })).toEqual(["twin", "late"]);
      expect(list({ most: 2 })).toEqual(["early", "twin"]);
    });

    it("may be of one creator, or of none", () => {
      expect(list({ creator: "me" })).toEqual(["twin", "late"]);
      expect(list({ creator: "" })).toEqual(["early", "middle"]);
      expect(list({ creator: "nobody" })).toEqual([]);
    });

    it("has the newest first for people", () => {
      expect(store.recent("images", 2).map(({ id }) => id)).toEqual(["other", "twin"]);
      expect(store.recent("drafts", 2).map(({ id }) => id)).toEqual(["draft"]);
      expect(store.totals()).toMatchObject({ drafts: 1, images: 5 });
    });
  });

  describe("the bounds", () => {
    it("drops the oldest of too many; an upload makes a draft new again", () => {
      const small = open({ records: 2 });
      const first = small.add(draftOf("first"))?.serial ?? 0;
      small.add(draftOf("second"));
      small.complete(first, imageOf("bytes"));
      small.add(draftOf("third"));
      expect(["first", "second", "third"].map((id) => small.find(key(id))?.id)).toEqual(["first", undefined, "third"]);
      small.add(draftOf("fourth"));
      expect(small.totals()).toMatchObject({ drafts: 2, images: 0 });
      expect(small.bytes(first)).toBeUndefined();
      small.close();
    });

    it("drops as many as the bytes need, but never the newest", () => {
      const small = open({ bytes: 3000 });
      for (const id of ["a", "b", "c"]) addImage(small, id, { bytes: Buffer.alloc(500) });
      expect(small.totals()).toMatchObject({ images: 3 });
      addImage(small, "d", { bytes: Buffer.alloc(1500) });
      expect(["a", "b", "c", "d"].map((id) => small.find(key(id)) !== undefined)).toEqual([false, false, true, true]);
      expect(small.totals().bytes).toBeLessThanOrEqual(3000);
      addImage(small, "huge", { bytes: Buffer.alloc(9000) });
      expect(small.totals()).toMatchObject({ drafts: 0, images: 1 });
      small.add(draftOf("next", { metadata: "x".repeat(2500) }));
      expect(small.totals()).toMatchObject({ drafts: 1, images: 0 });
      small.close();
    });

    it("holds under many changes, and counts right", () => {
      const small = open({ records: 20, bytes: 20_000 });
      for (let turn = 0; turn < 300; turn++) {
        const id = String((turn * 7) % 31);
        if (turn % 3 === 0) small.remove(key(id));
        const draft = small.add(draftOf(id, { creator: "c".repeat(turn) }));
        if (draft && turn % 2 === 0) small.complete(draft.serial, imageOf("x".repeat(turn * 5)));
        const { drafts, images, bytes } = small.totals();
        expect(drafts + images).toBeLessThanOrEqual(20);
        expect(bytes).toBeLessThanOrEqual(20_000);
        expect([drafts, images]).toEqual([small.recent("drafts", 99).length, small.recent("images", 99).length]);
      }
      small.close();
    });

    it.each([{ records: 0 }, { bytes: 0.5 }, { records: Number.NaN }])("means something: %j", (limits) => {
      expect(() => open(limits)).toThrow(/limits\.\w+: must be a whole number/);
    });
  });

  it("may be closed again", () => {
    store.close();
    expect(() => store.close()).not.toThrow();
  });
}
