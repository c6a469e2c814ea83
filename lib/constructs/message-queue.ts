import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { addFifoQueue } from './fifo-queue.ts';
import { allow } from './need.ts';
import type { Need } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties of the message queue. */
export interface MessageQueueProps {
  /** Stage. */
  readonly stage: string;
  /** Receives its alarms. */
  readonly alarms: Alarms;
  /** Timeout of the function that reads it, in seconds; a message is hidden six times as long (AWS's advice). */
  readonly consumerTimeoutSeconds: number;
}

/** Messages owed to citizens and officers: ids only, FIFO by complaint, so that "closed" never overtakes "answered". */
export class MessageQueue extends Construct {
  /** The queue. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: MessageQueueProps) {
    super(scope, id);
    this.queue = addFifoQueue(this, {
      ...props,
      name: 'messages',
      severity: 'high',
      // Ten tries at 3 minutes: half an hour of SNS trouble passes by itself; after that a person should look.
      tries: 10,
      dead: {
        what: 'A message could not be sent in ten tries.',
        impact: 'A citizen or an officer was not told what happened to a complaint.',
      },
      late: {
        above: 15 * 60,
        what: 'The oldest message has waited for more than 15 minutes.',
        impact: 'Citizens and officers hear late of what happened to their complaints.',
      },
    });
  }

  /** Permission to send. */
  senderNeed(): Need {
    return {
      environment: { MESSAGE_QUEUE_URL: this.queue.queueUrl },
      statements: [allow('SendMessages', ['sqs:SendMessage'], [this.queue.queueArn])],
    };
  }

  /** Lets a function read it: five messages at once, of which each can fail alone, and at most two readers. */
  deliverTo(consumer: TanggapFunction): void {
    consumer.add({
      statements: [
        allow(
          'ReadMessages',
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          [this.queue.queueArn],
        ),
      ],
    });
    new EventSourceMapping(this, 'Delivery', {
      target: consumer.lambda,
      eventSourceArn: this.queue.queueArn,
      // Small, since one message is several calls (claim, decrypt, publish, confirm: about 0.3 s) within one timeout.
      batchSize: 5,
      reportBatchItemFailures: true,
      // Two readers at 3 messages a second stay below the 20 SMS a second of a new SNS account.
      maxConcurrency: 2,
    });
  }
}
