/** Stores and readers of complaints that use cases need; adapters implement them, and fakes in tests pass the same contract suite. */
import type { Page } from '../kernel/ports.ts';
import type { Change, Complaint, ComplaintEvent, EventText } from './complaint.ts';
import type { State } from './lifecycle.ts';

/** Name, phone in E.164 and e-mail of a reporter: only ever stored as one ciphertext. */
export type Identity = { name?: string | undefined; phone?: string | undefined; email?: string | undefined };

/** Encrypts with the context {purpose: 'identity', complaintId}: a ciphertext is useless under another complaint's id. */
export type IdentityCipher = {
  encrypt(complaintId: string, identity: Identity): Promise<Uint8Array>;
};
export type IdentityReader = {
  decrypt(complaintId: string, ciphertext: Uint8Array): Promise<Identity>;
};

/** Remembers which complaint an idempotency key stands for, and what was asked, for 7 days. */
export type IdempotencyClaim = { clientId: string; key: string; bodyHash: string; now: Date };

export type FilingResult =
  | { outcome: 'stored' }
  /** The id exists already: draw another. */
  | { outcome: 'id-taken' }
  /** The complaint that it joins is merged, archived or withdrawn by now. */
  | { outcome: 'parent-gone' }
  /** The idempotency key was used for this complaint before; `sameBody` tells a replay from a mistake. */
  | { outcome: 'key-used'; complaintId: string; sameBody: boolean };

/** For intake. Throws only when storage fails. */
export type FilingStore = {
  file(change: Change, identity: Uint8Array | undefined, claim: IdempotencyClaim | undefined): Promise<FilingResult>;
  firstEvent(complaintId: string): Promise<ComplaintEvent | undefined>;
};

export type History = { events: ComplaintEvent[]; texts: EventText[] };

export type ComplaintReader = {
  /**
   * As it is now. With `atLeast`, as it was at that version or at any later one, for half the price: enough for whoever follows an
   * event of that version and is not the last to look.
   */
  get(id: string, atLeast?: number): Promise<Complaint | undefined>;
  history(id: string): Promise<History>;
  /** Ids of the complaints merged into this one. */
  followers(id: string): Promise<string[]>;
};

/** Remembers that a client's update was stored, so that sent again it is refused. */
export type UpdateClaim = { clientId: string; key: string; now: Date };

export type UpdateReader = { updateExists(clientId: string, key: string, now: Date): Promise<boolean> };

/** For whoever changes a complaint: conditional on the version read and on the lifecycle's prior states. */
export type ComplaintStore = ComplaintReader & {
  /** Throws Conflict with the current state when somebody was first; AlreadyExists when `once` stands for an earlier change. */
  save(change: Change, once?: UpdateClaim): Promise<void>;
};

/** Open complaints of `coordinator` or `agency#<id>`, the earliest due first. */
export type QueueReader = {
  queue(key: string, limit: number, from?: string): Promise<Page<Complaint>>;
  /** What was due by an instant in any of these queues, the longest late first; by the same positions. */
  overdue(keys: readonly string[], by: Date, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** Complaints to which an agency contributes, whatever their state; those that involved it first come first. */
export type ContributionReader = {
  contributions(agencyId: string, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** Open complaints whose wake lies before an instant: what the nightly sweep looks at. */
export type WakeReader = {
  overdueWakes(before: Date, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** Instants, both inclusive. */
export type Window = { from: Date; to: Date };

/** What a public list is narrowed to; an absent member narrows nothing. */
export type ListFilter = {
  states?: readonly State[] | undefined;
  serviceCodes?: readonly string[] | undefined;
  agencyId?: string | undefined;
  areaCode?: string | undefined;
  /** Receipt, of a list by last change. */
  received?: Window | undefined;
};

/** `skip` passes over so many by reading index entries only; `from` is where an earlier page ended. */
export type PageRequest = { limit: number; skip?: number | undefined; from?: string | undefined };

/** Complaints that everybody may know of, by month partitions of an index: a page costs the same however many there are. */
export type PublicLists = {
  /** By receipt, the newest first. */
  received(window: Window, filter: ListFilter, page: PageRequest): Promise<Page<Complaint>>;
  /** How many were received in the window, and how many of them are open, by area; `undefined`: without one. Reads no complaint. */
  countByArea(window: Window): Promise<Map<string | undefined, { received: number; open: number }>>;
  /** By last change, the oldest first, so that who stops in between can go on from there. */
  changed(window: Window, filter: ListFilter, page: PageRequest): Promise<Page<Complaint>>;
  /** All that this client filed and that changed in the window: the public ones, and by Open311 the others too. At most `limit`. */
  changedOf(clientId: string, window: Window, limit: number): Promise<Complaint[]>;
  /** By id, in the order asked, whoever may see them; an unknown one is left out. */
  several(ids: readonly string[]): Promise<Complaint[]>;
  /** Texts of first events by complaint id, where there are any. */
  reports(ids: readonly string[]): Promise<Map<string, Record<string, string>>>;
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
