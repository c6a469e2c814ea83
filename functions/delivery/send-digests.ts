/** Once a day, to each agency of which an officer wants it: one notice by the officer topic, which an office may subscribe a phone to. */
import { digestNotice, digestOf } from '../domain/digest.ts';
import { isPresent } from '../domain/officers.ts';
import type { MessageOrder } from '../domain/message-ports.ts';
import { localTime } from '../domain/zone.ts';
import type { Deps } from './deps.ts';
import { sendOnce } from './send-once.ts';

/** Complaints looked at of each agency, the earliest due first. */
const most = 100;

/** Safe to run again on the same day: each agency's digest has its marker. */
export const sendDigests = (deps: Deps) => async (): Promise<{ digests: number }> => {
  const { directory, clock, queues, notices } = deps;
  const [city, officers] = await Promise.all([directory.city(), directory.officers()]);
  const day = localTime(city.zone, clock.now()).date;
  const wanting = officers.filter((o) => o.office === 'liaison' && o.digest === true && isPresent(o, day));
  let digests = 0;
  for (const agencyId of new Set(wanting.flatMap((o) => o.agencies))) {
    const { items } = await queues.queue(`agency#${agencyId}`, most);
    const digest = digestOf(items, city, clock.now());
    if (!digest) continue;
    const notice = digestNotice(agencyId, digest, city);
    const outcome = await sendOnce(deps, orderOf(day, agencyId), {
      publish: () => notices.publish(notice),
      sms: false,
      about: undefined,
    });
    if (outcome === 'sent') digests += 1;
  }
  return { digests };
};

/** The message under which a day's digest has its marker. */
const orderOf = (day: string, agencyId: string): MessageOrder => ({
  complaintId: `digest#${day}`,
  version: 1,
  template: 'digest',
  recipient: { kind: 'office', office: 'liaison', agencyId },
});
