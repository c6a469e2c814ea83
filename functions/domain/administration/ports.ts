/** Ports of the directory for the admin API, its commands and the seed. */
import type { AnyRecord, EditRecord, RecordKind, RecordOf } from './record-kinds.ts';
import type { Page } from '../kernel/ports.ts';

/** Reads and edits directory records. All reads are strongly consistent. */
export type DirectoryEditor = {
  record<K extends RecordKind>(kind: K, id: string): Promise<RecordOf<K> | undefined>;
  records<K extends RecordKind>(kind: K): Promise<RecordOf<K>[]>;
  /** Returns a page of records in the order of their ids. */
  page(kind: RecordKind, limit: number, from?: string): Promise<Page<AnyRecord>>;
  /** Returns a record's edits, the newest first. */
  edits(kind: RecordKind, id: string, limit: number): Promise<EditRecord[]>;
  /**
   * Stores a record and its edit in one transaction, over the edit that was read; `beside` goes into the same transaction. Throws
   * RecordConflict with the record as stored when somebody was first.
   */
  put(edit: EditRecord, beside?: Beside): Promise<void>;
};

/** Secret parts of an edit, which neither a view of the directory nor the record of the edit shows. */
export type Beside = {
  /** The hash by which a client's new key is found. */
  apiKey?: { hash: string; keyId: string } | undefined;
  /** An officer's number as ciphertext; null removes it. */
  phone?: Uint8Array | null | undefined;
};

/** Encrypts with the context {purpose: 'officer', subject}; it cannot be decrypted under another officer. */
export type OfficerPhoneCipher = { encrypt(subject: string, e164: string): Promise<Uint8Array> };

/** Lists the open complaints of a queue by id and due, without reading the complaints. */
export type OpenItems = {
  openIn(queue: string, limit: number): Promise<{ count: number; first: { trackingId: string; dueAt?: string }[] }>;
};

/** A directory record as stored. */
export type SeedRecord = { pk: string; sk: string } & Record<string, unknown>;
/** Stores a record unless one with its key exists, and then returns the existing one. */
export type DirectoryWriter = { putIfAbsent(record: SeedRecord): Promise<Record<string, unknown> | undefined> };
