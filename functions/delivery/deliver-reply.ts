/** Delivers the reply owed to an SMS at any hour, because its sender waits for it. It may run any number of times. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { codeOfPhone } from '../domain/complaint/act-code.ts';
import { replyMessage, type OutboundReply } from '../domain/messages/outbound-messages.ts';
import type { InboundRecord } from '../domain/sms/inbound-record.ts';
import type { Reply } from '../domain/sms/dialogue.ts';
import { newestWords } from '../domain/messages/officer-words.ts';
import { replyText } from '../domain/sms/replies.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';
import { maySend, refunding } from './may-send.ts';
import { sendOnce } from './send-once.ts';
import { TryLater } from '../domain/kernel/try-later.ts';

/** Throws TryLater, or what failed, when the message must be tried again. */
export function deliverReply(deps: Deps) {
  return async ({ inboundId }: OutboundReply): Promise<Delivery> => {
    const message = replyMessage(inboundId);
    const [inbound, record] = await Promise.all([deps.messages.inbound(inboundId), deps.messages.recordOf(message)]);
    if (record && record.status !== 'claimed') return 'finished-before';
    if (!inbound?.reply || !inbound.number) throw new TryLater('its SMS is missing');
    const { reply, number } = inbound;
    if (reply.template !== 'stopped' && reply.call === undefined && (await deps.messages.optedOut(inbound.mac)))
      return drop(deps, message, 'opted-out');

    const { phone, code } = await deps.replyReader.decrypt(inboundId, number);
    const stopCode = reply.template === 'confirm-stop' ? codeOfPhone(inbound.mac) : undefined;
    const text = await compose(deps, reply, code ?? stopCode);
    const about = aboutOf(inbound);
    const city = await deps.directory.city();
    // A phone is told once an hour whom to call, whatever else it was sent.
    const asked = { city, mac: reply.call ? undefined : inbound.mac, template: 'reply' } as const;
    const verdict = await maySend(deps, asked);
    if (verdict !== 'ok') return drop(deps, message, verdict);
    return sendOnce(deps, message, {
      publish: refunding(deps, asked, () => deps.sms.send(phone, text)),
      sms: true,
      about,
    });
  };
}

const aboutOf = ({ complaintId, reply }: InboundRecord): string | undefined => complaintId ?? reply?.complaintId;

async function compose(
  { complaints, directory, clock }: Deps,
  reply: Reply,
  code: string | undefined,
): Promise<string> {
  const ids = reply.ids ?? (reply.complaintId === undefined ? [] : [reply.complaintId]);
  const [city, ...found] = await Promise.all([directory.city(), ...ids.map((id) => complaints.get(id))]);
  const known = found.filter((c): c is Complaint => c !== undefined);
  const agencyId = known[0]?.agencyId ?? known[0]?.autoForwardTo;
  const agency = await directory.agency(agencyId);
  const [own] = known;
  const words =
    reply.template === 'read' && own && !own.confidential ? newestWords(await complaints.history(own.id)) : undefined;
  return replyText({ words, reply, complaints: known, city, agency: agency?.smsName, code, now: clock.now() });
}
