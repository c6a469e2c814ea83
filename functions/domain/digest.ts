/** What an agency's officers are told once a day: how much is new, due tomorrow, late. Ids and days only. */
import type { Complaint } from './complaint.ts';
import type { City } from './directory.ts';
import { segmentSeptets, septets } from './gsm7.ts';
import { showFullDay } from './message-dates.ts';
import type { Notice } from './message-ports.ts';
import { addDays, localTime } from './zone.ts';

export type Digest = { fresh: Complaint[]; tomorrow: Complaint[]; late: Complaint[] };

/** Ids listed under each heading: a notice is read on a telephone. */
const listed = 10;

/** Undefined when there is nothing to say. `fresh`: nobody has responded yet. */
export function digestOf(queue: readonly Complaint[], city: Pick<City, 'zone'>, now: Date): Digest | undefined {
  const tomorrow = addDays(localTime(city.zone, now).date, 1);
  const late = queue.filter((c) => c.dueAt !== undefined && c.dueAt <= now.toISOString());
  const digest = {
    fresh: queue.filter((c) => c.state === 'FORWARDED' && !late.includes(c)),
    tomorrow: queue.filter((c) => c.dueOn === tomorrow && !late.includes(c)),
    late,
  };
  return Object.values(digest).some((all) => all.length > 0) ? digest : undefined;
}

export function digestNotice(agencyId: string, digest: Digest, city: Pick<City, 'zone' | 'trainingDay'>): Notice {
  const { fresh, tomorrow, late } = digest;
  const heading = `${fresh.length} belum ditanggapi, ${tomorrow.length} jatuh tempo besok, ${late.length} lewat batas`;
  return {
    agency: agencyId,
    office: 'liaison',
    level: 'digest',
    subject: `[Tanggap] Ringkasan: ${heading}`,
    body: [
      `Ringkasan hari ini: ${heading}.`,
      ...section('Lewat batas', late, city),
      ...section('Jatuh tempo besok', tomorrow, city),
      ...section('Belum ditanggapi', fresh, city),
      '',
    ].join('\n'),
  };
}

function section(title: string, all: readonly Complaint[], city: Pick<City, 'zone' | 'trainingDay'>): string[] {
  if (all.length === 0) return [];
  const lines = all
    .slice(0, listed)
    .map(({ id, dueOn }) => `- ${id}${dueOn ? `, batas ${showFullDay(city, dueOn)}` : ''}`);
  const more = all.length > listed ? [`- dan ${all.length - listed} lagi`] : [];
  return ['', `${title}:`, ...lines, ...more];
}

/** The same as one SMS: the numbers, and as many ids as fit, the most urgent first. */
export function digestSms({ fresh, tomorrow, late }: Digest): string {
  const counts = `Tanggap hari ini: ${fresh.length} belum ditanggapi, ${tomorrow.length} jatuh tempo besok, ${late.length} lewat batas.`;
  const ids = [...new Set([...late, ...tomorrow, ...fresh].map((c) => c.id))];
  const withIds = (many: number): string =>
    many === 0 ? counts : `${counts} Dahulukan: ${ids.slice(0, many).join(', ')}`;
  let many = 0;
  while (many < ids.length && (septets(withIds(many + 1)) ?? Infinity) <= segmentSeptets) many += 1;
  return withIds(many);
}

/** Of an officer who works for several agencies. */
export const joined = (digests: readonly Digest[]): Digest => ({
  fresh: digests.flatMap((d) => d.fresh),
  tomorrow: digests.flatMap((d) => d.tomorrow),
  late: digests.flatMap((d) => d.late),
});
