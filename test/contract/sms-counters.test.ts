/** The contract of SmsCounters. */
import { describe, expect, test } from 'vitest';
import { createSmsCounters } from '../../functions/adapters/dynamodb/messages/sms-counters.ts';
import type { SmsCounters } from '../../functions/domain/sms/ports.ts';
import { fakeCounters } from '../support/fakes/counters.ts';
import { engineOfThisFile } from '../support/stores.ts';

const engine = engineOfThisFile();
const implementations: { name: string; open: () => Promise<SmsCounters> }[] = [
  { name: 'in memory', open: async () => fakeCounters() },
  {
    name: 'in DynamoDB',
    open: async () => {
      const running = await engine();
      return createSmsCounters(running.client, await running.newTable('complaints'));
    },
  },
];

const caps = { perHour: 2, perDay: 3 };
const at = (hour: string, kind: 'news' | 'reply' = 'news', day = '2026-03-13') => ({ kind, day, hour });

describe.each(implementations)('the SMS counters $name', ({ open }) => {
  test('let a phone have its share of each hour and of the day, and count nothing beyond', async () => {
    const counters = await open();
    const count = (when: ReturnType<typeof at>, mac = 'a') => counters.countPhone(mac, when, caps);
    expect([await count(at('10')), await count(at('10')), await count(at('10'))]).toEqual([true, true, false]);
    expect([await count(at('11')), await count(at('12'))]).toEqual([true, false]);
    expect(await count(at('10', 'news', '2026-03-14'))).toBe(true);
  });

  test('keep phones, and news and replies, apart', async () => {
    const counters = await open();
    const one = { perHour: 1, perDay: 1 };
    expect(await counters.countPhone('a', at('10'), one)).toBe(true);
    expect(await counters.countPhone('a', at('10', 'reply'), one)).toBe(true);
    expect(await counters.countPhone('b', at('10'), one)).toBe(true);
    expect(await counters.countPhone('a', at('10'), one)).toBe(false);
  });

  test('count the city up to a limit, and beyond it what has none', async () => {
    const counters = await open();
    const day = '2026-03-13';
    expect([await counters.countCity(day, 2), await counters.countCity(day, 2)]).toEqual([1, 2]);
    expect(await counters.countCity(day, 2)).toBeUndefined();
    expect(await counters.countCity(day, undefined)).toBe(3);
    expect(await counters.countCity('2026-03-14', 2)).toBe(1);
  });

  test('give back what did not go', async () => {
    const counters = await open();
    const one = { perHour: 1, perDay: 1 };
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await counters.countPhone('a', at('10'), one)).toBe(true);
      expect(await counters.countCity('2026-03-13', 1)).toBe(1);
      await counters.giveBack({ phone: 'a', city: true }, at('10'));
    }
    await counters.countCity('2026-03-13', 1);
    await counters.giveBack({ phone: undefined, city: true }, at('10'));
    expect(await counters.countCity('2026-03-13', 1)).toBe(1);
    await counters.countPhone('a', at('10'), one);
    await counters.giveBack({ phone: 'a', city: false }, at('10'));
    expect(await counters.countPhone('a', at('10'), one)).toBe(true);
    expect(await counters.countCity('2026-03-13', 1)).toBeUndefined();
  });

  test('twenty at once get no more than the share', async () => {
    const counters = await open();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => counters.countPhone('a', at('10'), caps)));
    expect(outcomes.filter(Boolean)).toHaveLength(2);
  });
});
