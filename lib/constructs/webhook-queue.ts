import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { webhookTries } from '../../functions/domain/webhooks/retries.ts';
import type { Alarms } from './alarms.ts';
import { addFifoQueue } from './fifo-queue.ts';
import { allow } from './need.ts';
import type { Need } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties of the webhook queue. */
export interface WebhookQueueProps {
  /** Stage. */
  readonly stage: string;
  /** Receives its alarms. */
  readonly alarms: Alarms;
  /** Timeout of the function that reads it, in seconds. */
  readonly consumerTimeoutSeconds: number;
}

/** Events owed to subscribers: ids only, FIFO by complaint and subscription, so that each subscriber hears a complaint's life in order. */
export class WebhookQueue extends Construct {
  /** The queue. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: WebhookQueueProps) {
    super(scope, id);
    this.queue = addFifoQueue(this, {
      ...props,
      name: 'webhooks',
      severity: 'medium',
      // A reader that fails sets the delay of its event itself. The visibility timeout applies only to a reader that died.
      tries: webhookTries,
      dead: {
        what: `A subscriber has not taken an event in ${webhookTries} tries over a day.`,
        impact:
          'An app or a system above the city does not know what happened to a complaint; the complaint itself goes on.',
      },
      late: {
        above: 26 * 3600,
        what: 'The oldest event for a subscriber has waited for more than 26 hours, though after a day it should have been parked.',
        impact: 'Apps and systems above the city hear nothing new.',
      },
    });
  }

  /** Permission to send. */
  senderNeed(): Need {
    return {
      environment: { WEBHOOK_QUEUE_URL: this.queue.queueUrl },
      statements: [allow('SendEvents', ['sqs:SendMessage'], [this.queue.queueArn])],
    };
  }

  /** Lets a function read it: one event at a time, because an endpoint may take ten seconds, with five readers. */
  deliverTo(consumer: TanggapFunction): void {
    consumer.add({
      environment: { WEBHOOK_QUEUE_URL: this.queue.queueUrl },
      statements: [
        allow(
          'ReadEvents',
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
          [this.queue.queueArn],
        ),
      ],
    });
    new EventSourceMapping(this, 'Delivery', {
      target: consumer.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      // A slow endpoint holds one reader for ten seconds and then rests: five leave room for the others.
      maxConcurrency: 5,
    });
  }
}
