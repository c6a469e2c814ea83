/** Where duplicate candidates are looked for. */
import { expect, test } from 'vitest';
import { areasOf, candidateGroups } from '../../../../functions/domain/recognition/candidates.ts';
import { ambon, wit } from '../../../support/ambon.ts';

test('where to look: each pair once, and the two areas whose centres are nearest', () => {
  expect(candidateGroups(['a', 'a', undefined], ['1', undefined])).toHaveLength(3);
  const [one] = ambon.areas;
  const nearest = areasOf({ lat: one!.lat, long: one!.long }, ambon.areas, wit('2026-03-14 10:00'));
  expect(nearest).toHaveLength(2);
  expect(nearest[0]).toBe(one!.code);
  expect(areasOf({}, ambon.areas, wit('2026-03-14 10:00'))).toEqual([]);
});
