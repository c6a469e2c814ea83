/** The seed adds what the directory lacks, overwrites nothing, and names what differs. */
import { expect, test } from 'vitest';
import type { SeedRecord } from '../../../functions/domain/administration/ports.ts';
import { seedDirectory, summaryOf } from '../../../functions/seed/seed-directory.ts';

const record = (sk: string, name: string): SeedRecord => ({ pk: 'agency', sk, name });

test('puts what is missing, and keeps what is there', async () => {
  const table = new Map([
    ['agency/same', record('same', 'Sama')],
    ['agency/edited', record('edited', 'Diubah')],
  ]);
  const writer = {
    putIfAbsent: async (one: SeedRecord) => {
      const existing = table.get(`${one.pk}/${one.sk}`);
      if (!existing) table.set(`${one.pk}/${one.sk}`, one);
      return existing;
    },
  };
  const report = await seedDirectory({ writer })([
    record('new', 'Baru'),
    record('same', 'Sama'),
    record('edited', 'Awal'),
  ]);
  expect(report).toEqual({ put: 1, same: 1, differs: ['agency/edited'] });
  expect([table.get('agency/new'), table.get('agency/edited')]).toEqual([
    record('new', 'Baru'),
    record('edited', 'Diubah'),
  ]);
});

test.each([
  [0, '3 put, 4 unchanged, 0 differ and were kept'],
  [2, '3 put, 4 unchanged, 2 differ and were kept: a/0, a/1'],
  [20, `3 put, 4 unchanged, 20 differ and were kept: ${names(20)}`],
  [21, `3 put, 4 unchanged, 21 differ and were kept: ${names(20)} and 1 more`],
])('a summary of %i differences names twenty at most', (many, summary) =>
  expect(
    summaryOf({
      put: 3,
      same: 4,
      differs: names(many)
        .split(', ')
        .filter((name) => name !== ''),
    }),
  ).toBe(summary),
);

function names(many: number): string {
  return Array.from({ length: many }, (_, n) => `a/${n}`).join(', ');
}
