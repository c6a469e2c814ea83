import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { AttachmentBucket } from './attachment-bucket.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

type Props = { readonly alarms: Alarms; readonly bucket: AttachmentBucket; readonly sanitising: TanggapFunction };

/**
 * From a photo's arrival to sanitising: an EventBridge rule. Lambda tries twice again; what failed then lies in a queue with an alarm. A queue
 * in between would retry for longer, and cost US$ 0.26 a month in polls while nobody sends a photo.
 */
export class UploadEvents extends Construct {
  constructor(scope: Construct, id: string, { alarms, bucket, sanitising }: Props) {
    super(scope, id);
    const { queue } = new DeadLetters(this, 'Failures', {
      name: 'upload-failures',
      alarms,
      severity: 'medium',
      what: 'A photo could not be taken up in three tries.',
      impact: 'Evidence that a citizen or an officer sent is not at their complaint; after a week it is gone.',
    });
    const name = `tanggap-${alarms.slug}-uploads`;
    const ruleArn = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: name });
    const rule = new CfnRule(this, 'Rule', {
      name,
      description: 'A photo has arrived: sanitising takes it up',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } },
      },
      targets: [
        {
          id: 'Sanitising',
          arn: sanitising.lambda.functionArn,
          // Key and size only: the event also has the sender's address, which no log or queue needs.
          inputPath: '$.detail.object',
          deadLetterConfig: { arn: queue.queueArn },
        },
      ],
    });
    sanitising.lambda.addPermission('Uploads', {
      principal: new ServicePrincipal('events.amazonaws.com'),
      sourceArn: ruleArn,
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ReportUndelivered',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      }),
    );
    new CfnEventInvokeConfig(this, 'Retries', {
      functionName: sanitising.lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 6 * 60 * 60,
      destinationConfig: { onFailure: { destination: queue.queueArn } },
    });
    sanitising.add({ statements: [allow('ReportFailures', ['sqs:SendMessage'], [queue.queueArn])] });
    rule.node.addDependency(sanitising);
  }
}
