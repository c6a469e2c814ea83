/** An officer acts: who is told what is not theirs, and what an action leaves behind. */
import { describe, expect, test } from 'vitest';
import { checkChain } from '../../../functions/domain/complaint/chain.ts';
import { Conflict, InvalidInput, NotFound } from '../../../functions/domain/kernel/errors.ts';
import { actAsStaff } from '../../../functions/follow-up/act-as-staff.ts';
import { staffActions } from '../../../functions/follow-up/action-schemas.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall, snapshot } from '../../support/city-hall.ts';
import { agencyId, filed, steps, type Step } from '../../support/complaints.ts';
import { retired } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';

const trackingId = 'AMB-7K3Q9C5';

async function hallWith(more: readonly Step[], over: Parameters<typeof filed>[1] = {}, records = {}) {
  const hall = cityHall('2026-03-17 09:00', records);
  await hall.keep(filed('2026-03-13 10:00', { id: trackingId, ...over }), more);
  const act = (who: keyof typeof officers | undefined, action: string, body: unknown) =>
    actAsStaff(hall)({ subject: who && officers[who].subject, trackingId, action, body });
  return { ...hall, act };
}

const statusOf = (acting: Promise<unknown>): Promise<number | undefined> =>
  acting.then(
    () => 200,
    (error: unknown) => problemOf(error)?.status,
  );

describe('with a complaint of dinas-perhubungan', () => {
  test.each([
    [undefined, 'note', 403],
    ['otherLiaison', 'note', 404],
    ['admin', 'note', 404],
    ['auditor', 'note', 403],
    ['mayor', 'note', 200],
    ['agencyHead', 'note', 200],
    ['coordinator', 'note', 200],
    ['liaison', 'note', 200],
    ['liaison', 'respond', 200],
    ['liaison', 'answer', 200],
    ['coordinator', 'respond', 403],
    ['coordinator', 'answer', 403],
    ['mayor', 'answer', 403],
    ['liaison', 'keep', 409],
    ['liaison', 'update', 409],
    ['liaison', 'accept', 404],
    ['liaison', 'toString', 404],
    ['liaison', '__proto__', 404],
  ] as const)('%s, %s: %i', async (who, action, status) => {
    const hall = await hallWith(steps.forwarded('2026-03-16 10:00'));
    const before = snapshot(hall.table);
    const body = {
      expectedVersion: 2,
      ...(['note', 'answer', 'update'].includes(action) ? { text: 'isi' } : {}),
      ...(action === 'answer' ? { outcome: 'done' } : {}),
    };

    expect(await statusOf(hall.act(who, action, body))).toBe(status);
    expect(hall.table.events.size).toBe(status === 200 ? 3 : 2);
    expect(status === 200 || JSON.stringify(before) === JSON.stringify(snapshot(hall.table))).toBe(true);
  });

  test('an unknown subject and a retired officer may nothing', async () => {
    const hall = await hallWith(steps.forwarded('2026-03-16 10:00'), {}, { officers: [retired(officers.liaison)] });
    expect(await statusOf(hall.act('liaison', 'note', { expectedVersion: 2, text: 'x' }))).toBe(403);
    expect(await statusOf(hall.act('mayor', 'note', { expectedVersion: 2, text: 'x' }))).toBe(403);
  });
});

describe('every action', () => {
  test.each(Object.keys(staffActions))(
    '%s needs the version that was seen, and takes no field of another action',
    async (action) => {
      const hall = await hallWith([]);
      const faults = async (body: unknown) =>
        hall.act('coordinator', action, body).then(
          () => [],
          (error: unknown) => problemOf(error)?.errors?.map((e) => e.field) ?? [],
        );
      expect(await faults({ text: 'x' })).toContain('expectedVersion');
      expect(await faults({ expectedVersion: 1, rating: 5, state: 'CLOSED' })).toEqual(
        expect.arrayContaining(['rating', 'state']),
      );
      expect(await faults(undefined)).toEqual(['body']);
      expect(hall.table.events.size).toBe(1);
    },
  );
});

describe('an action', () => {
  test('that does not exist is answered with those that do', async () => {
    const hall = await hallWith([]);
    await expect(hall.act('coordinator', 'accept', {})).rejects.toThrow(
      new NotFound(`no such action for staff: use one of ${Object.keys(staffActions).join(', ')}`),
    );
  });

  test('answers with the state, the version, the agency and both deadlines', async () => {
    const hall = await hallWith([], { serviceCode: 'jalan-rusak' });
    const { dueAt, expectedAt, ...result } = await hall.act('coordinator', 'verify', { expectedVersion: 1 });
    const stored = hall.now(trackingId);
    expect([dueAt, expectedAt]).toEqual([stored.dueAt, stored.expectedAt]);
    expect(dueAt).toBe('2026-03-31T15:00:00.000Z');
    expect(result).toMatchObject({ trackingId, status: 'FORWARDED', version: 2, agencyId: 'dinas-pupr' });
  });
});

describe('what an action refers to', () => {
  const forwarded = steps.forwarded('2026-03-16 10:00');
  const returned: Step[] = [...forwarded, ['2026-03-16 11:00', 'return', 'owner', { text: 'Bukan kami.' }]];
  const twice: Step[] = [
    ...returned,
    ['2026-03-16 12:00', 'reroute', 'coordinator', { agencyId }],
    ['2026-03-16 12:00', 'return', 'owner', { text: 'Bukan kami.' }],
    ['2026-03-16 12:00', 'reroute', 'coordinator', { agencyId }],
    ['2026-03-16 12:00', 'return', 'owner', { text: 'Bukan kami.' }],
  ];
  const fault = (field: string, message: string) => new InvalidInput([{ field, message }]);

  test.each([
    ['verify', 'coordinator', [], { agencyId: 'tidak-ada' }, 'agencyId'],
    ['reroute', 'coordinator', returned, { agencyId: 'tidak-ada' }, 'agencyId'],
    ['assign', 'mayor', twice, { agencyId: 'tidak-ada' }, 'agencyId'],
    ['involve', 'liaison', forwarded, { agencyId: 'tidak-ada' }, 'agencyId'],
    ['return', 'liaison', forwarded, { text: 'x', suggestedAgencyId: 'tidak-ada' }, 'suggestedAgencyId'],
  ] as const)('an unknown agency of %s is a fault of its field', async (action, who, more, body, field) => {
    const hall = await hallWith(more);
    const acting = hall.act(who, action, { expectedVersion: more.length + 1, ...body });
    await expect(acting).rejects.toThrow(fault(field, 'unknown agency'));
    expect(hall.now(trackingId).version).toBe(more.length + 1);
  });

  test.each([
    ['reroute', 'coordinator', returned, { agencyId: 'bpbd' }, { agencyId: 'bpbd', state: 'FORWARDED' }],
    ['assign', 'mayor', twice, { agencyId: 'bpbd' }, { agencyId: 'bpbd', settled: true }],
    ['involve', 'liaison', forwarded, { agencyId: 'bpbd' }, { agencyId, contributing: ['bpbd'] }],
    ['return', 'liaison', forwarded, { text: 'x' }, { state: 'RETURNED' }],
    ['return', 'liaison', forwarded, { text: 'x', suggestedAgencyId: 'bpbd' }, { state: 'RETURNED' }],
  ] as const)('an agency of %s is taken (%#)', async (action, who, more, body, after) => {
    const hall = await hallWith(more);
    await hall.act(who, action, { expectedVersion: more.length + 1, ...body });
    expect(hall.now(trackingId)).toMatchObject(after);
    const { events } = await hall.store.history(trackingId);
    expect(events.at(-1)?.suggestedAgencyId).toBe('suggestedAgencyId' in body ? 'bpbd' : undefined);
  });

  test('a retired agency can still be released', async () => {
    const helped: Step[] = [...forwarded, ['2026-03-16 11:00', 'involve', 'owner', { contributingAgencyId: 'bpbd' }]];
    const hall = await hallWith(helped, {}, { agencies: ambon.agencies.map(retired) });
    await hall.act('liaison', 'release', { expectedVersion: 3, agencyId: 'bpbd' });
    expect(hall.now(trackingId)).not.toHaveProperty('contributing');
  });

  test('the complaint that another repeats is known by its id, as people write it', async () => {
    const hall = await hallWith([]);
    const parentId = 'AMB-2222222';
    await hall.keep(filed('2026-03-13 09:00', { id: parentId }));
    const merge = (typed: string) => hall.act('coordinator', 'merge', { expectedVersion: 1, parentId: typed });
    await expect(merge('AMB-22')).rejects.toThrow(fault('parentId', 'not a tracking id'));
    await merge(' amb-2222222 ');
    expect(hall.now(trackingId)).toMatchObject({ state: 'DUPLICATE', parentId });
  });
});

describe('verify', () => {
  test.each([
    ['the agency named', { agencyId: 'bpbd' }, { serviceCode: 'jalan-rusak' }, 'bpbd'],
    ['the owner of the service', {}, { serviceCode: 'jalan-rusak' }, 'dinas-pupr'],
    [
      'the district of the complaint',
      {},
      { serviceCode: 'pelayanan-kelurahan', areaCode: '81.71.02.1019' },
      'kecamatan-sirimau',
    ],
  ])('sends it to %s', async (_, fields, filing, wanted) => {
    const hall = await hallWith([], filing);
    const result = await hall.act('coordinator', 'verify', { expectedVersion: 1, ...fields });
    expect(result).toMatchObject({ status: 'FORWARDED', version: 2, agencyId: wanted, dueOn: '2026-03-31' });
    expect(hall.now(trackingId)).toMatchObject({ verifiedAt: '2026-03-17T00:00:00.000Z' });
  });

  test.each([
    ['no agency owns the service', {}, { serviceCode: 'lainnya' }, {}],
    ['the agency is unknown', { agencyId: 'tidak-ada' }, {}, {}],
    ['the agency is retired', { agencyId: 'bpbd' }, {}, { agencies: ambon.agencies.map(retired) }],
    [
      'the owner of the service is retired',
      {},
      { serviceCode: 'jalan-rusak' },
      { agencies: ambon.agencies.map(retired) },
    ],
    [
      'the owner it was to go to at once is retired',
      {},
      { serviceCode: 'lainnya', autoForwardTo: 'bpbd' },
      { agencies: ambon.agencies.map(retired) },
    ],
  ])('asks for an agency when %s', async (_, fields, filing, records) => {
    const hall = await hallWith([], filing, records);
    const acting = hall.act('coordinator', 'verify', { expectedVersion: 1, ...fields });
    await expect(acting).rejects.toMatchObject({ name: 'InvalidInput', fields: [{ field: 'agencyId' }] });
    expect(hall.actions(trackingId)).toEqual(['file']);
  });

  test.each([
    ['lainnya', 'required: no agency owns this service here'],
    ['jalan-rusak', 'required: dinas-pupr, the owner of this service, is retired'],
  ])('says why an agency must be named for %s', async (serviceCode, message) => {
    const hall = await hallWith([], { serviceCode }, { agencies: ambon.agencies.map(retired) });
    await expect(hall.act('coordinator', 'verify', { expectedVersion: 1 })).rejects.toThrow(
      new InvalidInput([{ field: 'agencyId', message }]),
    );
  });

  test('later makes public what was forwarded at once, and moves nothing', async () => {
    const hall = await hallWith([['2026-03-13 10:00', 'forward', 'system', { agencyId }]], { autoForwardTo: agencyId });
    const before = hall.now(trackingId);
    await hall.act('liaison', 'verify', { expectedVersion: 2 });

    const { version, head, verifiedAt, updatedAt, ...same } = hall.now(trackingId);
    expect(before).toMatchObject(same);
    expect({ version, verifiedAt, head: head !== before.head, updatedAt }).toMatchObject({
      version: 3,
      verifiedAt: updatedAt,
      head: true,
    });
  });

  test('later takes neither agency nor track', async () => {
    const hall = await hallWith([['2026-03-13 10:00', 'forward', 'system', { agencyId }]]);
    const acting = hall.act('liaison', 'verify', { expectedVersion: 2, agencyId: 'bpbd', track: 'inspection' });
    const message = 'only while the complaint is RECEIVED';
    await expect(acting).rejects.toMatchObject({
      fields: [
        { field: 'agencyId', message },
        { field: 'track', message },
      ],
    });
  });
});

describe('a kept complaint', () => {
  test("is the coordinator's own: the coordinator answers it", async () => {
    const hall = await hallWith([]);
    expect(await hall.act('coordinator', 'keep', { expectedVersion: 1 })).toMatchObject({
      status: 'IN_PROGRESS',
      agencyId: 'diskominfo',
    });
    expect(
      await hall.act('coordinator', 'answer', { outcome: 'done', expectedVersion: 2, text: 'Sudah.' }),
    ).toMatchObject({
      status: 'ANSWERED',
      dueOn: '2026-04-08',
    });
  });
});

describe('two officers at once', () => {
  test('one wins, the other learns where the complaint stands', async () => {
    const hall = await hallWith(steps.forwarded('2026-03-16 10:00'));
    const results = await Promise.allSettled([
      hall.act('liaison', 'respond', { expectedVersion: 2 }),
      hall.act('liaison', 'answer', { outcome: 'done', expectedVersion: 2, text: 'Sudah.' }),
    ]);

    const [lost] = results.filter((r) => r.status === 'rejected');
    const { events, texts } = await hall.store.history(trackingId);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(lost?.reason).toBeInstanceOf(Conflict);
    expect(lost?.reason).toMatchObject({ current: { version: 3, status: hall.now(trackingId).state } });
    expect(checkChain(events, texts, hall.now(trackingId).head)).toEqual({ valid: true });
  });
});
