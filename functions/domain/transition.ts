/**
 * Applies one action to one complaint: checks the lifecycle table, runs its effects, keeps the clocks, and seals the event. Pure: the
 * result is a Change that a store writes as one transaction.
 */
import type { Calendar } from './calendar.ts';
import { genesis, hashEvent, hashText, sealText } from './chain.ts';
import { scheduleOf } from './clocks.ts';
import type { Attachment } from './attachments.ts';
import {
  executionName,
  type Actor,
  type Change,
  type Complaint,
  type ComplaintEvent,
  type FiredRung,
} from './complaint.ts';
import type { Track } from './directory.ts';
import { CalendarNotLoaded, Conflict, Forbidden, InvalidInput } from './errors.ts';
import { effects, type EffectContext } from './effects.ts';
import { lateClocks, markLate } from './lateness.ts';
import { rowFor, states, texts, type Action, type Party, type Row } from './lifecycle.ts';
import type { Policy } from './policy.ts';

/** What an actor wants done, with the action's own fields. */
export type Command = {
  action: Action;
  actor: Actor;
  /** How the actor stands to this complaint; one of them must be allowed. */
  parties: readonly Party[];
  expectedVersion?: number | undefined;
  text?: string | undefined;
  agencyId?: string | undefined;
  track?: Track | undefined;
  rating?: number | undefined;
  anonymous?: boolean | undefined;
  confidential?: boolean | undefined;
  rung?: FiredRung | undefined;
  areaCode?: string | undefined;
  autoForwardTo?: string | undefined;
  /** By which channel it came, when that was an SMS: its sender has the reply to it. */
  channel?: 'sms' | undefined;
  attachment?: Attachment | undefined;
};

export type Rules = { policy: Policy; calendar: Calendar; now: Date; coordinatorAgencyId: string };

/** Throws Forbidden, Conflict or InvalidInput; a Change is returned only when the action may happen now. */
export function decide(before: Complaint, command: Command, rules: Rules): Change {
  const row = allowedRow(before, command);
  checkText(command);
  const context: EffectContext = {
    command,
    at: rules.now.toISOString(),
    coordinatorAgencyId: rules.coordinatorAgencyId,
  };
  let after: Complaint = {
    ...before,
    version: before.version + 1,
    updatedAt: context.at,
    state: row.to === 'same' ? before.state : row.to,
  };
  for (const name of row.effects ?? []) after = effects[name](after, context);
  const late = lateClocks(before, rules);
  after = markLate(before, keepClocks(before, after, row, rules), late);
  after = reschedule(after, rules);
  if (after.stage === before.stage && (command.action === 'revive' || wakesEarlier(before, after)))
    after = { ...after, n: before.n + 1 };
  return seal(before, after, command, undefined, {
    ...(late.length > 0 ? { late } : {}),
    ...(command.action === 'answer' ? workingDaysOf(before, rules) : {}),
    ...(command.action === 'rate' && before.rating !== undefined ? { previousRating: before.rating } : {}),
  });
}

/** What the event says besides what the complaint and the command say. */
type Findings = Pick<ComplaintEvent, 'late' | 'workingDays' | 'previousRating'>;

/** Working days from receipt to now; nothing while a year on the way is not loaded. */
function workingDaysOf({ receivedAt }: Complaint, { calendar, now }: Rules): Findings {
  try {
    return { workingDays: calendar.workingDaysIn(calendar.dayOf(new Date(receivedAt)), calendar.dayOf(now)) };
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return {};
    throw error;
  }
}

/** A sleeping timer cannot be told to wake earlier: a calendar that was edited meanwhile may ask for another one. */
function wakesEarlier({ nextWakeAt: until }: Complaint, { nextWakeAt: wanted }: Complaint): boolean {
  return wanted !== undefined && (until === undefined || wanted < until);
}

function allowedRow(before: Complaint, command: Command): Row {
  const current = { status: before.state, version: before.version };
  if (command.expectedVersion !== undefined && command.expectedVersion !== before.version) {
    throw new Conflict(
      `the complaint is at version ${before.version}, not ${command.expectedVersion}: read it again`,
      current,
    );
  }
  const row = rowFor(command.action, before.state);
  if (!row) throw new Conflict(`${command.action} is not possible while the complaint is ${before.state}`, current);
  if (!row.by.some((p) => command.parties.includes(p)))
    throw new Forbidden(`${command.action} belongs to: ${row.by.join(', ')}`);
  return row;
}

function checkText({ action, text }: Command): void {
  const { need } = texts[action];
  if (need === 'required' && !text?.trim())
    throw new InvalidInput([{ field: 'text', message: 'required for this action' }]);
  if (need === 'none' && text !== undefined)
    throw new InvalidInput([{ field: 'text', message: 'this action takes no text' }]);
}

/** Stage number, stage clock and pauses of the total after a change of state, agency or pause. */
function keepClocks(before: Complaint, after: Complaint, row: Row, { calendar, now }: Rules): Complaint {
  const today = calendar.dayOf(now);
  const moved = after.state !== before.state;
  const stage = moved || after.agencyId !== before.agencyId ? before.stage + 1 : before.stage;
  const next: Complaint = { ...after, stage, n: stage === before.stage ? after.n : 0 };

  const name = row.clock ?? (moved ? states[after.state].clock : undefined);
  if (name !== undefined) {
    const shift = name === 'reopened' ? Math.max(0, after.reopened - 1) : 0;
    next.clock = { name, stage, from: today, rungs: 0, ...(shift > 0 ? { shift } : {}) };
  } else if (moved) delete next.clock;

  const running = states[after.state].totalRuns;
  if (states[before.state].totalRuns && !running) next.pausedOn = today;
  if (running && next.pausedOn !== undefined) {
    if (next.pausedOn < today) next.pauses = [...next.pauses, [next.pausedOn, today]];
    delete next.pausedOn;
  }
  return next;
}

/** Writes the computed deadlines and next wake onto the complaint. While the total stands still its last known due is kept. */
export function reschedule(c: Complaint, { policy, calendar }: Pick<Rules, 'policy' | 'calendar'>): Complaint {
  const { dueOn, dueAt, expectedOn, expectedAt, nextWakeAt, ...rest } = c;
  const s = scheduleOf(c, policy, calendar);
  return {
    ...rest,
    calendarVersion: calendar.version,
    ...(s.dueOn !== undefined && s.dueAt !== undefined ? { dueOn: s.dueOn, dueAt: s.dueAt.toISOString() } : {}),
    ...(s.expectedOn !== undefined && s.expectedAt !== undefined
      ? { expectedOn: s.expectedOn, expectedAt: s.expectedAt.toISOString() }
      : {}),
    ...(s.wakeAt === undefined ? {} : { nextWakeAt: s.wakeAt.toISOString() }),
  };
}

/** Builds the event, links it into the chain, and says what the timer must do when stage or timer number changed. */
export function seal(
  before: Complaint | undefined,
  after: Complaint,
  command: Command,
  text?: Record<string, string>,
  findings: Findings = {},
): Change {
  const sealedText = text ?? (command.text?.trim() ? { text: command.text.trim() } : undefined);
  const eventText = sealedText && sealText(after.id, after.version, sealedText);
  const newTimer = !before || before.stage !== after.stage || before.n !== after.n;
  const unsealed: Omit<ComplaintEvent, 'hash'> = {
    complaintId: after.id,
    version: after.version,
    action: command.action,
    actor: command.actor,
    at: after.updatedAt,
    ...(before ? { from: before.state } : {}),
    to: after.state,
    stage: after.stage,
    class: after.class,
    track: after.track,
    ...pick(after, 'serviceCode', 'agencyId', 'dueOn', 'expectedOn', 'expectedAt'),
    policyVersion: after.policyVersion,
    calendarVersion: after.calendarVersion,
    ...(after.autoForwardTo === before?.autoForwardTo ? {} : pick(after, 'autoForwardTo')),
    ...pick(command, 'rung', 'rating', 'attachment', 'anonymous', 'confidential', 'channel'),
    ...findings,
    ...(after.reopened > 0 ? { reopened: after.reopened } : {}),
    ...(newTimer
      ? {
          timer: {
            stage: after.stage,
            n: after.n,
            ...(after.nextWakeAt === undefined ? {} : { wakeAt: after.nextWakeAt }),
            ...(before?.nextWakeAt === undefined ? {} : { previous: executionName(before) }),
          },
        }
      : {}),
    ...(eventText ? { textHash: hashText(eventText) } : {}),
    previousHash: before?.head ?? genesis,
  };
  const event: ComplaintEvent = { ...unsealed, hash: hashEvent(unsealed) };
  return { complaint: { ...after, head: event.hash }, event, ...(eventText ? { text: eventText } : {}) };
}

/** The named members that are not undefined. */
function pick<T extends object, K extends keyof T>(from: T, ...keys: K[]): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(keys.filter((k) => from[k] !== undefined).map((k) => [k, from[k]])) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}
