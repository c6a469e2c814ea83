/**
 * When complaints come. Fitted to 8,692 complaints to the city of Surabaya from January 2022 to June 2023
 * (shared/data/complaints/surabaya-mediacenter.csv, column tanggal_keluhan, of which only the times were read). The file's times carry no zone;
 * its hours make sense as UTC, so 7 hours were added before counting.
 */
import type { Random } from './random.ts';

/** Complaints by local hour of the day, from 00:00. */
const byHour = [
  141, 86, 71, 51, 65, 140, 230, 367, 576, 658, 675, 645, 524, 510, 505, 478, 464, 413, 418, 413, 429, 352, 281, 200,
];
/** Complaints by weekday, from Sunday, over 78 weeks. */
const byWeekday = [754, 1362, 1447, 1452, 1346, 1329, 1002];

const dayMs = 86_400_000;

/** Local times as instants, sorted, over `days` days from a local midnight. The days differ as weekdays do, and as chance has it. */
export function arrivals(random: Random, { count, days, start }: { count: number; days: number; start: Date }): Date[] {
  const midnights = Array.from({ length: days }, (_, i) => start.getTime() + i * dayMs);
  // Noon in UTC lies on the local day of any of Indonesia's zones.
  const weights = midnights.map((at) => byWeekday[new Date(at + dayMs / 2).getUTCDay()]!);
  return Array.from({ length: count }, () => {
    const midnight = midnights[random.weighted(weights)]!;
    const hour = random.weighted(byHour);
    return new Date(midnight + Math.floor((hour + random.next()) * 3_600_000));
  }).sort((a, b) => a.getTime() - b.getTime());
}
