/** GET /v1/statistics/areas: what the public list of 90 days has of each area. */
import { expect, test } from 'vitest';
import { countAreas } from '../../../functions/query/count-areas.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps } from '../../support/complaints.ts';

test('counts received and open complaints of each area, those without one first', async () => {
  const hall = cityHall('2026-04-20 10:00');
  const [a, b] = ['81.71.01.1001', '81.71.02.1019'];
  const keep = (id: string, at: string, areaCode: string | undefined, closed = false) =>
    hall.keep(filed(at, { id, areaCode }), closed ? steps.closed(at) : steps.forwarded(at));
  await keep('AMB-1', '2026-04-01 10:00', b);
  await keep('AMB-2', '2026-04-02 10:00', a);
  await keep('AMB-3', '2026-04-03 10:00', undefined, true);
  await keep('AMB-4', '2026-04-03 10:00', b, true);
  await keep('AMB-5', '2026-01-19 10:00', b);
  await keep('AMB-6', '2026-01-20 10:00', a);
  expect(await countAreas(hall)({})).toEqual({
    from: '2026-01-20',
    to: '2026-04-20',
    areas: [
      { areaCode: null, received: 1, open: 0 },
      { areaCode: a, received: 2, open: 2 },
      { areaCode: b, received: 2, open: 1 },
    ],
  });
});

test('takes no parameter', async () => {
  await expect(countAreas(cityHall('2026-04-20 10:00'))({ areaCode: 'x' })).rejects.toMatchObject({
    fields: [{ field: 'areaCode' }],
  });
});
