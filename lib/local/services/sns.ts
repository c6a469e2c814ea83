import { AwsError } from '../aws-error.ts';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { Faults } from '../faults.ts';
import type { Guard } from '../iam/guard.ts';
import { lastPart, type Template } from '../template/template.ts';
import type { Notice, Outbox, Sms } from './outbox.ts';

/** Dependencies of SNS, and listeners for sent messages. */
export type SnsParts = {
  template: Template;
  outbox: Outbox;
  clock: MovedClock;
  guard: Guard;
  faults: Faults;
  onSms: (sms: Sms) => void;
  onNotice: (notice: Notice) => void;
};

/** Subscriptions of people; the local cloud lists a topic's notices in their place. A function or queue would have to be run. */
const FOR_PEOPLE = new Set(['email', 'email-json', 'sms', 'http', 'https']);
const Subscription = z.object({ Protocol: z.string() });
const Nothing = z.object({});

/**
 * SNS: Publish to a phone goes to the outbox, Publish to a topic to the notices; both are durable before the answer. Throws at the start when a
 * topic has a subscriber that would have to be run here.
 */
export function createSns(parts: SnsParts): (form: URLSearchParams, caller: string | undefined) => string {
  const topics = new Set(parts.template.of('AWS::SNS::Topic', Nothing).map(({ names }) => names.ref));
  for (const { logicalId, properties } of parts.template.of('AWS::SNS::Subscription', Subscription)) {
    if (!FOR_PEOPLE.has(properties.Protocol)) {
      throw new Error(`${logicalId} subscribes by ${properties.Protocol}, which the local cloud does not run.`);
    }
  }

  return (form, caller) => {
    const action = form.get('Action') ?? '';
    if (action !== 'Publish') throw new AwsError('InvalidAction', `The local cloud's SNS has no ${action}.`);
    const phone = form.get('PhoneNumber');
    const topic = form.get('TopicArn') ?? form.get('TargetArn');
    // IAM sees a phone publish with the number as its resource.
    parts.guard.check(caller, [{ action: 'sns:Publish', resource: phone ?? topic ?? '*', context: new Map() }]);
    parts.faults.before('sns', action, caller);
    const id = randomUUID();
    const message = form.get('Message') ?? '';
    if (message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
    const attributes = attributesOf(form);
    const at = parts.clock.now();
    if (phone !== null) {
      if (!/^\+[1-9]\d{4,14}$/.test(phone)) throw new AwsError('InvalidParameter', 'Invalid parameter: PhoneNumber');
      const sms = parts.outbox.addSms(id, { to: phone, body: message, at, attributes });
      parts.faults.after('sns', action, caller);
      parts.onSms(sms);
    } else {
      if (topic === null || !topics.has(topic)) throw new AwsError('NotFoundException', 'Topic does not exist');
      const subject = form.get('Subject');
      const notice = parts.outbox.addNotice(id, { topic: lastPart(topic), subject, message, attributes, at });
      parts.faults.after('sns', action, caller);
      parts.onNotice(notice);
    }
    return `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></PublishResponse>`;
  };
}

/** The form spells them `MessageAttributes.entry.1.Name` and `….Value.StringValue`. */
function attributesOf(form: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let index = 1; ; index += 1) {
    const name = form.get(`MessageAttributes.entry.${index}.Name`);
    if (name === null) return attributes;
    attributes[name] = form.get(`MessageAttributes.entry.${index}.Value.StringValue`) ?? '';
  }
}
