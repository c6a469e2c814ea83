/** Makes a message from the complaint and the directory as they are when it is sent. */
import { holderOf, type Complaint, type ComplaintEvent } from '../domain/complaint/complaint.ts';
import type { City } from '../domain/city/records.ts';
import { emailFor } from '../domain/messages/emails.ts';
import { newestWords } from '../domain/messages/officer-words.ts';
import { smsFor } from '../domain/messages/messages.ts';
import { noticeFor } from '../domain/messages/notices.ts';
import type { DropReason } from '../domain/messages/idempotency-record.ts';
import type { PublishResult } from '../domain/messages/ports.ts';
import type { Deps } from './deps.ts';
import type { TypedMessage } from './relevance.ts';

export type Facts = { event: ComplaintEvent; complaint: Complaint; follower?: Complaint | undefined; city: City };

/** Publishes a finished message. Everything else that can fail has been done before. */
export type Publish = () => Promise<PublishResult>;

/** A finished message with its channel, or the reason to drop it. */
export type Composed = { by: 'sms' | 'email' | 'notice'; publish: Publish } | { drop: DropReason };

export function compose(deps: Deps, message: TypedMessage, facts: Facts): Promise<Composed> {
  return message.kind === 'sms' ? composeToReporter(deps, message, facts) : composeNotice(deps, message, facts);
}

/** Composes an SMS, or an e-mail where an SMS is impossible or was found not to arrive. */
async function composeToReporter(
  { complaints, directory, identities, cipher, clock, sms, email, count }: Deps,
  { template }: Extract<TypedMessage, { kind: 'sms' }>,
  { event, complaint, follower, city }: Facts,
): Promise<Composed> {
  const { id: told, contact, unreachableAt } = follower ?? complaint;
  const receipt = template === 'received' || template === 'received-forwarded';
  const agencyId = receipt ? (complaint.agencyId ?? event.autoForwardTo) : holderOf({ ...event, state: event.to });
  const [agency, ciphertext] = await Promise.all([directory.agency(agencyId), identities.ciphertext(told)]);
  const identity = ciphertext ? await cipher.decrypt(told, ciphertext) : {};
  const phone = contact === 'mobile' ? identity.phone : undefined;
  const source = { template, event, complaint, follower, city, agency: agency?.smsName, now: clock.now() };

  const to = phone === undefined || unreachableAt !== undefined ? identity.email : undefined;
  const relay = to === undefined ? undefined : await directory.emailRelay();
  if (to !== undefined && relay) {
    const mail = { id: `${told}_${complaint.id}_${event.version}_${template}`, to, ...emailFor(source) };
    return { by: 'email', publish: () => email.send(relay, mail) };
  }
  if (phone === undefined) {
    if (to !== undefined) count('EmailsNotSent');
    return { drop: to === undefined ? 'not-textable' : 'no-email-relay' };
  }
  const asksToRead =
    (template === 'asked' || template === 'answered') && follower === undefined && !complaint.confidential;
  const words = asksToRead ? newestWords(await complaints.history(complaint.id)) : undefined;
  const text = smsFor(source, words?.text);
  return { by: 'sms', publish: () => sms.send(phone, text) };
}

async function composeNotice(
  { directory, notices }: Deps,
  { template, to }: Extract<TypedMessage, { kind: 'notice' }>,
  { event, complaint, city }: Facts,
): Promise<Composed> {
  const [agency, service] = await Promise.all([
    directory.agency(complaint.agencyId),
    directory.service(complaint.serviceCode),
  ]);
  // The coordinator acts as liaison of the city's own agency.
  const office = to.office === 'liaison' && to.agencyId === city.coordinatorAgencyId ? 'coordinator' : to.office;
  const notice = noticeFor({
    template,
    to: { office, agencyId: to.agencyId },
    event,
    complaint,
    city,
    service: service?.name,
    agency: agency?.name,
  });
  return { by: 'notice', publish: () => notices.publish(notice) };
}
