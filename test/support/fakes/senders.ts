/** SNS and SQS in memory. What went out stays in `sent`, as with SNS, whatever the sender is told. */
import type {
  MessageQueue,
  Notice,
  OfficerNotices,
  PublishResult,
  SmsSender,
} from '../../../functions/domain/messages/ports.ts';
import type { OutboundMessage, OutboundReply } from '../../../functions/domain/messages/outbound-messages.ts';
import type { Email, EmailSender } from '../../../functions/domain/messages/email-ports.ts';

/** `lost`: SNS took it and the answer never came. */
export type Fault = 'lost' | 'refused' | 'not-sent';

export type Outbox<T> = {
  sent: T[];
  /** Each is used by one publish, in order. */
  faults: Fault[];
};

async function take<T>(outbox: Outbox<T>, message: T): Promise<PublishResult> {
  const fault = outbox.faults.shift();
  if (fault === 'refused') return { outcome: 'refused', cause: 'InvalidParameterException' };
  if (fault === 'not-sent') return { outcome: 'not-sent', cause: 'ThrottlingException' };
  outbox.sent.push(message);
  if (fault === 'lost') throw new Error('socket hang up');
  return { outcome: 'accepted', messageId: `sns-${outbox.sent.length}` };
}

export function fakeSms(): Outbox<{ phone: string; text: string }> & SmsSender {
  const outbox: Outbox<{ phone: string; text: string }> = { sent: [], faults: [] };
  return { ...outbox, send: (phone, text) => take(outbox, { phone, text }) };
}

export function fakeEmail(): Outbox<Email> & EmailSender {
  const outbox: Outbox<Email> = { sent: [], faults: [] };
  return { ...outbox, send: (_relay, email) => take(outbox, email) };
}

export function fakeNotices(): Outbox<Notice> & OfficerNotices {
  const outbox: Outbox<Notice> = { sent: [], faults: [] };
  return { ...outbox, publish: (notice) => take(outbox, notice) };
}

export function fakeQueue(): MessageQueue & { messages: OutboundMessage[]; replies: OutboundReply[] } {
  const messages: OutboundMessage[] = [];
  const replies: OutboundReply[] = [];
  return {
    messages,
    replies,
    send: async (more) => void messages.push(...more),
    sendReply: async (message) => void replies.push(message),
  };
}
