import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { ImageType } from "./image-type.ts";
import type { NewDraft, StoredImage, UploadRecord } from "./record.ts";
import { openStateFile } from "./sqlite-file.ts";
import { type StoreLimits, storeLimits, type UploadStore } from "./store.ts";
import { draftWeight, imageWeight } from "./weight.ts";

type Row = Record<string, SQLOutputValue>;

/**
 * A store in a file, which is made when it is not there. What a call has done survives the end of the
 * process at any moment. Several stores may work on one file. The file does not shrink: the room of what
 * is forgotten is used again.
 *
 * @throws StateFileError when the file cannot be used; RangeError for limits that mean nothing
 */
export function openSqliteStore(file: string, given?: Partial<StoreLimits>): UploadStore {
  const limits = storeLimits(given);
  const database = openStateFile(file);
  const run = statements(database);

  /** Immediate: what is read in a transaction stays true until it ends. */
  function transaction<T>(act: () => T): T {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = act();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  const nextSerial = () => Number(run.nextSerial.get()?.["serial"]);

  function makeRoom(newest: number): void {
    for (;;) {
      const { records, bytes } = run.totals.get() as Row;
      if (Number(records) <= limits.records && Number(bytes) <= limits.bytes) return;
      if (run.dropOldest.run(newest).changes === 0) return;
    }
  }

  return {
    limits,
    add: (draft) =>
      transaction(() => {
        if (run.find.get(draft.id, draft.account)) return undefined;
        const record: UploadRecord = { ...draft, serial: nextSerial(), image: null };
        run.add.run(...columns(record, draft), draftWeight(draft));
        makeRoom(record.serial);
        return record;
      }),
    find: ({ account, id }) => optional(run.find.get(id, account), recordOf),
    complete: (serial, { bytes, ...facts }) =>
      transaction(() => {
        const draft = optional(run.draft.get(serial), recordOf);
        if (!draft) return undefined;
        const record = { ...draft, serial: nextSerial(), image: { ...facts, size: bytes.length } };
        const { filename, contentType, uploaded } = facts;
        const added = imageWeight({ filename, bytes });
        run.complete.run(record.serial, filename, contentType, uploaded, bytes.length, added, serial);
        run.addContents.run(record.serial, bytes);
        makeRoom(record.serial);
        return record;
      }),
    remove: ({ account, id }) => run.remove.run(id, account).changes > 0,
    images({ account, creator, order, after, most }) {
      const end = order === "asc" ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
      const { uploaded, serial } = after ?? { uploaded: end, serial: end };
      const filter = creator ?? null;
      const rows = run[order].all(account, filter, filter, uploaded, serial, most);
      return rows.map(recordOf) as StoredImage[];
    },
    recent: (kind, most) => run[kind].all(most).map(recordOf),
    imageOf: (id) => optional(run.imageOf.get(id), recordOf) as StoredImage | undefined,
    bytes: (serial) => optional(run.contents.get(serial), ({ bytes }) => asBuffer(bytes as Uint8Array)),
    totals() {
      const { records, images, bytes } = run.totals.get() as Row;
      return { drafts: Number(records) - Number(images), images: Number(images), bytes: Number(bytes) };
    },
    clear: () => void run.clear.run(),
    close() {
      if (database.isOpen) database.close();
    },
  };
}

function statements(database: DatabaseSync) {
  const images = (order: string, comparison: string) =>
    database.prepare(`SELECT * FROM records WHERE account = ? AND uploaded IS NOT NULL
      AND (? IS NULL OR coalesce(creator, '') = ?) AND (uploaded, serial) ${comparison} (?, ?)
      ORDER BY uploaded ${order}, serial ${order} LIMIT ?`);
  const recent = (condition: string) =>
    database.prepare(`SELECT * FROM records WHERE uploaded ${condition} ORDER BY serial DESC LIMIT ?`);
  return {
    nextSerial: database.prepare("UPDATE totals SET serial = serial + 1 RETURNING serial"),
    totals: database.prepare("SELECT * FROM totals"),
    find: database.prepare("SELECT * FROM records WHERE id = ? AND account = ?"),
    draft: database.prepare("SELECT * FROM records WHERE serial = ? AND uploaded IS NULL"),
    add: database.prepare(`INSERT INTO records
      (serial, account, id, creator, metadata, require_signed_urls, created_at, expiry, weight)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    complete: database.prepare(`UPDATE records
      SET serial = ?, filename = ?, content_type = ?, uploaded = ?, size = ?, weight = weight + ? WHERE serial = ?`),
    addContents: database.prepare("INSERT INTO contents (serial, bytes) VALUES (?, ?)"),
    contents: database.prepare("SELECT bytes FROM contents WHERE serial = ?"),
    remove: database.prepare("DELETE FROM records WHERE id = ? AND account = ?"),
    dropOldest: database.prepare(
      "DELETE FROM records WHERE serial = (SELECT min(serial) FROM records) AND serial <> ?",
    ),
    clear: database.prepare("DELETE FROM records"),
    asc: images("ASC", ">"),
    desc: images("DESC", "<"),
    drafts: recent("IS NULL"),
    images: recent("IS NOT NULL"),
    imageOf: database.prepare(
      "SELECT * FROM records WHERE id = ? AND uploaded IS NOT NULL ORDER BY serial DESC LIMIT 1",
    ),
  };
}

function columns({ serial }: UploadRecord, draft: NewDraft) {
  const { account, id, creator, metadata, requireSignedURLs, createdAt, expiry } = draft;
  return [serial, account, id, creator, metadata, Number(requireSignedURLs), createdAt, expiry] as const;
}

function recordOf(row: Row): UploadRecord {
  return {
    serial: Number(row["serial"]),
    account: String(row["account"]),
    id: String(row["id"]),
    creator: row["creator"] as string | null,
    metadata: row["metadata"] as string | null,
    requireSignedURLs: row["require_signed_urls"] === 1,
    createdAt: Number(row["created_at"]),
    expiry: Number(row["expiry"]),
    image:
      row["uploaded"] === null
        ? null
        : {
            filename: row["filename"] as string | null,
            contentType: row["content_type"] as ImageType,
            uploaded: Number(row["uploaded"]),
            size: Number(row["size"]),
          },
  };
}

function optional<T>(row: Row | undefined, read: (row: Row) => T): T | undefined {
  return row === undefined ? undefined : read(row);
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
