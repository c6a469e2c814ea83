/**
 * Sends the daily digest to officers who want it: what is new, due by the next working day, and late. Each agency gets one notice by the
 * officer topic, and each officer with a number one SMS. Each has its idempotency record, so a second run on the same day sends none twice.
 */
import { createCalendar } from '../domain/deadlines/calendar.ts';
import { digestNotice, digestOf, digestSms, joined, type Digest } from '../domain/messages/digest.ts';
import type { City, Officer } from '../domain/city/records.ts';
import { isPresent } from '../domain/city/officers.ts';
import type { OutboundDigest, OutboundMessage } from '../domain/messages/outbound-messages.ts';
import { localTime } from '../domain/kernel/zone.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';
import { maySend, refunding } from './may-send.ts';
import { sendOnce } from './send-once.ts';

/** Most complaints read of each agency, the earliest due first. */
const most = 100;

/** Queues the digests of today: one for each agency that an officer wants to hear of, and one for each such officer with a number. */
export function queueDigests(deps: Deps) {
  return async (): Promise<{ queued: number }> => {
    const { directory, clock, queue } = deps;
    const [city, officers] = await Promise.all([directory.city(), directory.officers()]);
    const day = localTime(city.zone, clock.now()).date;
    const wanting = officers.filter((officer) => wants(officer, day));
    const agencies = new Set(wanting.flatMap((o) => o.agencies));
    const digests = [
      ...[...agencies].map((agencyId) => ({ digest: { day, agencyId } })),
      ...wanting.filter((o) => o.phoneMac !== undefined).map(({ subject }) => ({ digest: { day, subject } })),
    ];
    await queue.sendDigests(digests);
    return { queued: digests.length };
  };
}

const wants = (o: Officer, day: string): boolean => o.office === 'liaison' && o.digest === true && isPresent(o, day);

/** Sends one digest; 'nothing' when there is nothing to say or its officer wants none any more. Throws when it must be tried again. */
export function sendDigest(deps: Deps) {
  return async ({ digest: { day, ...to } }: OutboundDigest): Promise<Delivery | 'nothing'> => {
    const { directory, clock, queues, notices } = deps;
    const [city, years] = await Promise.all([directory.city(), directory.calendarYears()]);
    const calendar = createCalendar(city, years);
    const digestFor = async (agencyId: string): Promise<Digest | undefined> =>
      digestOf((await queues.queue(`agency#${agencyId}`, most)).items, calendar, clock.now());
    if ('agencyId' in to) {
      const digest = await digestFor(to.agencyId);
      if (!digest) return 'nothing';
      const publish = () => notices.publish(digestNotice(to.agencyId, digest, city));
      return sendOnce(deps, messageOf(day, to.agencyId), { publish, sms: false, about: undefined });
    }
    const officer = (await directory.officers()).find(({ subject }) => subject === to.subject);
    if (!officer || !wants(officer, day)) return 'nothing';
    const found = await Promise.all(officer.agencies.map(digestFor));
    const own = found.filter((d) => d !== undefined);
    return own.length === 0 ? 'nothing' : sendSms(deps, officer, { city, day, text: digestSms(joined(own)) });
  };
}

type Morning = { city: City; day: string; text: string };

/** Sends an officer's SMS under the same caps and budget as news to citizens. */
async function sendSms(deps: Deps, officer: Officer, { city, day, text }: Morning): Promise<Delivery> {
  const { subject, phoneMac: mac } = officer;
  const message = messageOf(`${day}#${subject}`);
  const record = await deps.messages.recordOf(message);
  if (record && record.status !== 'claimed') return 'finished-before';
  if (mac !== undefined && (await deps.messages.optedOut(mac))) return drop(deps, message, 'opted-out');
  const phone = await deps.officerPhones.phoneOf(subject);
  if (phone === undefined) return drop(deps, message, 'not-textable');
  const asked = { city, mac, template: 'digest' } as const;
  const verdict = await maySend(deps, asked);
  if (verdict !== 'ok') return drop(deps, message, verdict);
  const publish = refunding(deps, asked, () => deps.sms.send(phone, text));
  return sendOnce(deps, message, { publish, sms: true, about: undefined });
}

/** Returns the message under which a digest's idempotency record is kept: an agency's of a day, or an officer's by SMS. */
const messageOf = (name: string, agencyId?: string): OutboundMessage => ({
  complaintId: `digest#${name}`,
  version: 1,
  template: 'digest',
  recipient: { kind: 'office', office: 'liaison', agencyId },
});
