import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allow, type Need } from './need.ts';

/**
 * Notices to officers. Each has the attributes `agency` and `office`, so that an office subscribes an address with a filter policy and gets only
 * its own: e-mail, phones, or the HTTPS endpoint of a chat bridge (docs/runbook.md).
 */
export class OfficerTopic extends Construct {
  /** ARN, for subscribing. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: { readonly slug: string }) {
    super(scope, id);
    this.topicArn = new Topic(this, 'Topic', {
      topicName: `tanggap-${props.slug}-officers`,
      displayName: 'Tanggap',
      enforceSSL: true,
    }).topicArn;
  }

  /** Permission to publish. */
  publisherNeed(): Need {
    return {
      environment: { OFFICER_TOPIC_ARN: this.topicArn },
      statements: [allow('TellOfficers', ['sns:Publish'], [this.topicArn])],
    };
  }
}
