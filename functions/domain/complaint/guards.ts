/** Checks the guards named in the lifecycle table: conditions besides state and party, one function each. */
import { endOf, type Calendar } from '../deadlines/calendar.ts';
import type { Complaint } from './complaint.ts';
import { attachmentLimits } from './attachments.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';
import { scheduleLimits } from './outcomes.ts';
import type { Policy } from '../city/policy.ts';

/** Rules that guards read. */
export type GuardRules = { policy: Policy; calendar: Calendar; now: Date };

/** A returned complaint is rerouted at most twice; then a supervisor decides (docs/service.md#states-and-actions). */
export const hopLimit = 2;

/** Maximum contributing agencies: enough for any real case, and the complaint's item stays under 1 kB (one write unit). */
export const contributingLimit = 5;

/** Days after an answer that could not be read until the coordinator may close by hand. */
export const unreadDays = 30;

/** Returns true unless the reporter has no contact that takes messages, or what was sent last did not arrive. */
export const couldRead = ({ contact, unreachableAt }: Pick<Complaint, 'contact' | 'unreachableAt'>): boolean =>
  contact !== 'none' && contact !== 'landline' && unreachableAt === undefined;

/** Returns the instant from which the coordinator may close by hand an answer that could not be read. */
export const closableFrom = ({ answeredAt }: Pick<Complaint, 'answeredAt'>): Date =>
  new Date(Date.parse(answeredAt ?? '') + unreadDays * 86_400_000);
/** A number can be forged, and a mind be changed: for seven days the reporter may undo a withdrawal. */
const undoMs = 7 * 24 * 3_600_000;

/** Returns the reason for refusal, or undefined when the guard holds. */
type Check = (c: Complaint, rules: GuardRules) => string | undefined;

const byName = {
  'hops-left': (c) =>
    (c.hops ?? 0) < hopLimit ? undefined : `it has been sent on ${hopLimit} times: a supervisor must assign it`,
  'hops-used': (c) =>
    (c.hops ?? 0) >= hopLimit ? undefined : 'the coordinator can still reroute it: a supervisor assigns after two hops',
  'may-return': (c) => (c.settled ? 'a supervisor has assigned it to this agency: it may not be returned' : undefined),
  'may-schedule': ({ postponed = 0 }) =>
    postponed < scheduleLimits.postponements
      ? undefined
      : 'the promised day has been postponed already: answer that it is done, explained or cannot be done',
  unanswered: ({ answeredAt }) => (answeredAt === undefined ? undefined : 'it has been answered'),
  'could-read': (c) => (couldRead(c) ? undefined : 'the answer could not be read: the coordinator closes by hand'),
  unread(c, { now }) {
    if (couldRead(c)) return 'the reporter could read the answer: silence closes it';
    return now < closableFrom(c) ? `possible ${unreadDays} days after the answer` : undefined;
  },
  unverified: (c) => (c.verifiedAt === undefined ? undefined : 'the complaint is already verified'),
  'helpers-left': ({ contributing = [] }) =>
    contributing.length < contributingLimit
      ? undefined
      : `at most ${contributingLimit} agencies can be involved: release one`,
  helped: ({ contributing = [] }) => (contributing.length > 0 ? undefined : 'no agency is involved'),
  'photos-left': ({ attachments = [] }) =>
    attachments.length < attachmentLimits.perComplaint
      ? undefined
      : `a complaint has at most ${attachmentLimits.perComplaint} attachments`,
  'within-undo': ({ closedAt, before = [] }, { now }) =>
    closedAt !== undefined && before.length > 0 && now.getTime() - Date.parse(closedAt) <= undoMs
      ? undefined
      : 'the seven days to undo the withdrawal have passed: file a new complaint',
  'within-window': (c, rules) =>
    rules.now < reopenUntil(c, rules) ? undefined : 'the time to reopen it has passed: file a new complaint',
} satisfies Record<string, Check>;
export type Guard = keyof typeof byName;

/** Guards by name. */
export const guards: Record<Guard, Check> = byName;

/** Returns the end of the reopen window. Beyond the loaded calendar the window stays open, so that a missing year takes no right away. */
function reopenUntil({ closedAt }: Complaint, { policy, calendar }: GuardRules): Date {
  if (closedAt === undefined) return new Date(0);
  try {
    return endOf(calendar, calendar.nthWorkingDayAfter(calendar.dayOf(new Date(closedAt)), policy.reopenWindow));
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return new Date(8.64e15);
    throw error;
  }
}
