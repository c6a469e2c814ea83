/** Publishes officer notices to one SNS topic. An office subscribes with a filter on agency, office and level. */
import { SNSClient } from '@aws-sdk/client-sns';
import type { OfficerNotices } from '../../domain/messages/ports.ts';
import { publish, snsSettings, type Sns } from './sns-publish.ts';

const text = (value: string) => ({ DataType: 'String', StringValue: value });

export function createOfficerNotices(topicArn: string, sns: Sns = new SNSClient(snsSettings)): OfficerNotices {
  return {
    publish: ({ subject, body, agency, office, level }) =>
      publish(sns, {
        TopicArn: topicArn,
        Subject: subject,
        Message: body,
        MessageAttributes: { agency: text(agency), office: text(office), level: text(level) },
      }),
  };
}
