/** Windows of quotas, and the limits of SMS. */
import { describe, expect, test } from 'vitest';
import { quotaWindows } from '../../../../functions/domain/city/quota.ts';
import { capsOf, paidPerDay, smsSettings, smsSettingsOf } from '../../../../functions/domain/city/sms-limits.ts';
import { misjudged, type Edge } from '../../../support/schemas.ts';

describe('the windows of a quota', () => {
  test.each([
    ['2026-03-13T14:59:59.999Z', '2026-03-13', '2026-03-13T15:00:00.000Z', '2026-03-13T15:00:00.000Z'],
    ['2026-03-13T15:00:00.000Z', '2026-03-14', '2026-03-13T15:01:00.000Z', '2026-03-14T15:00:00.000Z'],
    ['2026-03-13T15:00:59.999Z', '2026-03-14', '2026-03-13T15:01:00.000Z', '2026-03-14T15:00:00.000Z'],
  ])('of %s are its minute and its local day', (now, day, minuteEnds, dayEnds) => {
    expect(quotaWindows('Asia/Jayapura', new Date(now))).toEqual({
      minute: Date.parse(minuteEnds) / 60_000 - 1,
      minuteEnds: new Date(minuteEnds),
      day,
      dayEnds: new Date(dayEnds),
    });
  });
});

describe('SMS settings', () => {
  const defaults = smsSettingsOf({});
  test('are those of the city, else the usual ones', () => {
    expect(defaults).toEqual({
      newsPerHour: 4,
      newsPerDay: 12,
      repliesPerHour: 20,
      repliesPerDay: 60,
      priceUsd: 0.4,
      dailyBudgetUsd: 50,
    });
    expect(smsSettingsOf({ sms: { newsPerDay: 3, priceUsd: undefined } })).toEqual({ ...defaults, newsPerDay: 3 });
    expect(smsSettingsOf({ sms: undefined })).toEqual(defaults);
  });

  const counts = ['newsPerHour', 'newsPerDay', 'repliesPerHour', 'repliesPerDay'];
  test.each<Edge>([
    ...counts.map((name): Edge => [name, [1, 1000], [0, 1001, 1.5, undefined]]),
    ['priceUsd', [0.001, 10], [0, -1, 10.01, undefined]],
    ['dailyBudgetUsd', [0.001, 100_000], [0, 100_001, undefined]],
    ['x', [], [1]],
  ])('%s', (...edge) => expect(misjudged(smsSettings, defaults, edge)).toEqual([]));

  test('cap news and replies apart', () => {
    expect(capsOf(defaults, 'news')).toEqual({ perHour: 4, perDay: 12 });
    expect(capsOf(defaults, 'reply')).toEqual({ perHour: 20, perDay: 60 });
  });

  test.each([
    [50, 0.4, 125],
    [50, 0.41, 121],
    [0.3, 0.1, 3],
    [0.29, 0.1, 2],
    [0.1, 1, 1],
    [1, 1, 1],
  ])('US$ %d pay for messages of US$ %d: %i a day, and one at the least', (dailyBudgetUsd, priceUsd, sent) =>
    expect(paidPerDay({ ...defaults, dailyBudgetUsd, priceUsd })).toBe(sent),
  );
});
