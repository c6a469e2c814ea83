/** Ports that store and read complaints. Adapters implement them; fakes in tests pass the same contract suite. */
import type { Page } from '../kernel/ports.ts';
import type { Change, Complaint, ComplaintEvent, EventText } from './complaint.ts';
import type { AccessRecord, Identity } from './identity.ts';
import type { State } from './lifecycle.ts';

/** Encrypts an identity with the context {purpose: 'identity', complaintId}; it cannot be decrypted under another complaint's id. */
export type IdentityCipher = {
  encrypt(complaintId: string, identity: Identity): Promise<Uint8Array>;
};
/** Decrypts what IdentityCipher encrypted. */
export type IdentityReader = {
  decrypt(complaintId: string, ciphertext: Uint8Array): Promise<Identity>;
};

/** An idempotency record: which complaint a key stands for and what was asked, kept for 7 days. */
export type IdempotencyClaim = { clientId: string; key: string; bodyHash: string; now: Date };

/** Result of filing. */
export type FilingResult =
  | { outcome: 'stored' }
  /** The id exists; draw another. */
  | { outcome: 'id-taken' }
  /** The complaint to join has been merged, archived or withdrawn. */
  | { outcome: 'parent-gone' }
  /** The idempotency key was used for this complaint; `sameBody` tells a replay from a mistake. */
  | { outcome: 'key-used'; complaintId: string; sameBody: boolean };

/** Stores new complaints. Throws only when storage fails. */
export type FilingStore = {
  file(change: Change, identity: Uint8Array | undefined, claim: IdempotencyClaim | undefined): Promise<FilingResult>;
  firstEvent(complaintId: string): Promise<ComplaintEvent | undefined>;
};

/** All events of a complaint, and the texts that still exist. `unreadable` counts those left out because they cannot be read. */
export type History = { events: ComplaintEvent[]; texts: EventText[]; unreadable?: number };

/** Reads one complaint. */
export type ComplaintReader = {
  /**
   * Returns the complaint as stored now. With `atLeast` the read may be stale but not older than that version, at half the price:
   * sufficient to process the event of that version.
   */
  get(id: string, atLeast?: number): Promise<Complaint | undefined>;
  history(id: string): Promise<History>;
  /** Returns the ids of the complaints merged into this one. */
  followers(id: string): Promise<string[]>;
};

/** An idempotency record of a client's update, so that a repeated one is refused. */
export type UpdateClaim = { clientId: string; key: string; now: Date };

/** Tells whether a client's update was stored. */
export type UpdateReader = { updateExists(clientId: string, key: string, now: Date): Promise<boolean> };

/** Stores changes, conditional on the version read and on the lifecycle's prior states. */
export type ComplaintStore = ComplaintReader & {
  /** Throws ChangedMeanwhile with the current state when the complaint has changed; AlreadyExists when `once` was stored before. */
  save(change: Change, once?: UpdateClaim): Promise<void>;
};

/** Reads the queues `coordinator` and `agency#<id>` of open complaints, the earliest due first. */
export type QueueReader = {
  queue(key: string, limit: number, from?: string): Promise<Page<Complaint>>;
  /** Complaints due by an instant in any of these queues, the most overdue first; same positions as `queue`. */
  overdue(keys: readonly string[], by: Date, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** Reads the complaints to which an agency contributes, in any state, in the order in which they involved it. */
export type ContributionReader = {
  contributions(agencyId: string, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** Reads open complaints whose wake lies before an instant, for the nightly sweep. */
export type WakeReader = {
  overdueWakes(before: Date, limit: number, from?: string): Promise<Page<Complaint>>;
};

/** A period of time; both instants are included. */
export type Window = { from: Date; to: Date };

/** Filter of a public list; an absent member does not filter. */
export type ListFilter = {
  states?: readonly State[] | undefined;
  serviceCodes?: readonly string[] | undefined;
  agencyId?: string | undefined;
  areaCode?: string | undefined;
  /** Time received, in a list by last change. */
  received?: Window | undefined;
};

/** A page to read: `skip` passes over complaints by reading index entries only; `from` is where an earlier page ended. */
export type PageRequest = { limit: number; skip?: number | undefined; from?: string | undefined };

/** Reads public complaints by month partitions of an index, so that a page costs the same at any number of complaints. */
export type PublicLists = {
  /** By time received, the newest first. */
  received(window: Window, filter: ListFilter, page: PageRequest): Promise<Page<Complaint>>;
  /** Counts those received in the window and those of them still open, by area (`undefined`: without one). Reads index entries only. */
  countByArea(window: Window): Promise<Map<string | undefined, { received: number; open: number }>>;
  /** By last change, the oldest first, so that an interrupted reader can continue. */
  changed(window: Window, filter: ListFilter, page: PageRequest): Promise<Page<Complaint>>;
  /** Everything this client filed that changed in the window: public complaints, and its own of Open311 too. At most `limit`. */
  changedOf(clientId: string, window: Window, limit: number): Promise<Complaint[]>;
  /** By id, in the order of `ids`, public or not; unknown ids are left out. */
  several(ids: readonly string[]): Promise<Complaint[]>;
  /** Texts of first events by complaint id, where they exist. */
  reports(ids: readonly string[]): Promise<Map<string, Record<string, string>>>;
};

/** Reads encrypted identities and records accesses to them. */
export type IdentityStore = {
  recordAccess(record: AccessRecord): Promise<void>;
  ciphertext(complaintId: string): Promise<Uint8Array | undefined>;
};

/** Reads the recorded accesses to a complaint's identity. */
export type AccessReader = { accesses(complaintId: string): Promise<AccessRecord[]> };

/** Input of a deadline execution; `wakeAt` in whole seconds, as a Wait state takes it. */
export type TimerInput = { complaintId: string; stage: number; n: number; wakeAt: string };

/** Starts and stops deadline executions. Starting one whose name exists, or stopping one that has ended, succeeds. */
export type Timers = {
  start(name: string, input: TimerInput): Promise<void>;
  stop(name: string): Promise<void>;
};
