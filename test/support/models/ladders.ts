/** Plays a complaint's ladder in the domain alone: every step fires at its instant, as if each timer woke on the second. */
import type { Calendar } from '../../../functions/domain/deadlines/calendar.ts';
import { scheduleOf, type PlannedStep } from '../../../functions/domain/complaint/schedule.ts';
import { isKnownStep } from '../../../functions/domain/city/policy.ts';
import type { Complaint, FiredStep } from '../../../functions/domain/complaint/complaint.ts';
import type { Command } from '../../../functions/domain/complaint/command.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { ambonCalendar, ambonPolicy, rulesAt } from '../ambon.ts';
import { command } from '../complaints.ts';

/** Last day shown for an instant that ends it. */
export const lastDayBefore = (at: Date, calendar: Calendar = ambonCalendar): string =>
  calendar.dayOf(new Date(at.getTime() - 1));

const line = ({ clock, step, number, of, at }: PlannedStep): string =>
  [lastDayBefore(at), clock, `${number}/${of}`, step.act, ...('office' in step ? [step.office] : [])].join(' ');

export const firedStep = (c: Complaint, { clock, step, number, of }: PlannedStep): FiredStep => ({
  clock,
  clockStage: clock === 'total' ? 1 : (c.clock?.stage ?? c.stage),
  step: number,
  of,
  ...('office' in step ? { office: step.office } : {}),
});

/** What a step that falls due asks of the lifecycle. */
export function commandOf(c: Complaint, planned: PlannedStep): Command {
  const rung = firedStep(c, planned);
  const { step } = planned;
  if (!isKnownStep(step)) throw new Error(`${step.act} is no step of this release`);
  switch (step.act) {
    case 'close':
      return command('close', 'system');
    case 'archive':
      return command('archive', 'system', { reasonCode: 'incomplete' });
    case 'remind-reporter':
      return command('remind', 'system', { rung });
    case 'resume':
      return command('resume', 'system');
    case 'remind':
    case 'escalate':
    case 'hand-over':
      return command(step.act, 'system', { rung });
  }
}

/** One line per step, `<last day> <clock> <step>/<of> <act> <office>`, until only the monthly reminders are left or the complaint leaves its state. */
export function playLadder(start: Complaint): string[] {
  const lines: string[] = [];
  for (let complaint = start; ;) {
    const { next } = scheduleOf(complaint, ambonPolicy, ambonCalendar);
    if (!next || next.number > next.of) return lines;
    lines.push(line(next));
    const { act } = next.step;
    if (act === 'close' || act === 'archive') return lines;
    const rules = { ...rulesAt('2026-01-02 08:00'), now: next.at };
    complaint = decide(complaint, commandOf(complaint, next), rules).complaint;
  }
}
