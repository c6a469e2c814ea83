import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The state folder: one SQLite file for everything but the tables, which DynamoDB's engine keeps beside it. */
export type State = {
  folder: string;
  db: DatabaseSync;
  /** Runs `work` as one transaction: all of it is durable, or none. */
  transaction: <T>(work: () => T) => T;
  close: () => void;
};

/**
 * Opens the state folder, making it when absent.
 *
 * WAL with synchronous=NORMAL: a commit is in the operating system's hands before it is acknowledged, so kill -9 loses nothing. Only a power cut
 * could lose the last commits; FULL would sync each of them, at 1-10 ms apiece, for that alone. `fresh`: empties the folder first.
 */
export function openState(folder: string, fresh: boolean): State {
  if (fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(join(folder, 'local.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  db.exec('CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  return {
    folder,
    db,
    transaction: (work) => {
      if (db.isTransaction) return work();
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => db.close(),
  };
}

/** A value kept from one start to the next, or undefined. */
export function readSetting(state: State, key: string): string | undefined {
  const row = state.db.prepare('SELECT value FROM settings WHERE key = ?').get(key);
  return row === undefined ? undefined : String(row['value']);
}

/** Keeps a value for the next start. */
export function writeSetting(state: State, key: string, value: string): void {
  state.db
    .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(key, value);
}

/** The kept value, or the one `make` gives, kept from now on. */
export function settingOr(state: State, key: string, make: () => string): string {
  const kept = readSetting(state, key);
  if (kept !== undefined) return kept;
  const made = make();
  writeSetting(state, key, made);
  return made;
}
