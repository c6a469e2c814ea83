/**
 * Checks a deadline when its timer wakes. It reads everything anew and acts only if the stage still stands and a step is due, because a
 * timer is only a reminder.
 */
import * as z from 'zod';
import type { Calendar } from '../domain/deadlines/calendar.ts';
import { recordBreaches, scheduleOf, type PlannedStep, type Schedule } from '../domain/complaint/schedule.ts';
import type { Complaint, FiredStep } from '../domain/complaint/complaint.ts';
import { Unreadable } from '../domain/kernel/errors.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import type { ComplaintStore } from '../domain/complaint/ports.ts';
import type { DecisionContext, Directory } from '../domain/city/ports.ts';
import { rulesToDecide } from '../access/rules.ts';
import type { Command, Rules } from '../domain/complaint/command.ts';
import { isLower } from '../domain/complaint/lateness.ts';
import { isKnownStep, type KnownStep } from '../domain/city/policy.ts';
import { decide } from '../domain/complaint/transition.ts';
import { findOffice } from './find-office.ts';

export type Deps = DecisionContext & { store: ComplaintStore };
/** The stage that an execution of Step Functions waits for. */
export const deadlineInput = z.object({ complaintId: z.string(), stage: z.number().int(), n: z.number().int() });
type DeadlineInput = z.infer<typeof deadlineInput>;

/** Result for Step Functions: `done` ends the execution; otherwise it wakes again at `wakeAt`, in whole seconds. */
export type DeadlineResult = { done: true } | { done: false; wakeAt: string };

/** Least milliseconds until the next wake (docs/design.md#deadlines), so that a step that cannot fire does not spin. */
const minimumWaitMs = 60_000;
const minimumTrainingWaitMs = 1000;

/** Fires every step that is due, and returns when to wake again. */
export function checkDeadline(deps: Deps) {
  return async (input: DeadlineInput): Promise<DeadlineResult> => {
    for (;;) {
      const result = await retryRaces(() => fireNext(deps, input)).catch((error: unknown) => {
        // The complaint cannot be read, which was reported. Once it can be, the nightly sweep gives it a new timer.
        if (error instanceof Unreadable && error.concerns(input.complaintId)) return { done: true } as const;
        throw error;
      });
      if (result) return result;
    }
  };
}

/** Fires the next step as one event and returns undefined, unless nothing is due or the stage is over. */
async function fireNext({ store, ...deps }: Deps, input: DeadlineInput): Promise<DeadlineResult | undefined> {
  const complaint = await store.get(input.complaintId);
  if (!complaint || complaint.stage !== input.stage || complaint.n !== input.n) return { done: true };
  const rules = await rulesToDecide(complaint, deps);
  const schedule = scheduleOf(recordBreaches(complaint, rules.now), rules.policy, rules.calendar);
  const { next } = schedule;
  if (!next || next.at > rules.now || !firesHere(next)) return waitFor(schedule, rules);
  const command = await commandFor(deps.directory, complaint, next, rules);
  await store.save(decide(complaint, command, rules));
  return undefined;
}

type FiringStep = Omit<PlannedStep, 'step'> & { step: KnownStep };
const firesHere = (next: PlannedStep): next is FiringStep => isKnownStep(next.step);

/** True when a newer release has set the state, the clock or the next step: it alone can go on. */
export const awaitsNewerRelease = ({ next }: Schedule): boolean => next === undefined || !firesHere(next);

function waitFor({ wakeAt }: Schedule, { calendar, now }: Pick<Rules, 'calendar' | 'now'>): DeadlineResult {
  if (!wakeAt) return { done: true };
  const floor = now.getTime() + (calendar.training ? minimumTrainingWaitMs : minimumWaitMs);
  // Woken on the calendar's last day with nothing due, it looks again every day until the next year is loaded.
  const wanted = wakeAt > now ? wakeAt : tomorrow(calendar, now);
  const at = Math.ceil(Math.max(wanted.getTime(), floor) / 1000) * 1000;
  return { done: false, wakeAt: new Date(at).toISOString().replace('.000Z', 'Z') };
}

const tomorrow = (calendar: Calendar, now: Date): Date => calendar.startOf(calendar.nextDay(calendar.dayOf(now)));

async function commandFor(
  directory: Directory,
  complaint: Complaint,
  planned: FiringStep,
  { policy, now }: Rules,
): Promise<Command> {
  const { step, clock, number, of } = planned;
  const base: FiredStep = {
    clock,
    clockStage: clock === 'total' ? 1 : (complaint.clock?.stage ?? complaint.stage),
    step: number,
    of,
  };
  const system = { actor: { role: 'system' }, parties: ['system'] } as const;
  switch (step.act) {
    case 'remind':
    case 'escalate': {
      const told = await findOffice(directory, complaint, planned, policy, now);
      const breach = step.act === 'escalate' && 'afterDue' in step.at && step.at.afterDue === 0;
      return {
        ...system,
        action: step.act,
        rung: {
          ...base,
          ...told,
          ...(isLower(told.office, complaint.told) ? { lower: true } : {}),
          ...(breach ? { breach: true } : {}),
        },
      };
    }
    case 'close':
      return { ...system, action: 'close' };
    case 'resume':
      return { ...system, action: 'resume' };
    case 'hand-over':
      return { ...system, action: 'hand-over', rung: base };
    // No office is told, because the reminder is for the reporter.
    case 'remind-reporter':
      return { ...system, action: 'remind', rung: base };
    case 'archive':
      return { ...system, action: 'archive', reasonCode: 'incomplete' };
  }
}
