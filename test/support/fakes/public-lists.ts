/** Public lists over the table in memory; passes test/contract/public-lists.test.ts as the real one does. */
import { isOpen, isPublic, type Complaint } from '../../../functions/domain/complaint/complaint.ts';
import type { ListFilter, PageRequest, PublicLists, Window } from '../../../functions/domain/complaint/ports.ts';
import type { Page } from '../../../functions/domain/kernel/ports.ts';
import type { MemoryTable } from './table.ts';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const within = (at: string, { from, to }: Window): boolean => at >= from.toISOString() && at <= to.toISOString();
const among = (value: string | undefined, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value));
const is = (value: string | undefined, wanted: string | undefined): boolean => wanted === undefined || value === wanted;

const passes = (c: Complaint, filter: ListFilter): boolean =>
  among(c.state, filter.states) &&
  among(c.serviceCode, filter.serviceCodes) &&
  is(c.agencyId, filter.agencyId) &&
  is(c.areaCode, filter.areaCode) &&
  (filter.received === undefined || within(c.receivedAt, filter.received));

type Positioned = { position: string; complaint: Complaint };

function pageOf(
  sorted: readonly Positioned[],
  after: (position: string) => boolean,
  page: PageRequest,
): Page<Complaint> {
  const rest = sorted.filter((p) => page.from === undefined || after(p.position)).slice(page.skip ?? 0);
  const shown = rest.slice(0, page.limit);
  const items = shown.map((p) => copy(p.complaint));
  return rest.length > page.limit ? { items, next: shown.at(-1)!.position } : { items };
}

export function fakePublicLists(table: MemoryTable): PublicLists {
  const all = (window: Window, filter: ListFilter, at: 'receivedAt' | 'updatedAt'): Positioned[] =>
    [...table.complaints.values()]
      .filter((c) => isPublic(c) && within(c[at], window) && passes(c, filter))
      .map((c) => ({ position: `${c[at]}#${c.id}`, complaint: c }))
      .sort((a, b) => (a.position < b.position ? -1 : 1));
  return {
    received: async (window, filter, page) =>
      pageOf(all(window, filter, 'receivedAt').toReversed(), (p) => p < (page.from ?? ''), page),
    countByArea: async (window) => {
      const byArea = Map.groupBy(all(window, {}, 'receivedAt'), ({ complaint }) => complaint.areaCode);
      const open = (found: readonly Positioned[]) => found.filter(({ complaint }) => isOpen(complaint));
      return new Map([...byArea].map(([area, found]) => [area, { received: found.length, open: open(found).length }]));
    },
    changed: async (window, filter, page) =>
      pageOf(all(window, filter, 'updatedAt'), (p) => p > (page.from ?? ''), page),
    changedOf: async (clientId, window, limit) =>
      [...table.complaints.values()]
        .filter((c) => c.clientId === clientId && within(c.updatedAt, window))
        .filter((c) => isPublic(c) || c.channel === 'open311')
        .sort((a, b) => (`${a.updatedAt}#${a.id}` < `${b.updatedAt}#${b.id}` ? -1 : 1))
        .slice(0, limit)
        .map(copy),
    several: async (ids) =>
      ids
        .map((id) => table.complaints.get(id))
        .filter((c) => c !== undefined)
        .map(copy),
    reports: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const found = table.texts.get(`${id}/000001`);
          return found ? [[id, copy(found.text)] as const] : [];
        }),
      ),
  };
}
