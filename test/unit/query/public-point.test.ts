/** What the public may ask is computed from a complaint's public point alone: its place within a cell of 100 m changes no answer. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agencyId } from '../../support/complaints.ts';
import { runs } from '../../support/runs.ts';
import {
  areas,
  around,
  publicCalls,
  publicCity,
  services,
  type PublicCall,
} from '../../support/models/public-calls.ts';

const cell = { lat: -3.695, long: 128.181 };
/** Positions of one cell, to a centimetre, and not on its border. */
const inCell = fc
  .tuple(fc.integer({ min: -4999, max: 4999 }), fc.integer({ min: -4999, max: 4999 }))
  .map(([north, east]) => ({ lat: cell.lat + north / 1e7, long: cell.long + east / 1e7 }));
const description = 'Lampu jalan padam di depan rumah kami.';

/** A verified, public complaint at the first position among neighbours, and what the calls are answered. */
async function answers(at: { lat: number; long: number }, neighbours: readonly object[], calls: readonly PublicCall[]) {
  const city = publicCity('2026-03-14 10:00');
  for (const location of [{ ...at }, ...neighbours]) {
    const { trackingId } = await city.file({ description, serviceCode: services[0], location });
    await city.act(trackingId, ['2026-03-14 11:00', 'verify', 'coordinator', { agencyId }]);
  }
  const found: unknown[] = [];
  for (const call of calls) found.push(await city.ask(call));
  return found;
}

const ids = async (): Promise<string[]> => {
  const city = publicCity('2026-03-14 10:00');
  return Promise.all([1, 2, 3].map(async () => (await city.file({ description })).trackingId));
};

test('two complaints of one cell are answered alike by any sequence of public calls', async () => {
  const calls = fc.array(publicCalls(cell, await ids()), { minLength: 1, maxLength: 12 });
  const neighbours = fc.array(around(cell), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(inCell, inCell, neighbours, calls, async (here, there, others, asked) => {
      expect(await answers(here, others, asked)).toEqual(await answers(there, others, asked));
    }),
    { numRuns: runs(50, 300) },
  );
});

test('nearness is told in words, and one who asks is placed by their own cell', async () => {
  const ask = (location: object) => ({
    route: 'POST /v1/complaints/candidates',
    body: { serviceCode: services[0], location: { areaCode: areas[0], ...location } },
  });
  const at = { areaCode: areas[0], lat: cell.lat + 0.0003, long: cell.long - 0.0002 };
  const [same, beside, next] = (await answers(
    at,
    [],
    [
      ask(at),
      ask({ lat: cell.lat - 0.0004, long: cell.long + 0.0004 }),
      ask({ lat: cell.lat + 0.0011, long: cell.long }),
    ],
  )) as { body: { candidates: { score: number; why: object[] }[] } }[];
  expect(same!.body.candidates[0]!.why).toContainEqual({ what: 'near', words: 'di dekat sini' });
  expect(JSON.stringify(same)).not.toContain('metres');
  expect(beside).toEqual(same);
  expect(next!.body.candidates[0]!.score).toBeLessThan(same!.body.candidates[0]!.score);
});
