/** Quotas in memory. */
import type { QuotaCounter } from '../../../functions/domain/city/ports.ts';

export function fakeQuotaCounter(): QuotaCounter {
  const used = new Map<string, number>();
  return {
    async count({ clientId, quota }, { minute, day }) {
      const inDay = used.get(`${clientId} ${day}`) ?? 0;
      const inMinute = used.get(`${clientId} ${minute}`) ?? 0;
      if (inDay >= quota.perDay) return 'day';
      if (inMinute >= quota.perMinute) return 'minute';
      used.set(`${clientId} ${day}`, inDay + 1).set(`${clientId} ${minute}`, inMinute + 1);
      return 'counted';
    },
  };
}
