/** Makes what is sent, at the moment it is sent. */
import { holderOf, type Complaint, type ComplaintEvent } from '../domain/complaint.ts';
import type { City } from '../domain/directory.ts';
import { smsFor } from '../domain/messages.ts';
import { noticeFor } from '../domain/notices.ts';
import type { PublishResult } from '../domain/message-ports.ts';
import type { Deps } from './deps.ts';
import type { TypedOrder } from './relevance.ts';

export type Facts = { event: ComplaintEvent; complaint: Complaint; follower?: Complaint | undefined; city: City };

/** Ready to go: all that can fail before the publish has been done. Undefined when the recipient has no number to text. */
export type Publish = () => Promise<PublishResult>;

export function compose(deps: Deps, order: TypedOrder, facts: Facts): Promise<Publish | undefined> {
  return order.kind === 'sms' ? composeSms(deps, order, facts) : composeNotice(deps, order, facts);
}

async function composeSms(
  { directory, identities, cipher, clock, sms }: Deps,
  { template }: Extract<TypedOrder, { kind: 'sms' }>,
  { event, complaint, follower, city }: Facts,
): Promise<Publish | undefined> {
  const told = (follower ?? complaint).id;
  const receipt = template === 'received' || template === 'received-forwarded';
  const agencyId = receipt ? (complaint.agencyId ?? event.autoForwardTo) : holderOf({ ...event, state: event.to });
  const [agency, ciphertext] = await Promise.all([
    agencyId === undefined ? undefined : directory.agency(agencyId),
    identities.ciphertext(told),
  ]);
  const phone = ciphertext && (await cipher.decrypt(told, ciphertext)).phone;
  if (phone === undefined) return undefined;
  const text = smsFor({ template, event, complaint, follower, city, agency: agency?.smsName, now: clock.now() });
  return () => sms.send(phone, text);
}

async function composeNotice(
  { directory, notices }: Deps,
  { template, to }: Extract<TypedOrder, { kind: 'notice' }>,
  { event, complaint, city }: Facts,
): Promise<Publish> {
  const [agency, service] = await Promise.all([
    complaint.agencyId === undefined ? undefined : directory.agency(complaint.agencyId),
    complaint.serviceCode === undefined ? undefined : directory.service(complaint.serviceCode),
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
  return () => notices.publish(notice);
}
