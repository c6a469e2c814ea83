/** What must be true of a complaint besides its state and who acts: one small question per guard named in the lifecycle table. */
import { endOf, type Calendar } from '../deadlines/calendar.ts';
import type { Complaint } from './complaint.ts';
import { attachmentLimits } from './attachments.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';
import type { Guard } from './lifecycle.ts';
import type { Policy } from '../city/policy.ts';

export type GuardRules = { policy: Policy; calendar: Calendar; now: Date };

/** Agencies may hand a complaint on twice; then somebody above them decides (docs/service.md#states-and-actions). */
export const hopLimit = 2;

/** Enough for any real case, and the complaint's item stays under one write unit. */
export const contributingLimit = 5;

/** Each answers why not, in words, or undefined when it holds. */
export const guards: Record<Guard, (c: Complaint, rules: GuardRules) => string | undefined> = {
  'hops-left': (c) =>
    (c.hops ?? 0) < hopLimit ? undefined : `it has been sent on ${hopLimit} times: a supervisor must assign it`,
  'hops-used': (c) =>
    (c.hops ?? 0) >= hopLimit ? undefined : 'the coordinator can still reroute it: a supervisor assigns after two hops',
  'may-return': (c) => (c.settled ? 'a supervisor has assigned it to this agency: it may not be returned' : undefined),
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
  'within-window': (c, rules) =>
    rules.now < reopenUntil(c, rules) ? undefined : 'the time to reopen it is over: file a new complaint',
};

/** The instant at which the reopen window ends. Beyond the loaded calendar it is open: a missing year takes no right away. */
function reopenUntil({ closedAt }: Complaint, { policy, calendar }: GuardRules): Date {
  if (closedAt === undefined) return new Date(0);
  try {
    return endOf(calendar, calendar.nthWorkingDayAfter(calendar.dayOf(new Date(closedAt)), policy.reopenWindow));
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return new Date(8.64e15);
    throw error;
  }
}
