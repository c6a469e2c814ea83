/** GET /v1/statistics and /v1/statistics/open: filters, groups, CSV, and what is refused. */
import { describe, expect, test } from 'vitest';
import { openByDue } from '../../../functions/domain/statistics/open-by-due.ts';
import { InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import { countOpen } from '../../../functions/query/count-open.ts';
import type { Statistics } from '../../../functions/http/views/statistics-schemas.ts';
import { readStatistics } from '../../../functions/query/read-statistics.ts';
import { statisticsCsv } from '../../../functions/http/views/statistics-csv.ts';
import { ambon, wit } from '../../support/ambon.ts';
import { filed, steps } from '../../support/complaints.ts';
import { timedHall } from '../../support/timed-hall.ts';

/** Five times: in February a light answered and accepted; in March a light answered, a road waiting for its agency, a report with nobody. */
async function hall() {
  const city = timedHall('2026-03-20 09:00');
  for (let n = 1; n <= 5; n += 1) {
    await city.keep(
      filed('2026-02-10 09:00', { id: `AMB-1${n}`, serviceCode: 'lampu-jalan' }),
      steps.closed('2026-02-12 09:00'),
    );
    await city.keep(
      filed('2026-03-09 09:00', { id: `AMB-2${n}`, serviceCode: 'lampu-jalan' }),
      steps.answered('2026-03-16 09:00'),
    );
    await city.keep(filed('2026-03-10 09:00', { id: `AMB-3${n}`, serviceCode: 'jalan-rusak' }), [
      ['2026-03-11 09:00', 'verify', 'coordinator', { agencyId: 'dinas-pupr' }],
    ]);
    await city.keep(filed('2026-03-12 09:00', { id: `AMB-4${n}` }));
  }
  await city.route();
  return city;
}

const aMonth = 'a month such as 2026-03';

const ask = async (query: Record<string, string>): Promise<Statistics> =>
  (await readStatistics(await hall())(query)).statistics;

describe('statistics', () => {
  test('of the last twelve months are the default, as one total', async () => {
    expect(await ask({})).toMatchObject({
      from: '2025-04',
      to: '2026-03',
      groups: [],
      total: {
        received: 20,
        forwarded: 15,
        answered: 10,
        closed: 5,
        followedUp: 10,
        followedUpPercent: 50,
        donePercent: 25,
        medianWorkingDays: 2,
        p90WorkingDays: 5,
      },
    });
  });

  test('by agency are of what each took over; what is nobody’s yet stands under -', async () => {
    const { groups } = await ask({ groupBy: 'agency' });
    expect(groups.map(({ key, name, taken, followedUpPercent }) => [key, name, taken, followedUpPercent])).toEqual([
      ['-', null, 0, 0],
      ['dinas-perhubungan', 'Dinas Perhubungan', 10, 100],
      ['dinas-pupr', expect.stringContaining('Pekerjaan Umum'), 5, 0],
    ]);
  });

  test('by month have a line for a month in which nothing happened', async () => {
    const { groups } = await ask({ groupBy: 'month', from: '2026-01', to: '2026-03' });
    expect(groups.map(({ key, received, answered }) => [key, received, answered])).toEqual([
      ['2026-01', 0, 0],
      ['2026-02', 5, 5],
      ['2026-03', 15, 5],
    ]);
  });

  test('may span 36 months', async () => {
    const { groups } = await ask({ groupBy: 'month', from: '2023-04', to: '2026-03' });
    expect([groups.length, groups[0]?.key, groups[9]?.key, groups.at(-1)?.key]).toEqual([
      36,
      '2023-04',
      '2024-01',
      '2026-03',
    ]);
  });

  test('say of what they are', async () => {
    expect(await ask({})).toMatchObject({ agencyId: null, serviceCode: null, groupBy: null });
    const given = { agencyId: 'dinas-pupr', serviceCode: 'jalan-rusak', groupBy: 'service' };
    expect(await ask(given)).toMatchObject({
      ...given,
      groups: [{ key: 'jalan-rusak', name: ambon.services.find((s) => s.code === 'jalan-rusak')!.name }],
    });
  });

  test('of one agency by month are of what it took over in each', async () => {
    const { groups } = await ask({ agencyId: 'dinas-perhubungan', groupBy: 'month', from: '2026-02', to: '2026-03' });
    expect(groups.map(({ taken, followedUpPercent }) => [taken, followedUpPercent])).toEqual([
      [5, 100],
      [5, 100],
    ]);
  });

  test('of one service, or of one agency, leave out the others', async () => {
    expect((await ask({ serviceCode: 'lampu-jalan' })).total).toMatchObject({ received: 10, answered: 10 });
    expect((await ask({ agencyId: 'dinas-pupr', groupBy: 'service' })).groups).toMatchObject([
      { key: 'jalan-rusak', forwarded: 5, taken: 5, followedUpPercent: 0 },
    ]);
    expect((await ask({ agencyId: '-', serviceCode: '-' })).total).toMatchObject({ received: 5 });
  });

  test.each([
    [{ from: '2026-13' }, 'from', aMonth],
    [{ from: '2026-3' }, 'from', aMonth],
    [{ to: 'maret' }, 'to', aMonth],
    [{ from: '2026-04', to: '2026-03' }, 'from', 'must not be later than to'],
    [{ from: '2023-03', to: '2026-03' }, 'from', 'at most 36 months'],
    [{ from: '1900-01', to: '2026-03' }, 'from', 'at most 36 months'],
    [{ groupBy: 'officer' }, 'groupBy', undefined],
    [{ format: 'xml' }, 'format', undefined],
    [{ agencyId: 'dinas-sihir' }, 'agencyId', 'unknown agency'],
    [{ serviceCode: 'naga' }, 'serviceCode', 'unknown service: GET /v1/services lists them'],
    [{ agency: 'dinas-pupr' }, 'agency', 'unknown field'],
  ])('refuse %j, naming %s', async (query, field, message) => {
    const refused = readStatistics(await hall())(query);
    await expect(refused).rejects.toThrow(InvalidInput);
    await expect(refused).rejects.toMatchObject({ fields: [{ field, ...(message === undefined ? {} : { message }) }] });
  });

  test('as CSV have the same figures, one line per group and the total last', async () => {
    const json = await ask({ groupBy: 'agency', from: '2026-03', to: '2026-03' });
    const lines = statisticsCsv(json)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(lines.map((line) => line[2])).toEqual(['agency', '-', 'dinas-perhubungan', 'dinas-pupr', 'total']);
    const column = lines[0]!.indexOf('answered');
    expect(lines.map((line) => line[column])).toEqual(['answered', '0', '5', '0', '5']);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  test('as CSV quote what must be quoted, and hand no formula to a spreadsheet', async () => {
    const json = await ask({ groupBy: 'agency' });
    const [first] = json.groups;
    const csv = statisticsCsv({ ...json, groups: [{ ...first!, key: 'a,b', name: '=HYPERLINK("x")' }] });
    expect(csv.split('\r\n')[1]).toContain(`"a,b","'=HYPERLINK(""x"")"`);
  });
});

describe('open work', () => {
  const now = wit('2026-03-20 09:00');
  const due = (day: string) => new Date(Date.parse(`${day}T15:00:00Z`)).toISOString();

  test('is sorted by the last day people are shown', () => {
    const dues = [
      '2026-03-20',
      '2026-03-26',
      '2026-03-27',
      '2026-03-19',
      '2026-03-13',
      '2026-03-12',
      '2026-02-18',
      '2026-02-17',
    ];
    expect(openByDue([...dues.map(due), undefined], ambon.city.zone, now)).toEqual({
      dueWithin7Days: 2,
      dueLater: 1,
      overdue1To7Days: 2,
      overdue8To30Days: 2,
      overdueOver60Days: 0,
      overdueOver30Days: 1,
      withoutDue: 1,
    });
  });

  test('is counted per queue, and never more than a hundred', async () => {
    const city = await hall();
    const count = countOpen({ ...city, open: city.queues });
    expect(await count({})).toMatchObject({ queue: 'coordinator', counted: 5, more: false });
    expect(await count({ agencyId: 'dinas-pupr' })).toMatchObject({ counted: 5, byDue: { dueWithin7Days: 5 } });
    await expect(count({ agencyId: 'dinas-sihir' })).rejects.toMatchObject({
      fields: [{ field: 'agencyId', message: 'unknown agency' }],
    });
    expect([(await count({})).agencyId, (await count({ agencyId: 'dinas-pupr' })).agencyId]).toEqual([
      null,
      'dinas-pupr',
    ]);
    await expect(count({ queue: 'x' })).rejects.toThrow(InvalidInput);
    for (let n = 0; n < 130; n += 1) await city.keep(filed('2026-03-12 09:00', { id: `AMB-X${n}` }));
    expect(await count({})).toMatchObject({ counted: 100, more: true });
  });
});
