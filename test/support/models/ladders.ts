/** Plays a complaint's ladder in the domain alone: every rung fires at its instant, as if each timer woke on the second. */
import type { Calendar } from '../../../functions/domain/deadlines/calendar.ts';
import { scheduleOf, type PlannedRung } from '../../../functions/domain/complaint/clocks.ts';
import type { Complaint, FiredRung } from '../../../functions/domain/complaint/complaint.ts';
import { decide, type Command } from '../../../functions/domain/complaint/transition.ts';
import { ambonCalendar, ambonPolicy, rulesAt } from '../ambon.ts';
import { command } from '../complaints.ts';

/** Last day shown for an instant that ends it. */
export const lastDayBefore = (at: Date, calendar: Calendar = ambonCalendar): string =>
  calendar.dayOf(new Date(at.getTime() - 1));

const line = ({ clock, rung, step, of, at }: PlannedRung): string =>
  [lastDayBefore(at), clock, `${step}/${of}`, rung.act, ...('office' in rung ? [rung.office] : [])].join(' ');

export const firedRung = (c: Complaint, { clock, rung, step, of }: PlannedRung): FiredRung => ({
  clock,
  clockStage: clock === 'total' ? 1 : (c.clock?.stage ?? c.stage),
  step,
  of,
  ...('office' in rung ? { office: rung.office } : {}),
});

/** What a rung that falls due asks of the lifecycle. */
export function commandOf(c: Complaint, planned: PlannedRung): Command {
  const rung = firedRung(c, planned);
  switch (planned.rung.act) {
    case 'close':
      return command('close', 'system');
    case 'archive':
      return command('archive', 'system', { reasonCode: 'incomplete' });
    case 'remind-reporter':
      return command('remind', 'system', { rung });
    case 'remind':
    case 'escalate':
    case 'hand-over':
      return command(planned.rung.act, 'system', { rung });
  }
}

/** One line per rung, `<last day> <clock> <step>/<of> <act> <office>`, until none is left or the complaint leaves its state. */
export function playLadder(start: Complaint): string[] {
  const lines: string[] = [];
  for (let complaint = start; ;) {
    const { next } = scheduleOf(complaint, ambonPolicy, ambonCalendar);
    if (!next) return lines;
    lines.push(line(next));
    const { act } = next.rung;
    if (act === 'close' || act === 'archive') return lines;
    const rules = { ...rulesAt('2026-01-02 08:00'), now: next.at };
    complaint = decide(complaint, commandOf(complaint, next), rules).complaint;
  }
}
