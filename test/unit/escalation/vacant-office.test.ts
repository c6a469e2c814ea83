/** A step whose office stands empty passes on at once, and the chain never ends at nobody. */
import { describe, expect, test } from 'vitest';
import { ambonPolicy } from '../../support/ambon.ts';
import { filed, steps } from '../../support/complaints.ts';
import { officers } from '../../support/staff.ts';
import { timedHall } from '../../support/timed-hall.ts';

const id = 'AMB-7K3Q9C5';

describe('a vacant office', () => {
  const firedWith = async (
    staff: (typeof officers)[keyof typeof officers][],
    start = filed('2026-03-13 23:50', { id }),
  ) => {
    const hall = timedHall('2026-03-16 10:00', { officers: staff });
    await hall.keep(start, steps.forwarded('2026-03-16 10:00'));
    await hall.runUntil('2026-04-08 12:00');
    return (await hall.store.history(id)).events.flatMap((e) =>
      e.rung ? [{ office: e.rung.office, vacant: e.rung.vacant }] : [],
    );
  };
  const { liaison, agencyHead, citySecretary, mayor } = officers;

  test('passes the matter to the next office at once, and is named', async () => {
    expect(await firedWith([citySecretary, mayor])).toEqual(
      [
        { office: 'city-secretary', vacant: ['liaison', 'agency-head'] },
        { office: 'city-secretary', vacant: ['agency-head'] },
        { office: 'city-secretary' },
        { office: 'mayor' },
        { office: 'city-secretary', vacant: ['agency-head'] },
      ].map((r) => ({ vacant: undefined, ...r })),
    );
  });

  test('of another agency does not help', async () => {
    const others = [officers.otherLiaison, { ...agencyHead, agencies: ['dinas-pupr'] }, mayor];
    expect((await firedWith(others))[0]).toEqual({
      office: 'mayor',
      vacant: ['liaison', 'agency-head', 'city-secretary'],
    });
  });

  test('whose officer has retired is vacant', async () => {
    const gone = { ...liaison, validTo: '2026-03-01' };
    expect((await firedWith([gone, agencyHead, citySecretary, mayor]))[0]).toEqual({
      office: 'agency-head',
      vacant: ['liaison'],
    });
  });

  test('above which all are vacant ends at the coordinator, never at nobody', async () => {
    const told = await firedWith([]);
    expect(new Set(told.map((t) => t.office))).toEqual(new Set(['coordinator']));
    expect(told[3]).toEqual({ office: 'coordinator', vacant: ['mayor'] });
    expect(told[4]).toEqual({ office: 'coordinator', vacant: ['agency-head', 'city-secretary', 'mayor'] });
  });

  test('is an agency’s while the complaint has none: no head of another agency is told', async () => {
    const hall = timedHall('2026-03-16 10:00');
    await hall.keep(filed('2026-03-13 23:50', { id }));
    await hall.runUntil('2026-04-08 12:00');
    const last = (await hall.store.history(id)).events.at(-1);
    expect(last?.rung).toMatchObject({ clock: 'total', step: 1, office: 'city-secretary' });
    expect(last?.rung).not.toHaveProperty('vacant');
  });

  test('is none where the ladder has no office left to ask: the coordinator is told, and no vacancy', async () => {
    const { clocks } = ambonPolicy;
    const rungs = [{ at: { wd: 1 }, act: 'remind' as const, office: 'liaison' as const }];
    const policies = [{ ...ambonPolicy, clocks: { ...clocks, returned: { ...clocks.returned, rungs } } }];
    const hall = timedHall('2026-03-16 10:00', { officers: [liaison], policies });
    await hall.keep(filed('2026-03-13 23:50', { id }), [
      ...steps.forwarded('2026-03-16 10:00'),
      ['2026-03-16 11:00', 'return', 'owner', { text: 'Bukan kami.' }],
    ]);
    await hall.runUntil('2026-03-26 12:00');
    const fired = (await hall.store.history(id)).events.at(-1)!.rung;
    expect(fired).toEqual({ clock: 'returned', clockStage: 3, step: 1, of: 1, office: 'coordinator' });
  });
});
