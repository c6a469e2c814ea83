/** Applies what an action writes besides the next state: one function per effect named in the lifecycle table. */
import type { Command } from './command.ts';
import type { Complaint } from './complaint.ts';
import { CalendarNotLoaded, InvalidInput } from '../kernel/errors.ts';
import { defined } from '../kernel/members.ts';
import type { StoredState } from './lifecycle.ts';
import { isLower } from './lateness.ts';
import { scheduleLimits } from './outcomes.ts';
import type { Calendar } from '../deadlines/calendar.ts';

/** Input of an effect besides the complaint; `from` is the state before the action. */
export type EffectContext = {
  command: Command;
  at: string;
  from: StoredState;
  coordinatorAgencyId: string;
  calendar: Calendar;
};

type Apply = (c: Complaint, context: EffectContext) => Complaint;

const missing = (field: string, message: string) => new InvalidInput([{ field, message }]);

/** Returns the privacy fields that were given, so that an absent one stays unchanged. */
function given(command: Command): Partial<Pick<Complaint, 'anonymous' | 'confidential'>> {
  const { anonymous, confidential } = command;
  if (anonymous === undefined && confidential === undefined)
    throw missing('anonymous', 'give anonymous, confidential or both');
  return { ...(anonymous === undefined ? {} : { anonymous }), ...(confidential === undefined ? {} : { confidential }) };
}

/** Makes an agency accountable, and removes it from the contributing agencies. A promise binds the agency that made it. */
function owned({ outcome: _, scheduledOn: __, postponed: ___, ...c }: Complaint, agencyId: string): Complaint {
  const owner = { ...c, agencyId };
  return c.contributing?.includes(agencyId)
    ? withContributing(
        owner,
        c.contributing.filter((id) => id !== agencyId),
      )
    : owner;
}

/** Returns what is wrong with a promised day; undefined when it lies ahead and not too far. */
function scheduleFault(calendar: Calendar, today: string, day: string): string | undefined {
  if (day <= today) return 'must lie after today';
  try {
    const ahead = calendar.workingDaysIn(today, day);
    return ahead > scheduleLimits.workingDays ? `at most ${scheduleLimits.workingDays} working days ahead` : undefined;
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return 'lies beyond the calendar that is loaded';
    throw error;
  }
}

function withContributing({ contributing, ...c }: Complaint, left: string[]): Complaint {
  return left.length === 0 ? c : { ...c, contributing: left };
}

const byName = {
  // A complaint that returned to RECEIVED from a merge or the archive is verified again; its first `verifiedAt` stays.
  verified: (c, { at }) => ({ ...c, verifiedAt: c.verifiedAt ?? at }),
  assigned(c, { command, from }) {
    const agencyId = command.agencyId ?? (from === 'RECEIVED' ? c.autoForwardTo : undefined);
    if (agencyId === undefined) throw missing('agencyId', 'required: no agency owns this service here');
    return owned(c, agencyId);
  },
  'assigned-to-coordinator': (c, { coordinatorAgencyId }) => owned(c, coordinatorAgencyId),
  hop: (c) => ({ ...c, hops: (c.hops ?? 0) + 1 }),
  settled: (c) => ({ ...c, settled: true }),
  track(c, { command }) {
    if (command.track === undefined || command.track === c.track) return c;
    // Another track has another total, whose due has not passed.
    const { totalBreachedOn, ...rest } = c;
    return { ...rest, track: command.track };
  },
  /** The total counts from receipt by the new track. A breach that is recorded stands (ADR 016). */
  classified(c, { command: { class: wanted, serviceCode, areaCode, track } }) {
    const changed = { ...c, ...defined({ class: wanted, serviceCode, areaCode, track }) };
    const same = (['class', 'serviceCode', 'areaCode'] as const).every((name) => changed[name] === c[name]);
    if (same) throw missing('class', 'give another class, serviceCode or areaCode');
    return changed;
  },
  'set-aside': (c, { from }) => ({
    ...c,
    before: [...(c.before ?? []), { state: from, ...(c.clock === undefined ? {} : { clock: c.clock }) }],
  }),
  answered({ outcome: _, cannotCode: __, told: ___, scheduledOn, ...c }, { command: { outcome, cannotCode }, at }) {
    if (outcome === 'cannot' && cannotCode === undefined)
      throw missing('cannotCode', 'required: why it cannot be done');
    if (outcome !== 'cannot' && cannotCode !== undefined) throw missing('cannotCode', 'only with the outcome cannot');
    // Of a promise that is answered only its postponement is kept.
    return {
      ...c,
      answeredAt: at,
      ...defined({ outcome, cannotCode, scheduledOn: outcome === 'scheduled' ? scheduledOn : undefined }),
    };
  },
  scheduled(c, { command: { scheduledOn }, at, calendar }) {
    if (scheduledOn === undefined) throw missing('scheduledOn', 'required: the day by which it will be done');
    const wrong = scheduleFault(calendar, calendar.dayOf(new Date(at)), scheduledOn);
    if (wrong !== undefined) throw missing('scheduledOn', wrong);
    return { ...c, scheduledOn, ...(c.scheduledOn === undefined ? {} : { postponed: (c.postponed ?? 0) + 1 }) };
  },
  closed: (c, { at }) => ({ ...c, closedAt: at }),
  'opened-again': ({ closedAt, reasonCode, ...c }) => c,
  // The rating belonged to the closing that is undone; it stays in its event, and the next one starts anew.
  // So does the outcome of the answer that was refused.
  reopened: ({ rating: _, outcome: __, cannotCode: ___, ...c }) => ({ ...c, reopened: c.reopened + 1 }),
  reason(c, { command }) {
    if (command.reasonCode === undefined) throw missing('reasonCode', 'required: why it is archived');
    return { ...c, reasonCode: command.reasonCode };
  },
  merged(c, { command }) {
    const { parentId } = command;
    if (parentId === undefined) throw missing('parentId', 'required: the complaint that this one repeats');
    if (parentId === c.id) throw missing('parentId', 'a complaint cannot be merged into itself');
    return { ...c, parentId };
  },
  unmerged: ({ parentId, ...c }) => c,
  involved(c, { command }) {
    const wanted = command.contributingAgencyId;
    const present = c.contributing ?? [];
    if (wanted === undefined) throw missing('agencyId', 'required: which agency shall help');
    if (wanted === c.agencyId) throw missing('agencyId', 'this agency is accountable already');
    if (present.includes(wanted)) throw missing('agencyId', 'this agency is involved already');
    return { ...c, contributing: [...present, wanted] };
  },
  released(c, { command }) {
    const wanted = command.contributingAgencyId;
    if (wanted === undefined || !c.contributing?.includes(wanted))
      throw missing('agencyId', 'this agency is not involved');
    return withContributing(
      c,
      c.contributing.filter((id) => id !== wanted),
    );
  },
  rated(c, { command }) {
    if (command.rating === undefined) throw missing('rating', 'required: a whole number from 1 to 5');
    return { ...c, rating: command.rating };
  },
  'privacy-raised'(c, { command }) {
    const raised = given(command);
    if (raised.anonymous === false || raised.confidential === false) {
      throw missing(
        raised.anonymous === false ? 'anonymous' : 'confidential',
        'staff may only raise privacy: the reporter alone may lower it',
      );
    }
    return { ...c, ...raised };
  },
  privacy: (c, { command }) => ({ ...c, ...given(command) }),
  unreachable: (c, { at }) => ({ ...c, unreachableAt: c.unreachableAt ?? at }),
  reachable: ({ unreachableAt: _, ...c }) => c,
  /** Adds missing fields only; existing ones stay, and privacy is only raised. */
  completed(c, { command: { areaCode, autoForwardTo, anonymous, confidential } }) {
    return {
      ...c,
      anonymous: c.anonymous || anonymous === true,
      confidential: c.confidential || confidential === true,
      ...(c.areaCode !== undefined || areaCode === undefined ? {} : { areaCode }),
      ...(c.autoForwardTo !== undefined || autoForwardTo === undefined ? {} : { autoForwardTo }),
    };
  },
  attached(c, { command }) {
    if (!command.attachment) throw missing('attachment', 'required');
    return { ...c, attachments: [...(c.attachments ?? []), command.attachment.id] };
  },
  'step-fired'(c, { command }) {
    const fired = command.rung;
    if (!fired) throw missing('rung', 'required');
    const told = fired.office === undefined || isLower(fired.office, c.told) ? c.told : fired.office;
    const after = { ...c, ...defined({ told }) };
    if (fired.clock === 'total') return { ...after, totalRungs: fired.step };
    return c.clock ? { ...after, clock: { ...c.clock, rungs: fired.step } } : after;
  },
} satisfies Record<string, Apply>;
export type Effect = keyof typeof byName;

/** Effects by name. Throw InvalidInput for a missing or unsuitable field of the command. */
export const effects: Record<Effect, Apply> = byName;
