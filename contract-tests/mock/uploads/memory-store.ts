import type { RecordKey, StoredImage, UploadRecord } from "./record.ts";
import { type ImageQuery, type ListPlace, type StoreLimits, storeLimits, type UploadStore } from "./store.ts";
import { draftWeight, imageWeight } from "./weight.ts";

interface Entry {
  record: UploadRecord;
  weight: number;
  bytes?: Buffer;
}

/** A store that lasts as long as the process. @throws RangeError for limits that mean nothing */
export function createMemoryStore(given?: Partial<StoreLimits>): UploadStore {
  const limits = storeLimits(given);
  // Both in order of age, the oldest first.
  const entries = new Map<number, Entry>();
  const serials = new Map<string, number>();
  let held = 0;
  let last = 0;

  function put(entry: Entry): void {
    const { record } = entry;
    entries.set(record.serial, entry);
    serials.set(keyOf(record), record.serial);
    held += entry.weight;
    for (const oldest of entries.values()) {
      const isWithin = entries.size <= limits.records && held <= limits.bytes;
      if (isWithin || oldest === entry) return;
      drop(oldest);
    }
  }

  function drop({ record, weight }: Entry): void {
    entries.delete(record.serial);
    serials.delete(keyOf(record));
    held -= weight;
  }

  function entryOf(key: RecordKey): Entry | undefined {
    const serial = serials.get(keyOf(key));
    return serial === undefined ? undefined : entries.get(serial);
  }

  const records = () => entries.values().map(({ record }) => record);
  const images = () => records().filter(isImage);

  function clear(): void {
    entries.clear();
    serials.clear();
    held = 0;
  }

  return {
    limits,
    add(draft) {
      if (entryOf(draft)) return undefined;
      const record = { ...draft, serial: ++last, image: null };
      put({ record, weight: draftWeight(draft) });
      return record;
    },
    find: (key) => entryOf(key)?.record,
    complete(serial, { bytes, ...facts }) {
      const draft = entries.get(serial);
      if (!draft || draft.record.image) return undefined;
      const weight = draft.weight + imageWeight({ filename: facts.filename, bytes });
      // The bytes may be a view on something larger.
      const own = Buffer.from(bytes);
      drop(draft);
      const record = { ...draft.record, serial: ++last, image: { ...facts, size: own.length } };
      put({ record, weight, bytes: own });
      return record;
    },
    remove(key) {
      const entry = entryOf(key);
      if (entry) drop(entry);
      return entry !== undefined;
    },
    images(query) {
      const asked = [...images().filter((image) => isAsked(image, query))];
      const sign = query.order === "asc" ? 1 : -1;
      return asked.sort((one, other) => sign * compare(placeOf(one), placeOf(other))).slice(0, query.most);
    },
    recent(kind, most) {
      const wanted = records().filter((record) => isImage(record) === (kind === "images"));
      return [...wanted].reverse().slice(0, most);
    },
    imageOf(id) {
      return [...images()].findLast((image) => image.id === id);
    },
    bytes: (serial) => entries.get(serial)?.bytes,
    totals() {
      const uploaded = [...images()].length;
      return { drafts: entries.size - uploaded, images: uploaded, bytes: held };
    },
    clear,
    close: clear,
  };
}

/** No account has a slash in it. */
function keyOf({ account, id }: RecordKey): string {
  return `${account}/${id}`;
}

function isImage(record: UploadRecord): record is StoredImage {
  return record.image !== null;
}

function isAsked(record: StoredImage, { account, creator, order, after }: ImageQuery): boolean {
  if (record.account !== account) return false;
  if (creator !== undefined && (record.creator ?? "") !== creator) return false;
  if (!after) return true;
  const distance = compare(placeOf(record), after);
  return order === "asc" ? distance > 0 : distance < 0;
}

function placeOf({ image, serial }: StoredImage): ListPlace {
  return { uploaded: image.uploaded, serial };
}

function compare(one: ListPlace, other: ListPlace): number {
  return one.uploaded - other.uploaded || one.serial - other.serial;
}
