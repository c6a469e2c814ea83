/** What an action writes besides the next state: one small function per effect named in the lifecycle table. */
import { attachmentLimits } from './attachments.ts';
import type { Complaint } from './complaint.ts';
import { Conflict, InvalidInput } from './errors.ts';
import type { Effect } from './lifecycle.ts';
import type { Command } from './transition.ts';

export type EffectContext = { command: Command; at: string; coordinatorAgencyId: string };

type Apply = (c: Complaint, context: EffectContext) => Complaint;

const missing = (field: string, message: string) => new InvalidInput([{ field, message }]);

/** The fields of a change that were given, so that an absent one leaves the complaint as it is. */
function given(command: Command): Partial<Pick<Complaint, 'anonymous' | 'confidential'>> {
  const { anonymous, confidential } = command;
  if (anonymous === undefined && confidential === undefined)
    throw missing('anonymous', 'give anonymous, confidential or both');
  return { ...(anonymous === undefined ? {} : { anonymous }), ...(confidential === undefined ? {} : { confidential }) };
}

export const effects: Record<Effect, Apply> = {
  verified(c, { at }) {
    if (c.verifiedAt !== undefined)
      throw new Conflict('the complaint is already verified', { status: c.state, version: c.version - 1 });
    return { ...c, verifiedAt: at };
  },
  assigned(c, { command }) {
    const agencyId = command.agencyId ?? c.autoForwardTo;
    if (agencyId === undefined) throw missing('agencyId', 'required: no agency owns this service here');
    return { ...c, agencyId };
  },
  'assigned-to-coordinator': (c, { coordinatorAgencyId }) => ({ ...c, agencyId: coordinatorAgencyId }),
  track: (c, { command }) => (command.track === undefined ? c : { ...c, track: command.track }),
  answered: (c, { at }) => ({ ...c, answeredAt: at }),
  closed: (c, { at }) => ({ ...c, closedAt: at }),
  // A rating was of the closing that no longer stands: it stays in its event, and the next one is a new one.
  reopened: ({ rating: _rating, ...c }) => ({ ...c, reopened: c.reopened + 1 }),
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
  /** Adds what was missing; what the report has already stays. */
  completed(c, { command: { areaCode, autoForwardTo } }) {
    return {
      ...c,
      ...(c.areaCode !== undefined || areaCode === undefined ? {} : { areaCode }),
      ...(c.autoForwardTo !== undefined || autoForwardTo === undefined ? {} : { autoForwardTo }),
    };
  },
  attached(c, { command }) {
    if (!command.attachment) throw missing('attachment', 'required');
    const { attachments = [] } = c;
    if (attachments.length >= attachmentLimits.perComplaint)
      throw new Conflict(`a complaint has at most ${attachmentLimits.perComplaint} attachments`);
    return { ...c, attachments: [...attachments, command.attachment.id] };
  },
  rung(c, { command }) {
    const fired = command.rung;
    if (!fired) throw missing('rung', 'required');
    if (fired.clock === 'total') return { ...c, totalRungs: fired.step };
    return c.clock ? { ...c, clock: { ...c.clock, rungs: fired.step } } : c;
  },
};
