/** The complaints table in memory, with the conditions of the real one: every port over it passes the suites of test/contract. */
import type { Complaint, ComplaintEvent, EventText } from '../../../functions/domain/complaint/complaint.ts';
import { AlreadyExists, ChangedMeanwhile, InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import { rowFor } from '../../../functions/domain/complaint/lifecycle-rows.ts';
import type {
  AccessReader,
  ComplaintStore,
  ContributionReader,
  FilingStore,
  IdentityStore,
  QueueReader,
  UpdateReader,
  WakeReader,
} from '../../../functions/domain/complaint/ports.ts';
import { publicPointOf } from '../../../functions/domain/complaint/public-point.ts';
import type { AccessRecord } from '../../../functions/domain/complaint/identity.ts';
import type { CandidateGroup } from '../../../functions/domain/recognition/candidates.ts';
import type { DuplicateCandidateReader, DuplicateCandidate } from '../../../functions/domain/recognition/ports.ts';
import type {
  FigureBoard,
  OpenReader,
  Shown,
  StatisticsReader,
  StatisticsStore,
} from '../../../functions/domain/statistics/ports.ts';
import type { Page } from '../../../functions/domain/kernel/ports.ts';
import type { InboundRecord } from '../../../functions/domain/sms/inbound-record.ts';
import type { PhoneState } from '../../../functions/domain/sms/dialogue.ts';
import type { Addition } from '../../../functions/domain/statistics/statistics.ts';

const week = 7 * 86_400;

type Claim = { complaintId: string; bodyHash: string; expiresAt: number };

/** What is stored: plain maps that a test may look into. */
export type MemoryTable = {
  complaints: Map<string, Complaint>;
  events: Map<string, ComplaintEvent>;
  texts: Map<string, EventText>;
  identities: Map<string, Uint8Array>;
  accesses: AccessRecord[];
  claims: Map<string, Claim>;
  counted: Set<string>;
  inbound: Map<string, InboundRecord>;
  phones: Map<string, PhoneState>;
  statistics: Map<string, Record<string, number>>;
  shownRows: Map<string, Addition>;
  shown: Shown | undefined;
};

export const memoryTable = (): MemoryTable => ({
  complaints: new Map(),
  events: new Map(),
  texts: new Map(),
  identities: new Map(),
  accesses: [],
  claims: new Map(),
  counted: new Set(),
  inbound: new Map(),
  phones: new Map(),
  statistics: new Map(),
  shownRows: new Map(),
  shown: undefined,
});

/** What comes out is a copy of what went in, and undefined members are not stored. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const copyOf = <T>(value: T | undefined): T | undefined => (value === undefined ? undefined : copy(value));
const eventKey = (id: string, version: number): string => `${id}/${String(version).padStart(6, '0')}`;

export function put(table: MemoryTable, change: Parameters<ComplaintStore['save']>[0]): void {
  const { complaint, event, text } = copy(change);
  table.complaints.set(complaint.id, complaint);
  table.events.set(eventKey(event.complaintId, event.version), event);
  if (text) table.texts.set(eventKey(text.complaintId, text.version), text);
}

export function fakeFilingStore(table: MemoryTable): FilingStore {
  return {
    async file(change, identity, claim) {
      const { id } = change.complaint;
      const claimKey = claim && `${claim.clientId}#${claim.key}`;
      const now = claim ? Math.floor(claim.now.getTime() / 1000) : 0;
      const used = claimKey === undefined ? undefined : table.claims.get(claimKey);
      if (claim && used && used.expiresAt >= now)
        return { outcome: 'key-used', complaintId: used.complaintId, sameBody: used.bodyHash === claim.bodyHash };
      const { parentId } = change.event;
      const parent = parentId === undefined ? undefined : table.complaints.get(parentId)?.state;
      if (parentId !== undefined && (!parent || ['DUPLICATE', 'ARCHIVED', 'WITHDRAWN'].includes(parent)))
        return { outcome: 'parent-gone' };
      if (table.complaints.has(id)) return { outcome: 'id-taken' };
      put(table, change);
      if (identity) table.identities.set(id, identity.slice());
      if (claim && claimKey !== undefined)
        table.claims.set(claimKey, { complaintId: id, bodyHash: claim.bodyHash, expiresAt: now + week });
      return { outcome: 'stored' };
    },
    firstEvent: async (complaintId) => copyOf(table.events.get(eventKey(complaintId, 1))),
  };
}

const ofComplaint = <T>(map: Map<string, T>, id: string): T[] =>
  [...map]
    .filter(([key]) => key.startsWith(`${id}/`))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, value]) => copy(value));

const updateKey = (clientId: string, key: string): string => `update#${clientId}#${key}`;

export function fakeComplaintStore(table: MemoryTable): ComplaintStore & AccessReader & UpdateReader {
  return {
    get: async (id) => copyOf(table.complaints.get(id)),
    history: async (id) => ({ events: ofComplaint(table.events, id), texts: ofComplaint(table.texts, id) }),
    followers: async (id) => [...table.complaints.values()].flatMap((c) => (c.parentId === id ? [c.id] : [])).sort(),
    accesses: async (id) =>
      copy(table.accesses.filter((a) => a.complaintId === id).sort((a, b) => a.at.localeCompare(b.at))),
    async save(change, once) {
      const claimKey = once && updateKey(once.clientId, once.key);
      const known = claimKey === undefined ? undefined : table.claims.get(claimKey);
      if (once && known && known.expiresAt >= Math.floor(once.now.getTime() / 1000))
        throw new AlreadyExists('update_id: already exists');
      const now = table.complaints.get(change.complaint.id);
      const fits =
        now?.version === change.complaint.version - 1 && rowFor(change.event.action, now.state) !== undefined;
      const parent = table.complaints.get(change.event.parentId ?? '');
      const stands = parent !== undefined && !['DUPLICATE', 'ARCHIVED', 'WITHDRAWN'].includes(parent.state);
      if (fits && change.event.action === 'merge' && !stands)
        throw new InvalidInput([{ field: 'parentId', message: 'no complaint that can be followed' }]);
      if (!fits)
        throw new ChangedMeanwhile('changed by somebody else', now && { status: now.state, version: now.version });
      put(table, change);
      if (once)
        table.claims.set(updateKey(once.clientId, once.key), {
          complaintId: change.complaint.id,
          bodyHash: '',
          expiresAt: Math.floor(once.now.getTime() / 1000) + 90 * 86_400,
        });
    },
    updateExists: async (clientId, key, now) =>
      (table.claims.get(updateKey(clientId, key))?.expiresAt ?? 0) >= Math.floor(now.getTime() / 1000),
  };
}

const noDue = '9999-12-31T23:59:59.999Z';
const closed = new Set(['CLOSED', 'DUPLICATE', 'ARCHIVED', 'WITHDRAWN']);

const inQueue = (c: Complaint, key: string): boolean => {
  if (closed.has(c.state)) return false;
  const coordinators = c.agencyId === undefined || c.state === 'RECEIVED' || c.state === 'RETURNED';
  return key === (coordinators ? 'coordinator' : `agency#${c.agencyId}`);
};

function pageOf(found: { position: string; complaint: Complaint }[], limit: number, from?: string): Page<Complaint> {
  const sorted = found.sort((a, b) => (a.position < b.position ? -1 : 1));
  const rest = sorted.filter((f) => from === undefined || f.position > from);
  const page = rest.slice(0, limit);
  const items = page.map((f) => copy(f.complaint));
  return rest.length > limit ? { items, next: page.at(-1)!.position } : { items };
}

export function fakeReaders(table: MemoryTable): QueueReader & ContributionReader & WakeReader & OpenReader {
  const all = () => [...table.complaints.values()];
  return {
    async queue(key, limit, from) {
      const found = all().filter((c) => inQueue(c, key));
      return pageOf(
        found.map((c) => ({ position: `${c.dueAt ?? noDue}#${c.id}`, complaint: c })),
        limit,
        from,
      );
    },
    async overdue(queues, by, limit, from) {
      const found = all().filter(
        (c) => queues.some((key) => inQueue(c, key)) && (c.dueAt ?? noDue) <= by.toISOString(),
      );
      return pageOf(
        found.map((c) => ({ position: `${c.dueAt ?? noDue}#${c.id}`, complaint: c })),
        limit,
        from,
      );
    },
    async openDues(key, limit) {
      const dues = all()
        .filter((c) => inQueue(c, key))
        .map((c) => c.dueAt ?? noDue)
        .sort();
      const page = dues.slice(0, limit).map((due) => (due === noDue ? undefined : due));
      return { dues: page, more: dues.length > limit };
    },
    async contributions(agencyId, limit, from) {
      const found = all().filter((c) => c.contributing?.includes(agencyId));
      return pageOf(
        found.map((c) => ({ position: c.id, complaint: c })),
        limit,
        from,
      );
    },
    async overdueWakes(before, limit, from) {
      const found = all().filter((c) => c.nextWakeAt !== undefined && c.nextWakeAt < before.toISOString());
      return pageOf(
        found.map((c) => ({ position: `${c.nextWakeAt}#${c.id}`, complaint: c })),
        limit,
        from,
      );
    },
  };
}

export const fakeIdentityStore = (table: MemoryTable): IdentityStore => ({
  recordAccess: async (record) => void table.accesses.push(copy(record)),
  ciphertext: async (complaintId) => table.identities.get(complaintId)?.slice(),
});

function candidatesIn(
  table: MemoryTable,
  groups: readonly CandidateGroup[],
  since: Date,
  pointOf: (c: Complaint) => { lat?: number | undefined; long?: number | undefined } | undefined,
): DuplicateCandidate[] {
  const open = [...table.complaints.values()].filter(
    (c) => !closed.has(c.state) && c.receivedAt >= since.toISOString(),
  );
  return groups.flatMap(({ serviceCode, areaCode }) =>
    open
      .filter(
        (c) => c.serviceCode === serviceCode && c.areaCode === areaCode && (serviceCode ?? areaCode) !== undefined,
      )
      .flatMap((c) => {
        const point = pointOf(c);
        return point ? [{ ...point, id: c.id, serviceCode, areaCode, receivedAt: c.receivedAt }] : [];
      })
      .sort((a, b) => b.receivedAt.localeCompare(a.receivedAt))
      .slice(0, 25)
      .map((candidate) => copy(candidate) as DuplicateCandidate),
  );
}

export const fakeDuplicateCandidateReader = (table: MemoryTable): DuplicateCandidateReader => ({
  inGroups: async (groups, since) => candidatesIn(table, groups, since, ({ lat, long }) => ({ lat, long })),
  publicInGroups: async (groups, since) =>
    candidatesIn(table, groups, since, (c) =>
      c.verifiedAt !== undefined && !c.confidential ? (publicPointOf(c) ?? {}) : undefined,
    ),
  complaints: async (ids) => ids.flatMap((id) => copyOf(table.complaints.get(id)) ?? []),
  async reports(ids) {
    return ids.flatMap((id) => {
      const complaint = copyOf(table.complaints.get(id));
      return complaint ? [{ complaint, text: copyOf(table.texts.get(eventKey(id, 1)))?.text ?? {} }] : [];
    });
  },
});

const statisticsKey = ({ month, agencyId, serviceCode }: Addition): string =>
  [month, agencyId ?? '-', serviceCode ?? '-'].join('#');

export const fakeStatisticsStore = (table: MemoryTable): StatisticsStore & StatisticsReader => ({
  async count(event, additions) {
    const counted = eventKey(event.complaintId, event.version);
    if (table.counted.has(counted)) return;
    table.counted.add(counted);
    for (const addition of additions) {
      const row = table.statistics.get(statisticsKey(addition)) ?? {};
      for (const [name, value = 0] of Object.entries(addition.counters)) row[name] = (row[name] ?? 0) + value;
      table.statistics.set(statisticsKey(addition), row);
    }
  },
  async rows(month, agencyId) {
    const prefix = agencyId === undefined ? `${month}#` : `${month}#${agencyId}#`;
    return [...table.statistics]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, counters]) => {
        const [, agency = '-', service = '-'] = key.split('#');
        return {
          month,
          ...(agency === '-' ? {} : { agencyId: agency }),
          ...(service === '-' ? {} : { serviceCode: service }),
          counters: { ...counters },
        };
      });
  },
});

export const fakeFigureBoard = (table: MemoryTable): FigureBoard => ({
  rows: async (month, agencyId) =>
    [...table.shownRows]
      .filter(([key]) => key.startsWith(agencyId === undefined ? `${month}#` : `${month}#${agencyId}#`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => copy(row)),
  shown: async () => copyOf(table.shown),
  async show(row) {
    table.shownRows.set(statisticsKey(row), copy(row));
  },
  async finish(shown) {
    table.shown = copy(shown);
  },
});
