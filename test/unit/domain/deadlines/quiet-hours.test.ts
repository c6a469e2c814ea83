import { describe, expect, test } from 'vitest';
import { heldUntil } from '../../../../functions/domain/deadlines/quiet-hours.ts';
import { ambon, wit } from '../../../support/ambon.ts';

describe('quiet hours', () => {
  test.each([
    ['2026-03-13 20:59', undefined],
    ['2026-03-13 20:59:59', undefined],
    ['2026-03-13 21:00', '2026-03-14'],
    ['2026-03-31 23:59', '2026-04-01'],
    ['2026-03-14 00:00', '2026-03-14'],
    ['2026-03-14 06:59', '2026-03-14'],
    ['2026-03-14 06:59:59', '2026-03-14'],
    ['2026-03-14 07:00', undefined],
  ])('at %s a message may go %s', (local, date) => expect(heldUntil(ambon.city, wit(local))).toBe(date));

  test('may lie within one day', () => {
    const city = { ...ambon.city, quietHours: { from: '12:00', to: '14:00' } };
    expect(heldUntil(city, wit('2026-03-13 11:59:59'))).toBeUndefined();
    expect(heldUntil(city, wit('2026-03-13 12:00'))).toBe('2026-03-13');
    expect(heldUntil(city, wit('2026-03-13 13:59:59'))).toBe('2026-03-13');
    expect(heldUntil(city, wit('2026-03-13 14:00'))).toBeUndefined();
    expect(heldUntil(city, wit('2026-03-13 23:00'))).toBeUndefined();
  });

  test('a city may have none: from and to the same', () => {
    const city = { ...ambon.city, quietHours: { from: '00:00', to: '00:00' } };
    expect(heldUntil(city, wit('2026-03-13 00:00'))).toBeUndefined();
  });

  test('do not exist in training', () =>
    expect(heldUntil({ ...ambon.city, trainingDay: 10 }, wit('2026-03-13 23:00'))).toBeUndefined());
});
