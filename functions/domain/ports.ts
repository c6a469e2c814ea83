/** What use cases need of the outside world. Adapters implement these; fakes in tests pass the same contract suite. */
import type { Change, Complaint, ComplaintEvent, EventText } from './complaint.ts';
import type { Agency, ApiKey, Area, CalendarYear, City, Officer, Office, Service } from './directory.ts';
import type { Policy } from './policy.ts';
import type { Counter } from './statistics.ts';

export type Clock = { now(): Date };

/** Name, phone in E.164 and e-mail of a reporter: only ever stored as one ciphertext. */
export type Identity = { name?: string | undefined; phone?: string | undefined; email?: string | undefined };

/** Encrypts with the context {purpose: 'identity', complaintId}: a ciphertext is useless under another complaint's id. */
export type IdentityCipher = {
  encrypt(complaintId: string, identity: Identity): Promise<Uint8Array>;
};
export type IdentityReader = {
  decrypt(complaintId: string, ciphertext: Uint8Array): Promise<Identity>;
};

/** Keyed hashes that nobody without the key can compute, 32 bytes. */
export type Mac = { mac(message: string): Promise<Uint8Array> };

/** Directory records that are valid today; a retired or absent one is undefined. Cached up to 60 s unless `fresh`. */
export type Directory = {
  city(): Promise<City>;
  agency(id: string): Promise<Agency | undefined>;
  service(code: string): Promise<Service | undefined>;
  area(code: string): Promise<Area | undefined>;
  services(): Promise<Service[]>;
  areas(): Promise<Area[]>;
  policies(): Promise<Policy[]>;
  calendarYears(): Promise<CalendarYear[]>;
  apiKey(key: string): Promise<ApiKey | undefined>;
  officer(subject: string): Promise<Officer | undefined>;
  /** Officers of an office; of one agency where given. */
  officersOf(office: Office, agencyId?: string): Promise<Officer[]>;
};

/** Remembers which complaint an idempotency key stands for, and what was asked, for 7 days. */
export type IdempotencyClaim = { clientId: string; key: string; bodyHash: string; now: Date };

export type FilingResult =
  | { outcome: 'stored' }
  /** The id exists already: draw another. */
  | { outcome: 'id-taken' }
  /** The idempotency key was used for this complaint before; `sameBody` tells a replay from a mistake. */
  | { outcome: 'key-used'; complaintId: string; sameBody: boolean };

/** For intake. Throws only when storage fails. */
export type FilingStore = {
  file(change: Change, identity: Uint8Array | undefined, claim: IdempotencyClaim | undefined): Promise<FilingResult>;
  firstEvent(complaintId: string): Promise<ComplaintEvent | undefined>;
};

export type History = { events: ComplaintEvent[]; texts: EventText[] };
export type Page<T> = { items: T[]; next?: string };

export type ComplaintReader = {
  /** Strongly consistent. */
  get(id: string): Promise<Complaint | undefined>;
  history(id: string): Promise<History>;
};

/** For whoever changes a complaint: conditional on the version read and on the lifecycle's prior states. */
export type ComplaintStore = ComplaintReader & {
  /** Throws Conflict with the current state when somebody was first. */
  save(change: Change): Promise<void>;
};

/** Open complaints of `coordinator` or `agency#<id>`, the earliest due first. */
export type QueueReader = {
  queue(key: string, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** Open complaints whose wake lies before an instant: what the nightly sweep looks at. */
export type WakeReader = {
  overdueWakes(before: Date, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** One look at an identity: who, when, why. Written before decrypting. */
export type AccessRecord = { complaintId: string; at: string; officer: string; role: string; reason: string };

export type IdentityStore = {
  recordAccess(record: AccessRecord): Promise<void>;
  ciphertext(complaintId: string): Promise<Uint8Array | undefined>;
};

export type AccessReader = { accesses(complaintId: string): Promise<AccessRecord[]> };

/** Input of a deadline execution; `wakeAt` in whole seconds, as a Wait state takes it. */
export type TimerInput = { complaintId: string; stage: number; n: number; wakeAt: string };

/** Deadline executions. Starting one whose name exists, or stopping one that has ended, is success. */
export type Timers = {
  start(name: string, input: TimerInput): Promise<void>;
  stop(name: string): Promise<void>;
};

/** Adds one event to the statistics, exactly once however often it is called. */
export type StatisticsStore = {
  count(event: ComplaintEvent, month: string, counters: Partial<Record<Counter, number>>): Promise<void>;
};

/** A message owed: ids only. Its text is made when it is sent. */
export type MessageOrder = {
  complaintId: string;
  version: number;
  template: string;
  recipient: { kind: 'reporter' } | { kind: 'office'; office: Office; agencyId?: string | undefined };
};

export type MessageQueue = { send(orders: readonly MessageOrder[]): Promise<void> };

/** A directory record as stored. */
export type SeedRecord = { pk: string; sk: string } & Record<string, unknown>;
/** Stores a record unless one with its key exists; answers that one then. */
export type DirectoryWriter = { putIfAbsent(record: SeedRecord): Promise<Record<string, unknown> | undefined> };
