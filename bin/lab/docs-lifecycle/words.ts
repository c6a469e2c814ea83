/** Explains the short words of the lifecycle table. */
import type { Party } from '../../../functions/domain/complaint/lifecycle.ts';
import { attachmentLimits } from '../../../functions/domain/complaint/attachments.ts';
import { contributingLimit, hopLimit, unreadDays, type Guard } from '../../../functions/domain/complaint/guards.ts';

export const partyWords: Record<Party, string> = {
  coordinator: 'the city’s coordinator of complaints',
  owner: 'the liaison of the accountable agency; of the coordinator’s own agency, the coordinator',
  contributor: 'the liaison of an agency that helps the accountable one',
  arbiter: 'a supervisor above the agencies: head of Diskominfo, city secretary, mayor',
  staff: 'any officer who may handle this complaint',
  reporter: 'whoever filed it, by the secret or from the phone that did',
  system: 'the service itself: a clear owner, a deadline, a decree',
};

export const guardWords: Record<Guard, string> = {
  'hops-left': `it has been sent on fewer than ${hopLimit} times`,
  'hops-used': `it has been sent on ${hopLimit} times`,
  'may-return': 'no arbiter has assigned it',
  'may-schedule': 'the promised day was not postponed before',
  unanswered: 'nobody has answered it',
  'could-read': 'its reporter could read the answer',
  unread: `its reporter could not read the answer, for ${unreadDays} days`,
  unverified: 'nobody has verified it',
  'helpers-left': `fewer than ${contributingLimit} agencies help`,
  helped: 'an agency helps',
  'photos-left': `it has fewer than ${attachmentLimits.perComplaint} photos`,
  'within-undo': 'within seven days',
  'within-window': 'the time to reopen is not over',
};
