/**
 * Sends the daily digest to officers who want it: what is new, due by the next working day, and late. Each agency gets one notice by the
 * officer topic, and each officer with a number one SMS.
 */
import { createCalendar } from '../domain/deadlines/calendar.ts';
import { digestNotice, digestOf, digestSms, joined, type Digest } from '../domain/messages/digest.ts';
import type { City, Officer } from '../domain/city/records.ts';
import { isPresent } from '../domain/city/officers.ts';
import type { OutboundMessage } from '../domain/messages/outbound-messages.ts';
import { Unreadable } from '../domain/kernel/errors.ts';
import { localTime } from '../domain/kernel/zone.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';
import { maySend, refunding } from './may-send.ts';
import { sendOnce } from './send-once.ts';
import { errorForLog } from '../domain/kernel/try-later.ts';

/** Most complaints read of each agency, the earliest due first. */
const most = 100;

/** `unreadable`: complaints left out because they cannot be read, and digests that need such an item. */
export type DigestResult = { digests: number; sms: number; unreadable: number };

/** May run again on the same day, since each digest has its idempotency record. Throws at the end when some could not be sent. */
export function sendDigests(deps: Deps) {
  return async (hasTime: () => boolean): Promise<DigestResult> => {
    const { directory, clock, queues, notices } = deps;
    const [city, years, officers] = await Promise.all([
      directory.city(),
      directory.calendarYears(),
      directory.officers(),
    ]);
    const calendar = createCalendar(city, years);
    const day = localTime(city.zone, clock.now()).date;
    const wanting = officers.filter((o) => o.office === 'liaison' && o.digest === true && isPresent(o, day));
    const digests = new Map<string, Digest>();
    const result: DigestResult = { digests: 0, sms: 0, unreadable: 0 };
    let failed = 0;
    const attempt = async (send: () => Promise<Delivery>): Promise<number> => {
      try {
        if (hasTime()) return (await send()) === 'sent' ? 1 : 0;
        failed += 1;
      } catch (error) {
        if (error instanceof Unreadable) result.unreadable += 1;
        else failed += 1;
        deps.onFailure({ template: 'digest', error: errorForLog(error) });
      }
      return 0;
    };

    for (const agencyId of new Set(wanting.flatMap((o) => o.agencies))) {
      const { items, unreadable = 0 } = await queues.queue(`agency#${agencyId}`, most);
      result.unreadable += unreadable;
      const digest = digestOf(items, calendar, clock.now());
      if (!digest) continue;
      digests.set(agencyId, digest);
      const notice = digestNotice(agencyId, digest, city);
      const publish = () => notices.publish(notice);
      const message = messageOf(day, agencyId);
      result.digests += await attempt(() => sendOnce(deps, message, { publish, sms: false, about: undefined }));
    }
    for (const officer of wanting) {
      const own = officer.agencies.map((id) => digests.get(id)).filter((d) => d !== undefined);
      if (own.length > 0 && officer.phoneMac !== undefined)
        result.sms += await attempt(() => sendSms(deps, officer, { city, day, text: digestSms(joined(own)) }));
    }
    // Throws so that Lambda tries again and the alarm fires.
    if (failed > 0) throw new Error(`${failed} digests could not be sent`);
    return result;
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
