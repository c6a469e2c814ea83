/** Work queues: whose they are, and how they are paged. */
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import { drawTrackingId } from '../../../functions/domain/kernel/ids.ts';
import { listQueue } from '../../../functions/follow-up/list-queue.ts';
import { readComplaint } from '../../../functions/follow-up/read-complaint.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { agencyId, filed, steps } from '../../support/complaints.ts';
import { retired } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';

const id = (n: number) => drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => (i === 0 ? n : 3)));
const ids = Array.from({ length: 5 }, (_, n) => id(n)).sort();

async function hallWithQueues(records = {}) {
  const hall = cityHall('2026-03-17 09:00', records);
  for (const one of ids) await hall.keep(filed('2026-03-13 10:00', { id: one }), steps.forwarded('2026-03-13 11:00'));
  await hall.keep(filed('2026-03-13 10:00', { id: id(9) }));
  const list = (who: keyof typeof officers, query: Record<string, string>) =>
    listQueue(hall)({ subject: officers[who].subject, query });
  return { ...hall, list };
}

const outcomeOf = (listing: Promise<{ complaints: unknown[] }>): Promise<string> =>
  listing.then(
    ({ complaints }) => `${complaints.length} complaints`,
    (error: unknown) => String(problemOf(error)?.status),
  );

const coordinators = { queue: 'coordinator' };
const own = { queue: 'agency', agencyId };
const others = { queue: 'agency', agencyId: 'dinas-pupr' };
const unnamed = { queue: 'agency' };

describe('a queue', () => {
  test('says how many of its complaints cannot be read', async () => {
    const { queues, ...hall } = await hallWithQueues();
    const queue: typeof queues.queue = async (...asked) => ({ ...(await queues.queue(...asked)), unreadable: 2 });
    const page = await listQueue({ ...hall, queues: { ...queues, queue } })({
      subject: officers.coordinator.subject,
      query: coordinators,
    });
    expect(page).toMatchObject({ complaints: [{ trackingId: id(9) }], unreadable: 2 });
  });

  test.each([
    ['coordinator', coordinators, '1 complaints'],
    ['coordinator', own, '5 complaints'],
    ['coordinator', others, '0 complaints'],
    ['coordinator', unnamed, '400'],
    ['liaison', coordinators, '403'],
    ['liaison', own, '5 complaints'],
    ['liaison', unnamed, '5 complaints'],
    ['liaison', others, '403'],
    ['otherLiaison', own, '403'],
    ['otherLiaison', unnamed, '0 complaints'],
    ['agencyHead', coordinators, '403'],
    ['agencyHead', own, '5 complaints'],
    ['agencyHead', others, '403'],
    ['mayor', coordinators, '1 complaints'],
    ['mayor', own, '5 complaints'],
    ['auditor', coordinators, '1 complaints'],
    ['auditor', own, '5 complaints'],
    ['admin', coordinators, '403'],
    ['admin', own, '403'],
  ] as const)('asked for by %s, %o: %s', async (who, query, outcome) => {
    const { list } = await hallWithQueues();
    expect(await outcomeOf(list(who, query))).toBe(outcome);
  });

  test('is not for a retired officer', async () => {
    const { list } = await hallWithQueues({ officers: [retired(officers.liaison)] });
    expect(await outcomeOf(list('liaison', own))).toBe('403');
  });

  test.each([
    [{}],
    [{ queue: 'semua' }],
    [{ ...own, limit: '0' }],
    [{ ...own, limit: '101' }],
    [{ ...own, limit: 'banyak' }],
    [{ ...own, cursor: 'bukan' }],
    [{ ...own, cursor: Buffer.from('2026-03-20T15:00:00.000Z#identity#x').toString('base64url') }],
    [{ ...own, cursor: '💡' }],
    [{ ...own, sort: 'asc' }],
    [{ ...own, status: 'CLOSED' }],
    [{ ...own, flag: 'none' }],
  ])('asked for with %o is not understood', async (query) => {
    const { list } = await hallWithQueues();
    expect(await outcomeOf(list('liaison', query))).toBe('400');
  });

  test('is paged by cursors, each complaint once, the earliest due first', async () => {
    const { list } = await hallWithQueues();
    const first = await list('liaison', { ...own, limit: '2' });
    const second = await list('liaison', { ...own, limit: '2', cursor: first.next! });
    const third = await list('liaison', { ...own, limit: '2', cursor: second.next! });

    expect([first, second, third].flatMap((p) => p.complaints.map((c) => c.trackingId))).toEqual(ids);
    expect(first.next).toMatch(/^[\w-]+$/);
    expect(third.next).toBeNull();
  });

  test('tells of each what it is about, where, whose, and how many working days are left', async () => {
    const hall = await hallWithQueues();
    const words = `Lampu\n jalan ${'sangat '.repeat(30)}gelap`;
    const more = { serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019', text: { description: words } };
    await hall.keep(filed('2026-03-17 08:00', { id: id(7), ...more }), steps.forwarded('2026-03-17 08:30'));
    hall.clock.set('2026-03-17 15:00');

    const { complaints } = await hall.list('liaison', own);

    expect(complaints.at(-1)).toMatchObject({
      trackingId: id(7),
      serviceName: 'Lampu jalan',
      areaName: 'Ahusen',
      agencyName: (await hall.directory.agency(agencyId))?.name,
      dueInWorkingDays: 5,
    });
    const { excerpt } = complaints.at(-1)!;
    expect(excerpt).toMatch(/^Lampu jalan sangat .*…$/);
    expect(excerpt!.length).toBeLessThanOrEqual(121);
    expect(complaints[0]).toMatchObject({ serviceName: null, areaName: null });
  });

  test('is narrowed to a status or a flag, and its pages go on through what is left out', async () => {
    const hall = await hallWithQueues();
    for (const n of [10, 11, 12])
      await hall.keep(filed('2026-03-13 10:00', { id: id(n) }), steps.answered('2026-03-13 11:00'));
    const found: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await hall.list('liaison', {
        ...own,
        status: 'ANSWERED',
        limit: '1',
        ...(cursor ? { cursor } : {}),
      });
      expect(page.complaints.length).toBeLessThanOrEqual(1);
      found.push(...page.complaints.map((c) => c.trackingId));
      cursor = page.next;
    } while (cursor);
    expect(found).toEqual([id(10), id(11), id(12)].sort());

    expect(await outcomeOf(hall.list('liaison', { ...own, flag: 'red' }))).toBe('0 complaints');
    hall.clock.set('2026-04-01 15:00');
    expect(await outcomeOf(hall.list('liaison', { ...own, flag: 'red', status: 'FORWARDED' }))).toBe('5 complaints');
  });

  test.each([
    ['coordinator', 6],
    ['liaison', 5],
    ['otherLiaison', 0],
    ['agencyHead', 5],
    ['mayor', 6],
    ['auditor', 6],
  ] as const)('of what is late, asked for by %s, has %i: of the queues they may read', async (who, count) => {
    const hall = await hallWithQueues();
    expect(await outcomeOf(hall.list(who, { queue: 'late' }))).toBe('0 complaints');
    hall.clock.set('2026-04-01 15:00');
    expect(await outcomeOf(hall.list(who, { queue: 'late' }))).toBe(`${count} complaints`);
    expect(await outcomeOf(hall.list('admin', { queue: 'late' }))).toBe('403');
  });
});

describe('positions', () => {
  const at = (position: string) => Buffer.from(position).toString('base64url');
  const due = '2026-03-30T15:00:00.000Z#AMB-7K3Q9C5';

  test.each([
    [own, `x${due}`],
    [own, `${due}x`],
    [own, 'AMB-7K3Q9C5'],
    [{ queue: 'contributing' }, due],
  ])('of %o: %s is no cursor of this list', async (query, position) => {
    const { list } = await hallWithQueues();
    await expect(list('liaison', { ...query, cursor: at(position) })).rejects.toThrow(
      new InvalidInput([{ field: 'cursor', message: 'not a cursor of this list' }]),
    );
  });

  test.each([
    [own, due],
    [{ queue: 'contributing' }, 'AMB-7K3Q9C5'],
  ])('of %o: %s is one', async (query, position) => {
    const { list } = await hallWithQueues();
    expect(await list('liaison', { ...query, cursor: at(position) })).toMatchObject({ complaints: [] });
  });
});

test('a closed state is no filter of a queue', async () => {
  const { list } = await hallWithQueues();
  await expect(list('liaison', { ...own, status: 'CLOSED' })).rejects.toThrow(
    new InvalidInput([{ field: 'status', message: 'a closed complaint is in no queue' }]),
  );
});

describe('contributions', () => {
  test('are the complaints that the officer’s agency helps with', async () => {
    const { list, table } = await hallWithQueues();
    table.complaints.get(ids[1]!)!.contributing = ['dinas-pupr'];
    table.complaints.get(ids[3]!)!.contributing = ['dinas-pupr', 'bpbd'];
    const helping = { queue: 'contributing' };
    const first = await list('otherLiaison', { ...helping, limit: '1' });
    const second = await list('otherLiaison', { ...helping, limit: '1', cursor: first.next! });
    expect([first, second].flatMap((page) => page.complaints.map((c) => c.trackingId))).toEqual([ids[1], ids[3]]);
    expect(second.next).toBeNull();
    expect(await outcomeOf(list('liaison', helping))).toBe('0 complaints');
    expect(await outcomeOf(list('liaison', { ...helping, agencyId: 'dinas-pupr' }))).toBe('403');
    expect(await outcomeOf(list('mayor', { ...helping, agencyId: 'bpbd' }))).toBe('1 complaints');
  });
});

describe('the agency', () => {
  const two = { ...officers.liaison, agencies: [agencyId, 'bpbd'] };

  test('must be named by an officer of several', async () => {
    const { list } = await hallWithQueues({ officers: [two] });
    await expect(list('liaison', unnamed)).rejects.toThrow(
      new InvalidInput([{ field: 'agencyId', message: 'required: which agency' }]),
    );
    expect(await outcomeOf(list('liaison', own))).toBe('5 complaints');
  });

  test('of what is late need not: each of theirs is read, and only those', async () => {
    const { queues, ...hall } = await hallWithQueues({ officers: [two, officers.mayor] });
    const asked: string[][] = [];
    const overdue: typeof queues.overdue = async (keys, ...rest) => {
      asked.push([...keys]);
      return queues.overdue(keys, ...rest);
    };
    const list = (subject: string) =>
      listQueue({ ...hall, queues: { ...queues, overdue } })({ subject, query: { queue: 'late' } });
    await list(two.subject);
    await list(officers.mayor.subject);
    expect(asked).toEqual([
      [`agency#${agencyId}`, 'agency#bpbd'],
      ['coordinator', ...ambon.agencies.map((agency) => `agency#${agency.id}`)],
    ]);
  });
});

describe('the reads of a page', () => {
  /** Lists with every read noted: how many were asked for. */
  async function noted(query: Record<string, string>, hidden = 0) {
    const { queues, ...hall } = await hallWithQueues();
    for (const n of [10, 11, 12, 13])
      await hall.keep(filed('2026-03-13 10:00', { id: id(n) }), steps.answered('2026-03-13 11:00'));
    const reads: number[] = [];
    const queue: typeof queues.queue = async (key, limit, from) => {
      reads.push(limit);
      const { items, ...page } = await queues.queue(key, limit, from);
      return { ...page, items: items.slice(hidden), unreadable: hidden };
    };
    const request = { subject: officers.liaison.subject, query: { ...own, ...query } };
    return { page: await listQueue({ ...hall, queues: { ...queues, queue } })(request), reads };
  }

  test('are at most five where none matches, and its cursor goes on behind them', async () => {
    const { page, reads } = await noted({ flag: 'red', limit: '1' });
    expect(page.complaints).toEqual([]);
    expect(reads).toEqual([1, 1, 1, 1, 1]);
    expect(page.next).not.toBeNull();
  });

  test.each([
    [{ status: 'ANSWERED' }, [3, 3, 2]],
    [{ flag: 'yellow' }, [3, 3, 3]],
  ])('ask only for what is missing: %o', async (filter, reads) => {
    expect((await noted({ ...filter, limit: '3' })).reads).toEqual(reads);
  });

  test('end once it is full', async () => {
    const { page, reads } = await noted({ status: 'FORWARDED', limit: '2' });
    expect(reads).toEqual([2]);
    expect(page.complaints).toHaveLength(2);
    expect(page.next).not.toBeNull();
  });

  test('are one without a filter, though it holds fewer than asked for', async () => {
    const { page, reads } = await noted({ limit: '2' }, 1);
    expect(reads).toEqual([2]);
    expect(page).toMatchObject({ complaints: [{}], unreadable: 1 });
    expect(page.next).not.toBeNull();
  });
});

describe('an excerpt', () => {
  async function excerptOf(text: Record<string, string> | undefined) {
    const hall = await hallWithQueues();
    await hall.keep(filed('2026-03-17 08:00', { id: id(7), text: text ?? { description: 'x' } }));
    if (text === undefined) hall.table.texts.delete(`${id(7)}/000001`);
    const { complaints } = await hall.list('coordinator', coordinators);
    return complaints.find(({ trackingId }) => trackingId === id(7))!.excerpt;
  }

  test.each([
    [{ title: 'Lampu', description: 'Padam.' }, 'Lampu'],
    [{ description: '  Padam\n\tsejak  kemarin ' }, 'Padam sejak kemarin'],
    [{ landmark: 'gereja' }, null],
    [{ description: '   ' }, null],
    [undefined, null],
    [{ description: 'x'.repeat(120) }, 'x'.repeat(120)],
    [{ description: 'x'.repeat(121) }, `${'x'.repeat(120)}…`],
    [{ description: '💡'.repeat(121) }, `${'💡'.repeat(120)}…`],
    [{ description: `${'x'.repeat(119)} padam` }, `${'x'.repeat(119)}…`],
  ])('of %o is %j', async (text, excerpt) => expect(await excerptOf(text)).toBe(excerpt));
});

describe('one complaint', () => {
  test('is read with its proof and with who looked at the identity', async () => {
    const hall = await hallWithQueues();
    const look = {
      complaintId: ids[0]!,
      at: '2026-03-16T01:00:00.000Z',
      officer: 'sub-coordinator',
      role: 'coordinator',
      reason: 'menelepon',
    };
    await hall.identities.recordAccess(look);

    const view = await readComplaint(hall)({ subject: 'sub-liaison', trackingId: ids[0]! });

    expect(view).toMatchObject({ trackingId: ids[0], chain: { valid: true }, accesses: [look] });
  });

  test.each([
    ['otherLiaison', 404],
    ['admin', 404],
    ['auditor', 200],
    ['agencyHead', 200],
  ] as const)('asked for by %s: %i', async (who, status) => {
    const hall = await hallWithQueues();
    const reading = readComplaint(hall)({ subject: officers[who].subject, trackingId: ids[0]! });
    expect(
      await reading.then(
        () => 200,
        (error: unknown) => problemOf(error)?.status,
      ),
    ).toBe(status);
  });
});
