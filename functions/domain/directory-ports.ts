/** The directory for who keeps it: the admin API, its commands and the seed. */
import type { AnyRecord, EditRecord, RecordKind, RecordOf } from './directory-records.ts';
import type { Page } from './ports.ts';

/** Directory records for who keeps them; all reads strongly consistent. */
export type DirectoryEditor = {
  record<K extends RecordKind>(kind: K, id: string): Promise<RecordOf<K> | undefined>;
  records<K extends RecordKind>(kind: K): Promise<RecordOf<K>[]>;
  /** A page in the order of ids. */
  page(kind: RecordKind, limit: number, from?: string): Promise<Page<AnyRecord>>;
  /** A record's edits, the newest first. */
  edits(kind: RecordKind, id: string, limit: number): Promise<EditRecord[]>;
  /**
   * Stores a record and its edit in one transaction, over the edit that was read. Throws RecordConflict with the record as it is.
   *
   * @param apiKey a new key that this edit of a client brings: the hash by which it is found
   */
  put(edit: EditRecord, apiKey?: { hash: string; keyId: string }): Promise<void>;
};

/** What is open in a queue, by id and due alone: no complaint is read. */
export type OpenItems = {
  openIn(queue: string, limit: number): Promise<{ count: number; first: { trackingId: string; dueAt?: string }[] }>;
};

/** A directory record as stored. */
export type SeedRecord = { pk: string; sk: string } & Record<string, unknown>;
/** Stores a record unless one with its key exists; answers that one then. */
export type DirectoryWriter = { putIfAbsent(record: SeedRecord): Promise<Record<string, unknown> | undefined> };
