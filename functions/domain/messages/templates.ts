/** Names the templates of messages. messages.ts and notices.ts hold their texts. */
import * as z from 'zod';

/** Templates of SMS to the reporter. `closed` covers acceptance and silence; of each ladder the first and the last step are told. */
export const smsTemplate = z.enum([
  'received',
  'received-forwarded',
  'forwarded',
  'asked',
  'answered',
  'closed',
  'archived',
  'restored',
  'merged',
  'unmerged',
  'withdrawn',
  'first-rung',
  'last-rung',
  'promise-passed',
  'redated',
]);
export type SmsTemplate = z.infer<typeof smsTemplate>;

/** Templates of notices to an office by the officer topic. */
export const noticeTemplate = z.enum([
  'new',
  'assigned',
  'resumed',
  'replied',
  'returned',
  'arbitrate',
  'involved',
  'merged',
  'withdrawn',
  'reopened',
  'reminder',
  'escalation',
  'hand-over',
  'vacant',
  'objection',
  'comment',
  'unreachable',
  'danger',
  'promise-due',
  'classified',
  'proposed',
]);
export type NoticeTemplate = z.infer<typeof noticeTemplate>;
