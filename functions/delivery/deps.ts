/** Lists what delivery needs from the outside world. */
import type { ComplaintStore, IdentityReader, IdentityStore, QueueReader } from '../domain/complaint/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import type {
  MessageStore,
  MorningQueue,
  OfficerNotices,
  OfficerPhones,
  SmsAccount,
  SmsSender,
} from '../domain/messages/ports.ts';
import type { EmailSender } from '../domain/messages/email-ports.ts';
import type { InboundReader, ReplyReader, SmsCounters } from '../domain/sms/ports.ts';

export type Deps = DecisionContext & {
  complaints: Pick<ComplaintStore, 'get' | 'save' | 'history'>;
  queues: QueueReader;
  messages: MessageStore & InboundReader;
  /** The queue that delivery itself reads. */
  queue: MorningQueue;
  identities: Pick<IdentityStore, 'ciphertext'>;
  cipher: IdentityReader;
  replyReader: ReplyReader;
  counters: SmsCounters;
  sms: SmsSender;
  /** Given to the stage that owns the account's log of failed SMS. */
  smsAccount?: SmsAccount | undefined;
  email: EmailSender;
  notices: OfficerNotices;
  officerPhones: OfficerPhones;
  count: (
    name:
      | 'SmsUnconfirmed'
      | 'SmsFailed'
      | 'SmsBudgetPercent'
      | 'SmsSandbox'
      | 'MessagesDropped'
      | 'EmailsNotSent'
      | 'HeldMessages'
      | 'HeldDays',
    value?: number,
  ) => void;
  /** Reports each failure that will be tried again. It gets no text, no number and no error's message. */
  onFailure: (what: {
    complaintId?: string;
    version?: number;
    template?: string;
    inboundId?: string;
    subscriptionId?: string;
    error: string;
  }) => void;
};
