/**
 * Applies one action to one complaint: checks the lifecycle table, runs its effects, maintains the clocks, and appends the event. The
 * result is a Change that a store writes as one transaction.
 */
import { texts } from './action-texts.ts';
import { allowedRow } from './allowed-actions.ts';
import { genesis, hashEvent, hashText } from './chain.ts';
import type { Command, DecisionRules, Rules } from './command.ts';
import { executionName, type Change, type Complaint, type ComplaintEvent } from './complaint.ts';
import { effects, type EffectContext } from './effects.ts';
import { lateClocks } from './lateness.ts';
import { propertiesOf, type Action } from './lifecycle.ts';
import type { Proposal } from './classification.ts';
import type { Row } from './lifecycle-rows.ts';
import { recordBreaches, scheduleOf, workingDaysTaken } from './schedule.ts';
import { defined, pick } from '../kernel/members.ts';
import { Conflict, Forbidden, InvalidInput } from '../kernel/errors.ts';

/** Returns the change that an action makes. Throws Forbidden, Conflict or InvalidInput when it may not happen now. */
export function decide(found: Complaint, command: Command, rules: DecisionRules): Change {
  assertSeen(found, command);
  const row = allowedRow(found, command, rules);
  checkText(command);
  checkOutcome(command);
  const proposed = command.action === 'propose' ? proposalOf(command) : undefined;
  const context: EffectContext = {
    command,
    at: rules.now.toISOString(),
    from: found.state,
    coordinatorAgencyId: rules.coordinatorAgencyId,
    calendar: rules.calendar,
  };
  const before = recordBreaches(found, rules.now);
  let after = moveTo({ ...before, version: before.version + 1, updatedAt: context.at }, row);
  for (const name of row.effects ?? []) after = effects[name](after, context);
  // An inbound SMS clears the unreachable flag.
  if (command.channel === 'sms' && command.actor.role === 'reporter') after = effects.reachable(after, context);
  after = keepClocks(before, after, row, rules);
  after = reschedule(after, rules);
  if (after.stage === before.stage && (command.action === 'revive' || wakesEarlier(before, after)))
    after = { ...after, n: before.n + 1 };
  const text = command.text?.trim() ? { text: command.text.trim() } : undefined;
  const facts = findings(found, before, command, rules);
  return appendEvent(
    before,
    after,
    command,
    { text, salt: rules.salt },
    { ...facts, ...corrections(before, after, command), ...defined({ proposal: proposed }) },
  );
}

/** Decides like `decide`, but returns undefined where the lifecycle, the authorization or the fields refuse the action. */
export function decideIfAllowed(found: Complaint, command: Command, rules: DecisionRules): Change | undefined {
  try {
    return decide(found, command, rules);
  } catch (error) {
    if ([Conflict, Forbidden, InvalidInput].some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

/** Members of the event beyond those of the complaint and the command. */
type Findings = Pick<
  ComplaintEvent,
  | 'late'
  | 'workingDays'
  | 'previousRating'
  | 'hops'
  | 'parentId'
  | 'possibleDuplicates'
  | 'outcome'
  | 'again'
  | 'classifiedFrom'
  | 'proposal'
  | 'areaCode'
>;

/** Actions that end the answer that stands; their event names its outcome. */
const endsAnswer: ReadonlySet<Action> = new Set(['accept', 'close', 'finish', 'object', 'reopen', 'resume']);

function findings(found: Complaint, before: Complaint, { action, outcome }: Command, rules: Rules): Findings {
  const late = lateClocks(found, before, rules.policy);
  return defined({
    late: late.length > 0 ? late : undefined,
    workingDays: action === 'answer' ? workingDaysTaken(before, rules.calendar, rules.now) : undefined,
    previousRating: action === 'rate' ? before.rating : undefined,
    hops: action === 'return' ? before.hops : undefined,
    again: action === 'answer' && before.answeredAt !== undefined ? (true as const) : undefined,
    outcome: outcome ?? (endsAnswer.has(action) ? before.outcome : undefined),
    parentId: action === 'unmerge' ? before.parentId : undefined,
  });
}

/** Enters the next state. `before` restores the state set aside last with its clock, except that NEEDS_INFO starts a new clock. */
function moveTo(c: Complaint, { to }: Row): Complaint {
  if (to === 'same') return c;
  if (to !== 'before') return { ...c, state: to };
  const { before = [], clock, ...rest } = c;
  const last = before.at(-1);
  if (!last) throw new Error(`${c.id} has no earlier state to restore`);
  return {
    ...rest,
    state: last.state,
    ...(before.length > 1 ? { before: before.slice(0, -1) } : {}),
    ...(last.clock === undefined || last.state === 'NEEDS_INFO' ? {} : { clock: last.clock }),
  };
}

/** Returns true when the timer must wake earlier, for example after a calendar edit. A sleeping execution cannot be changed, so a new one is needed. */
function wakesEarlier({ nextWakeAt: until }: Complaint, { nextWakeAt: wanted }: Complaint): boolean {
  return wanted !== undefined && (until === undefined || wanted < until);
}

function assertSeen({ state, version }: Complaint, { expectedVersion }: Command): void {
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new Conflict(`the complaint is at version ${version}, not ${expectedVersion}: read it again`, {
      status: state,
      version,
    });
}

function checkText({ action, text }: Command): void {
  const { need } = texts[action];
  if (need === 'required' && !text?.trim())
    throw new InvalidInput([{ field: 'text', message: 'required for this action' }]);
  if (need === 'none' && text !== undefined)
    throw new InvalidInput([{ field: 'text', message: 'this action takes no text' }]);
}

function checkOutcome({ action, outcome, scheduledOn }: Command): void {
  if (outcome !== undefined && action !== 'answer')
    throw new InvalidInput([{ field: 'outcome', message: 'only an answer has an outcome' }]);
  if (scheduledOn !== undefined && outcome !== 'scheduled')
    throw new InvalidInput([{ field: 'scheduledOn', message: 'only with the outcome scheduled' }]);
}

/** Returns what a classification has changed. */
function corrections(before: Complaint, after: Complaint, { action }: Command): Partial<Findings> {
  if (action !== 'classify') return {};
  const classifiedFrom = pick(before, 'class', 'track', 'serviceCode', 'areaCode', 'expectedOn');
  return { classifiedFrom, ...pick(after, 'areaCode') };
}

/** Returns what an agency proposes. Throws InvalidInput when it proposes nothing. */
function proposalOf({ class: wanted, serviceCode, areaCode }: Command): Proposal {
  const proposed = defined({ class: wanted, serviceCode, areaCode });
  if (Object.keys(proposed).length > 0) return proposed;
  throw new InvalidInput([{ field: 'class', message: 'give class, serviceCode or areaCode' }]);
}

/** Updates stage number, stage clock and pauses of the total after a change of state, agency or pause. */
function keepClocks(before: Complaint, after: Complaint, row: Row, { calendar, now }: Rules): Complaint {
  const today = calendar.dayOf(now);
  const moved = after.state !== before.state;
  const stage = moved || after.agencyId !== before.agencyId ? before.stage + 1 : before.stage;
  const next: Complaint = { ...after, stage, n: stage === before.stage ? after.n : 0 };

  const resumed = row.to === 'before' && after.clock !== undefined;
  const name = row.clock ?? (moved && !resumed ? propertiesOf(after.state).clock : undefined);
  if (name !== undefined) {
    // From the second reopening the ladder starts one office higher (docs/service.md#states-and-actions).
    const shift = name === 'reopened' && after.reopened > 1 ? 1 : 0;
    next.clock = { name, stage, from: today, rungs: 0, ...(shift > 0 ? { shift } : {}) };
  } else if (moved && !resumed) delete next.clock;

  const running = propertiesOf(after.state).totalRuns;
  if (propertiesOf(before.state).totalRuns && !running) next.pausedOn = today;
  if (running && next.pausedOn !== undefined) {
    if (next.pausedOn < today) next.pauses = [...next.pauses, [next.pausedOn, today]];
    delete next.pausedOn;
  }
  return next;
}

/** Stores the computed deadlines and next wake in the complaint. While the total is paused its last known due stays. */
export function reschedule(c: Complaint, { policy, calendar }: Pick<Rules, 'policy' | 'calendar'>): Complaint {
  const { dueOn, dueAt, expectedOn, expectedAt, nextWakeAt, ...rest } = c;
  const s = scheduleOf(c, policy, calendar);
  return {
    ...rest,
    calendarVersion: calendar.version,
    ...pick(s, 'dueOn', 'expectedOn'),
    ...defined({ dueAt: s.dueAt?.toISOString(), expectedAt: s.expectedAt?.toISOString() }),
    ...defined({ nextWakeAt: s.wakeAt?.toISOString() }),
  };
}

/** Builds the event, links it to the chain, and adds the timer change when the stage or the timer number changed. */
export function appendEvent(
  before: Complaint | undefined,
  after: Complaint,
  command: Command,
  { text, salt }: { text: Record<string, string> | undefined; salt: string },
  found: Findings = {},
): Change {
  const eventText = text && { complaintId: after.id, version: after.version, salt, text };
  const newTimer = !before || before.stage !== after.stage || before.n !== after.n;
  const unhashed: Omit<ComplaintEvent, 'hash'> = {
    complaintId: after.id,
    at: after.updatedAt,
    ...defined({ from: before?.state }),
    to: after.state,
    ...pick(after, 'version', 'stage', 'class', 'track', 'serviceCode', 'agencyId', 'policyVersion', 'calendarVersion'),
    ...pick(after, 'dueOn', 'expectedOn', 'expectedAt'),
    ...pick(command, 'action', 'actor'),
    ...(after.autoForwardTo === before?.autoForwardTo ? {} : pick(after, 'autoForwardTo')),
    ...pick(command, 'rung', 'rating', 'attachment', 'anonymous', 'confidential', 'channel', 'reasonCode', 'parentId'),
    ...pick(command, 'contributingAgencyId', 'suggestedAgencyId', 'danger', 'cannotCode', 'scheduledOn'),
    ...found,
    ...(after.confidential ? { hidden: true } : {}),
    ...(after.reopened > 0 ? { reopened: after.reopened } : {}),
    ...(newTimer ? { timer: timerChange(before, after) } : {}),
    ...(eventText ? { textHash: hashText(eventText) } : {}),
    previousHash: before?.head ?? genesis,
  };
  const event: ComplaintEvent = { ...unhashed, hash: hashEvent(unhashed) };
  const told = command.danger ? { danger: command.danger.kind } : {};
  return { complaint: { ...after, ...told, head: event.hash }, event, ...(eventText ? { text: eventText } : {}) };
}

const timerChange = (before: Complaint | undefined, after: Complaint) => ({
  ...pick(after, 'stage', 'n'),
  ...defined({ wakeAt: after.nextWakeAt, previous: before?.nextWakeAt && executionName(before) }),
});
