/** Runs one ward through its year: reports come, people act on what they see, decrees come late, the sweep runs every night. */
import { createCalendar } from '../../../functions/domain/deadlines/calendar.ts';
import {
  isOpen,
  isPublic,
  type Complaint,
  type ComplaintEvent,
} from '../../../functions/domain/complaint/complaint.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../../../functions/domain/kernel/errors.ts';
import { instantOf, localTime } from '../../../functions/domain/kernel/zone.ts';
import { recalculate } from '../../../functions/escalation/recalculate.ts';
import { sweep } from '../../../functions/escalation/sweep.ts';
import type { SimulatedCity } from './city.ts';
import type { Decree } from './decrees.ts';
import { characters, intentsOf, intentsUnderPressure, type Around, type Character, type Intent } from './people.ts';
import type { Random } from './random.ts';
import { count, type Tally } from './tally.ts';
import type { Ward } from './ward.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Citizens who find their matter in the list and say "saya juga". */
const joinShare = 0.05;
const mayBeJoined = (c: Complaint): boolean => isPublic(c) && isOpen(c);

export type Year = { arrivals: readonly Date[]; decrees: readonly Decree[]; start: Date; end: Date };
type Life = { ward: Ward; city: SimulatedCity; random: Random; tally: Tally; zone: string };

/** Runs to the end of the year; `tick` is told of each report filed. */
export async function live(life: Life, { arrivals, decrees, start, end }: Year, tick: () => void): Promise<void> {
  const { ward, city, random, tally } = life;
  const around = surroundings(life);
  for (const arrival of arrivals) {
    ward.agenda.add(arrival.getTime(), async () => {
      const known = random.chance(joinShare) ? around.parents.map(ward.latest).find(mayBeJoined) : undefined;
      const { reporter, ...report } = reportOf(city, random);
      await (known ? ward.fileReport({ reporter }, known) : ward.fileReport({ ...report, reporter }));
      tick();
    });
  }
  for (const { loadedAt, holiday } of decrees) {
    ward.agenda.add(loadedAt.getTime(), async () => {
      city.decree(holiday);
      tally.deadlinesMoved += await recalculate(ward.deps)(() => true);
    });
  }
  // The figures count as published: a night's copying would be most of the simulation's reads.
  const board = { ...ward.board, shown: async () => ({ asOf: ward.clock.now().toISOString(), open: {} }) };
  const nightly = sweep({ ...ward.deps, statistics: ward.statistics, board, count: () => undefined });
  for (let night = start.getTime() + dayMs + 2 * hourMs; night < end.getTime(); night += dayMs) {
    ward.agenda.add(night, async () => {
      tally.timers.revived += (await nightly()).revived;
    });
  }
  await ward.runUntil(end.getTime(), (event) => plan(life, around, event));
}

function surroundings({ city, random }: Life): Around & { parents: string[] } {
  const byAgency = new Map<string, Character>(city.agencyIds.map((id) => [id, random.oneOf(characters)]));
  // The latest complaints; a merge picks its parent among them.
  const parents: string[] = [];
  return { agencyIds: city.agencyIds, character: (id) => byAgency.get(id) ?? 'prompt', parents };
}

function reportOf(city: SimulatedCity, random: Random) {
  return {
    description: 'Lampu jalan padam sejak tiga malam.',
    ...(random.chance(0.85) ? { serviceCode: random.pick(city.serviceCodes) } : {}),
    location: { areaCode: random.pick(city.areaCodes) },
    reporter: random.chance(0.8) ? { name: 'Pelapor', phone: '+628114700000' } : undefined,
    anonymous: random.chance(0.1),
    confidential: random.chance(0.05),
  };
}

/** People decide when a stage begins. An office told by an escalation step may make somebody act. */
function plan(life: Life, around: Around & { parents: string[] }, event: ComplaintEvent): void {
  const { ward, random } = life;
  const c = ward.latest(event.complaintId);
  if (event.version !== c.version) return;
  if (event.action === 'file') around.parents.splice(0, Math.max(0, around.parents.push(c.id) - 20));
  const begins =
    event.version === 1 || (event.timer?.stage !== undefined && event.from !== event.to) || event.action === 'update';
  const pressed = event.rung !== undefined && event.rung.office !== undefined;
  const intents = pressed ? intentsUnderPressure(c, random, around) : begins ? intentsOf(c, random, around) : [];
  for (const intent of intents) {
    const wanted = ward.clock.now().getTime() + intent.hours * hourMs;
    const when = intent.who === 'reporter' ? wanted : officeHour(life, wanted);
    ward.agenda.add(when, () => act(life, c, intent));
  }
}

/** The first working hour from an instant on: 08:00 to 16:00 of a Monday to Friday; some work on holidays too. */
function officeHour(life: Pick<Life, 'zone' | 'random'>, at: number): number {
  const { zone, random } = life;
  const { date, time } = localTime(zone, new Date(at));
  const morning = instantOf(zone, date, '08:00').getTime();
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const isWorkday = weekday >= 1 && weekday <= 5;
  if (isWorkday && time >= '08:00' && time < '16:00') return at;
  if (isWorkday && time < '08:00') return morning + random.between(0, 2 * hourMs);
  return officeHour(life, morning + dayMs + random.between(0, 2 * hourMs));
}

/** Acts on the complaint as it is now; mostly not at all when its state has changed meanwhile. */
async function act({ ward, random, tally }: Life, seen: Complaint, intent: Intent): Promise<void> {
  const now = ward.latest(seen.id);
  if (now.stage !== seen.stage && !random.chance(0.05)) return;
  const { who, action, fields } = intent;
  // Some people act on an outdated page.
  const version = random.chance(0.02) ? seen.version : now.version;
  try {
    if (who === 'reporter') await ward.reporter(seen.id, action, fields);
    else
      await ward.staff({
        subject: subjectOf(who, now),
        trackingId: seen.id,
        action,
        body: { ...fields, expectedVersion: version },
      });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    count(tally.refused, `${action}: ${error.name}`);
    const stored = await ward.stored.get(seen.id);
    if (stored?.version !== now.version)
      ward.violate(seen.id, 'a refused action changes nothing', `${action} changed it`);
  }
}

const isRefusal = (error: unknown): error is Error =>
  [Conflict, Forbidden, InvalidInput, NotFound].some((kind) => error instanceof kind);

function subjectOf(who: Intent['who'], { agencyId, contributing }: Complaint): string {
  if (who === 'owner') return agencyId === undefined ? 'coordinator' : `liaison-${agencyId}`;
  if (who === 'contributor') return `liaison-${contributing?.[0] ?? agencyId ?? 'diskominfo'}`;
  return who === 'arbiter' ? 'city-secretary' : 'coordinator';
}

/** Working days that each finished stage took. */
export async function measureStages({ ward, city, tally }: Life): Promise<void> {
  const calendar = createCalendar(await city.directory.city(), await city.directory.calendarYears());
  for (const changes of ward.histories.values()) {
    changes.forEach(({ complaint, event }, i) => {
      const next = changes.slice(i + 1).find((c) => c.complaint.stage !== complaint.stage);
      const began = i === 0 || changes[i - 1]!.complaint.stage !== complaint.stage;
      if (!began || !next) return;
      const days = calendar.workingDaysIn(calendar.dayOf(new Date(event.at)), calendar.dayOf(new Date(next.event.at)));
      (tally.stageDays[complaint.state] ??= []).push(days);
    });
  }
}
