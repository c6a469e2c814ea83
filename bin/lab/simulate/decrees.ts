/** Lists decrees made while complaints are open: the real one of August 2025 and two invented ones, one of them loaded after its day. */
import { addDays, instantOf, weekday } from '../../../functions/domain/kernel/zone.ts';
import type { Holiday } from './city.ts';

/** `loadedAt`: when the city's calendar has it. */
export type Decree = { loadedAt: Date; holiday: Holiday };

const august: Holiday = {
  date: '2025-08-18',
  name: 'Cuti bersama Proklamasi Kemerdekaan RI',
  kind: 'CUTI_BERSAMA',
  decree: 'Perubahan SKB 3 Menteri, Agustus 2025',
};

export function decreesOf(zone: string, startDay: string, days: number): Decree[] {
  const noon = (day: string): Date => instantOf(zone, day, '12:00');
  const madeUp = (share: number, loadedAfter: number): Decree => {
    let date = addDays(startDay, Math.floor(days * share));
    while ([0, 6].includes(weekday(date))) date = addDays(date, 1);
    return {
      loadedAt: noon(addDays(date, loadedAfter)),
      holiday: { date, name: 'Hari libur daerah (simulasi)', kind: 'LOCAL', decree: 'Keputusan Wali Kota (simulasi)' },
    };
  };
  return [madeUp(0.25, -5), { loadedAt: noon('2025-08-08'), holiday: august }, madeUp(0.8, 3)];
}
