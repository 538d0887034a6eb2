import { DatabaseSync } from "node:sqlite";

/** A state file that cannot be used; the message names the file, what is wrong and the way out. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";

  constructor(file: string, what: string, hint: string, cause?: unknown) {
    super(`${file}: ${what} [state-file]\n  hint: ${hint}`, { cause });
  }
}

/** Marks a file as ours, in SQLite's own field for that: `OCKu` in ASCII. */
const APPLICATION_ID = 0x4f434b75;

/** The version of {@link SCHEMA}. */
const SCHEMA_VERSION = 1;

/** Milliseconds to wait for another process that writes to the same file. */
const PATIENCE_MS = 5000;

/** `totals` is kept by triggers, so that the bounds hold for several processes on one file. */
const SCHEMA = `
CREATE TABLE records (
  serial INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  creator TEXT,
  metadata TEXT,
  require_signed_urls INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expiry INTEGER NOT NULL,
  filename TEXT,
  content_type TEXT,
  uploaded INTEGER,
  size INTEGER,
  weight INTEGER NOT NULL,
  UNIQUE (id, account)
) STRICT;
CREATE INDEX images_by_upload ON records (account, uploaded, serial) WHERE uploaded IS NOT NULL;
CREATE TABLE contents (
  serial INTEGER PRIMARY KEY REFERENCES records (serial) ON DELETE CASCADE,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE totals (serial INTEGER NOT NULL, records INTEGER NOT NULL, images INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (0, 0, 0, 0);
CREATE TRIGGER record_added AFTER INSERT ON records BEGIN
  UPDATE totals SET records = records + 1, images = images + (new.uploaded IS NOT NULL), bytes = bytes + new.weight;
END;
CREATE TRIGGER record_removed AFTER DELETE ON records BEGIN
  UPDATE totals SET records = records - 1, images = images - (old.uploaded IS NOT NULL), bytes = bytes - old.weight;
END;
CREATE TRIGGER record_changed AFTER UPDATE ON records BEGIN
  UPDATE totals SET
    images = images + (new.uploaded IS NOT NULL) - (old.uploaded IS NOT NULL),
    bytes = bytes + new.weight - old.weight;
END;
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Opens a state file, or makes it when there is none. What is committed survives the end of the
 * process, and of the machine as far as its disks keep their word (WAL, `synchronous=FULL`).
 *
 * @throws StateFileError when the file is not one of ours, is damaged, or cannot be opened; it is left
 * as it was
 */
export function openStateFile(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
    // Before anything is written: the file may be somebody else's.
    check(file, database);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    makeSchema(database);
    checkContents(file, database);
    return database;
  } catch (error) {
    if (database?.isOpen) database.close();
    throw error instanceof StateFileError ? error : unusable(file, error);
  }
}

function check(file: string, database: DatabaseSync): void {
  const id = pragma(database, "application_id");
  const version = pragma(database, "user_version");
  if (id === APPLICATION_ID && version === SCHEMA_VERSION) return;
  if (id === APPLICATION_ID) {
    const what = `is a state file of version ${version}; this mock reads version ${SCHEMA_VERSION}`;
    throw new StateFileError(file, what, "give another file, or remove this one to begin anew");
  }
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (id !== 0 || version !== 0 || !isEmpty) throw foreign(file, "is a database of another program");
}

/** One transaction, so that a file is never half made; begun before looking, since another process may be doing the same. */
function makeSchema(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    if (pragma(database, "application_id") !== APPLICATION_ID) database.exec(SCHEMA);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function checkContents(file: string, database: DatabaseSync): void {
  const [first] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
  if (first !== "ok") throw damaged(file, new Error(String(first)));
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

/** SQLite's primary result codes, see https://www.sqlite.org/rescode.html. */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

function unusable(file: string, error: unknown): StateFileError {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : undefined;
  if (code === NOT_A_DATABASE) return foreign(file, "is no state file of a mock", error);
  if (code === CORRUPT) return damaged(file, error);
  const reason = error instanceof Error ? error.message : String(error);
  const hint = "give a file in a folder that exists and may be written to";
  return new StateFileError(file, `cannot be opened: ${reason}`, hint, error);
}

function foreign(file: string, what: string, cause?: unknown): StateFileError {
  return new StateFileError(file, what, "it has been left as it is; give another file", cause);
}

function damaged(file: string, cause: unknown): StateFileError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StateFileError(file, `is damaged: ${reason}`, "restore it, or remove it to begin anew", cause);
}
