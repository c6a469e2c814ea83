/** What use cases need of the outside world. Adapters implement these; fakes in tests pass the same contract suite. */
import type { Bucket } from '../recognition/candidates.ts';
import type { Change, Complaint, ComplaintEvent, EventText } from './complaint.ts';
import type { Agency, ApiClient, Area, CalendarYear, City, Officer, Service, Template } from '../city/records.ts';
import type { State } from './lifecycle.ts';
import type { Policy } from '../city/policy.ts';
import type { EmailRelay } from '../messages/email-ports.ts';
import type { SmsGateway } from '../city/sms-gateway.ts';
import type { QuotaWindows } from '../city/quota.ts';
import type { Addition } from '../statistics/statistics.ts';

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

/** Secrets that we must use again, as base64 ciphertexts under {purpose: 'secret', owner}: useless under another owner's name. */
export type SecretCipher = { encrypt(owner: string, secret: string): Promise<string> };
export type SecretReader = { decrypt(owner: string, ciphertext: string): Promise<string> };

/** Keyed hashes that nobody without the key can compute, 32 bytes. */
export type Mac = { mac(message: string): Promise<Uint8Array> };

/** Directory records that are valid today; a retired or absent one is undefined. Cached up to 60 s unless `fresh`. */
export type Directory = {
  city(): Promise<City>;
  agency(id: string): Promise<Agency | undefined>;
  service(code: string): Promise<Service | undefined>;
  area(code: string): Promise<Area | undefined>;
  agencies(): Promise<Agency[]>;
  services(): Promise<Service[]>;
  areas(): Promise<Area[]>;
  templates(): Promise<Template[]>;
  policies(): Promise<Policy[]>;
  calendarYears(): Promise<CalendarYear[]>;
  /** The client to which this key belongs, and which of its keys it is. Callers use `authenticateClient` (functions/access/api-client.ts). */
  clientByKey(key: string): Promise<{ client: ApiClient; keyId: string } | undefined>;
  client(id: string): Promise<ApiClient | undefined>;
  /** The city's SMS gateway; undefined where there is none. */
  smsGateway(): Promise<SmsGateway | undefined>;
  /** The relay of the city's mail server; undefined where there is none. */
  emailRelay(): Promise<EmailRelay | undefined>;
  officer(subject: string): Promise<Officer | undefined>;
  /** All of them, retired ones too: officers.ts says who acts on a day. */
  officers(): Promise<Officer[]>;
};

/** Counts what an API client posts in the present minute and local day. */
export type QuotaCounter = {
  /** Counts one post, or names the limit that is reached: then nothing is counted. */
  count(client: Pick<ApiClient, 'clientId' | 'quota'>, windows: QuotaWindows): Promise<'counted' | 'minute' | 'day'>;
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
export type Page<T> = { items: T[]; next?: string };

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

/** An open complaint as the index of likely duplicates shows it: what it may be about, where, when, and whether the public may know it. */
export type Nearby = Bucket & { id: string; lat?: number; long?: number; receivedAt: string; public: boolean };

export type LikelyReader = {
  /** Open complaints of these services and areas received since an instant, the newest of each pair; each once. */
  likely(buckets: readonly Bucket[], since: Date): Promise<Nearby[]>;
  /** Complaints without any text, in the order asked, at most 100. */
  complaints(ids: readonly string[]): Promise<Complaint[]>;
  /** Complaints with the text of their report, in the order asked, at most 50. */
  reports(ids: readonly string[]): Promise<{ complaint: Complaint; text: Record<string, string> }[]>;
};

/** Dues of a queue's open complaints, the earliest first, without the complaints; undefined for one that has none yet. */
export type OpenReader = {
  openDues(key: string, limit: number): Promise<{ dues: (string | undefined)[]; more: boolean }>;
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
export type ListPage = { limit: number; skip?: number | undefined; from?: string | undefined };

/** Complaints that everybody may know of, by month partitions of an index: a page costs the same however many there are. */
export type PublicLists = {
  /** By receipt, the newest first. */
  received(window: Window, filter: ListFilter, page: ListPage): Promise<Page<Complaint>>;
  /** How many were received in the window, and how many of them are open, by area; `undefined`: without one. Reads no complaint. */
  countByArea(window: Window): Promise<Map<string | undefined, { received: number; open: number }>>;
  /** By last change, the oldest first, so that who stops in between can go on from there. */
  changed(window: Window, filter: ListFilter, page: ListPage): Promise<Page<Complaint>>;
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

/** Adds one event to the statistics, exactly once however often it is called. */
export type StatisticsStore = {
  count(event: Pick<ComplaintEvent, 'complaintId' | 'version' | 'at'>, additions: readonly Addition[]): Promise<void>;
};

/** The rows of a month; of one agency where given (`-`: those of none). As many as there are agencies and services, however many complaints. */
export type StatisticsReader = {
  rows(month: string, agencyId?: string): Promise<Addition[]>;
};
