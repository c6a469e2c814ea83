/** Counters of SMS in memory. Passes test/contract/sms-counters.test.ts. */
import type { SmsCounters } from '../../../functions/domain/sms/ports.ts';

export function fakeCounters(): SmsCounters {
  const counts = new Map<string, number>();
  const of = (name: string): number => counts.get(name) ?? 0;
  const add = (name: string, by = 1): number => {
    counts.set(name, of(name) + by);
    return of(name);
  };
  return {
    async countPhone(mac, { kind, day, hour }, { perHour, perDay }) {
      const [inDay, inHour] = [`${mac}/${kind}/${day}`, `${mac}/${kind}/${day}/${hour}`];
      if (of(inDay) >= perDay || of(inHour) >= perHour) return false;
      add(inDay);
      add(inHour);
      return true;
    },
    async giveBack({ phone, city }, { kind, day, hour }) {
      if (phone !== undefined) {
        add(`${phone}/${kind}/${day}`, -1);
        add(`${phone}/${kind}/${day}/${hour}`, -1);
      }
      if (city) add(day, -1);
    },
    countCity: async (day, most) => (most !== undefined && of(day) >= most ? undefined : add(day)),
  };
}
