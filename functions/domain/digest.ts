/** What an agency's officers are told once a day: how much is new, due tomorrow, late. Ids and days only. */
import type { Complaint } from './complaint.ts';
import type { City } from './directory.ts';
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
