/** Makes the daily digest for an agency's officers: what is new, due soon and late. It holds ids and days only. */
import type { Calendar } from '../deadlines/calendar.ts';
import type { Complaint } from '../complaint/complaint.ts';
import type { City } from '../city/records.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';
import { segmentSeptets, septets } from '../kernel/gsm7.ts';
import { showFullDay } from './message-dates.ts';
import type { Notice } from './ports.ts';

/** Complaints by heading. `fresh`: nobody has responded yet; `soon`: due today or on the next working day. */
export type Digest = { fresh: Complaint[]; soon: Complaint[]; late: Complaint[] };

/** Most ids listed under a heading, because a notice is read on a telephone. */
const listed = 10;

/** Returns the digest of a queue; undefined when there is nothing to say. */
export function digestOf(queue: readonly Complaint[], calendar: Calendar, now: Date): Digest | undefined {
  const until = nextWorkingDay(calendar, now);
  const late = queue.filter((c) => c.dueAt !== undefined && c.dueAt <= now.toISOString());
  const digest = {
    fresh: queue.filter((c) => c.state === 'FORWARDED' && !late.includes(c)),
    soon: queue.filter((c) => c.dueOn !== undefined && c.dueOn <= until && !late.includes(c)),
    late,
  };
  return Object.values(digest).some((all) => all.length > 0) ? digest : undefined;
}

/** Returns the next working day, so that Friday's digest names what is due on Monday; tomorrow where that year is not loaded. */
function nextWorkingDay(calendar: Calendar, now: Date): string {
  const today = calendar.dayOf(now);
  try {
    return calendar.nthWorkingDayAfter(today, 1);
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return calendar.nextDay(today);
    throw error;
  }
}

export function digestNotice(agencyId: string, digest: Digest, city: Pick<City, 'zone' | 'trainingDay'>): Notice {
  const { fresh, soon, late } = digest;
  const heading = `${fresh.length} belum ditanggapi, ${soon.length} segera jatuh tempo, ${late.length} lewat batas`;
  return {
    agency: agencyId,
    office: 'liaison',
    level: 'digest',
    subject: `[Tanggap] Ringkasan: ${heading}`,
    body: [
      `Ringkasan hari ini: ${heading}.`,
      ...section('Lewat batas', late, city),
      ...section('Jatuh tempo hari ini atau hari kerja berikutnya', soon, city),
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

/** Writes a digest as one SMS: the numbers, and as many ids as fit, the most urgent first. */
export function digestSms({ fresh, soon, late }: Digest): string {
  const counts = `Tanggap hari ini: ${fresh.length} belum ditanggapi, ${soon.length} segera jatuh tempo, ${late.length} lewat batas.`;
  const ids = [...new Set([...late, ...soon, ...fresh].map((c) => c.id))];
  const withIds = (many: number): string =>
    many === 0 ? counts : `${counts} Dahulukan: ${ids.slice(0, many).join(', ')}`;
  let many = 0;
  while (many < ids.length && (septets(withIds(many + 1)) ?? Infinity) <= segmentSeptets) many += 1;
  return withIds(many);
}

/** Joins the digests of an officer who works for several agencies. */
export const joined = (digests: readonly Digest[]): Digest => ({
  fresh: digests.flatMap((d) => d.fresh),
  soon: digests.flatMap((d) => d.soon),
  late: digests.flatMap((d) => d.late),
});
