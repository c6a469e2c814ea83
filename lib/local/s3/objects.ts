import { createHash } from 'node:crypto';
import type { MovedClock } from '../time/moved-clock.ts';
import type { State } from '../state.ts';
import type { Bucket } from './buckets.ts';

/** An object as it is kept. */
export type StoredObject = {
  body: Buffer;
  contentType: string;
  /** User metadata, by name without `x-amz-meta-`. */
  metadata: Record<string, string>;
  etag: string;
  at: number;
};

/** The objects of all buckets, durable before they are acknowledged. */
export type Objects = {
  /** Replaces what was there; `told` runs in the same transaction, so that no object is without its event. */
  put: (bucket: Bucket, key: string, object: Omit<StoredObject, 'etag' | 'at'>, told: (etag: string) => void) => string;
  /** Undefined when there is none, or its lifetime has ended on the moved clock. */
  get: (bucket: Bucket, key: string) => StoredObject | undefined;
  remove: (bucket: Bucket, key: string) => void;
  keys: (bucket: Bucket) => string[];
};

const DAY_MS = 86_400_000;

/** Opens the objects in the state folder. */
export function openObjects(state: State, clock: MovedClock): Objects {
  const { db } = state;
  db.exec(`CREATE TABLE IF NOT EXISTS objects
    (bucket TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, type TEXT NOT NULL, metadata TEXT NOT NULL, etag TEXT NOT NULL,
     at INTEGER NOT NULL, PRIMARY KEY (bucket, key)) STRICT`);
  const insert = db.prepare(
    'INSERT OR REPLACE INTO objects (bucket, key, body, type, metadata, etag, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const select = db.prepare('SELECT body, type, metadata, etag, at FROM objects WHERE bucket = ? AND key = ?');
  const remove = db.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?');
  const list = db.prepare('SELECT key, at FROM objects WHERE bucket = ? ORDER BY key');
  const isOver = ({ expiries }: Bucket, key: string, at: number): boolean =>
    expiries.some(({ prefix, days }) => key.startsWith(prefix) && at + days * DAY_MS <= clock.now());

  return {
    put: (bucket, key, { body, contentType, metadata }, told) => {
      const etag = createHash('md5').update(body).digest('hex');
      state.transaction(() => {
        insert.run(bucket.name, key, body, contentType, JSON.stringify(metadata), etag, Math.round(clock.now()));
        told(etag);
      });
      return etag;
    },
    get: (bucket, key) => {
      const row = select.get(bucket.name, key);
      if (row === undefined || isOver(bucket, key, Number(row['at']))) return undefined;
      return {
        body: Buffer.from(row['body'] as Uint8Array),
        contentType: String(row['type']),
        metadata: JSON.parse(String(row['metadata'])) as Record<string, string>,
        etag: String(row['etag']),
        at: Number(row['at']),
      };
    },
    remove: (bucket, key) => void remove.run(bucket.name, key),
    keys: (bucket) =>
      list
        .all(bucket.name)
        .filter((row) => !isOver(bucket, String(row['key']), Number(row['at'])))
        .map((row) => String(row['key'])),
  };
}
