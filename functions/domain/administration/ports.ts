/** The directory for who keeps it: the admin API, its commands and the seed. */
import type { AnyRecord, EditRecord, RecordKind, RecordOf } from './record-kinds.ts';
import type { Page } from '../kernel/ports.ts';

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
   * `beside` goes into the same transaction.
   */
  put(edit: EditRecord, beside?: Beside): Promise<void>;
};

/** What an edit brings that no view of the directory shows, nor the record of the edit. */
export type Beside = {
  /** A new key of a client: the hash by which it is found. */
  apiKey?: { hash: string; keyId: string } | undefined;
  /** An officer's number as ciphertext; null ends it. */
  phone?: Uint8Array | null | undefined;
};

/** Encrypts with the context {purpose: 'officer', subject}: a ciphertext is useless under another officer's name. */
export type OfficerPhoneCipher = { encrypt(subject: string, e164: string): Promise<Uint8Array> };

/** What is open in a queue, by id and due alone: no complaint is read. */
export type OpenItems = {
  openIn(queue: string, limit: number): Promise<{ count: number; first: { trackingId: string; dueAt?: string }[] }>;
};

/** A directory record as stored. */
export type SeedRecord = { pk: string; sk: string } & Record<string, unknown>;
/** Stores a record unless one with its key exists; answers that one then. */
export type DirectoryWriter = { putIfAbsent(record: SeedRecord): Promise<Record<string, unknown> | undefined> };
