import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms, Severity } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow, type Need } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties that differ between the FIFO queues. */
export interface FifoQueueProps {
  /** kebab-case name; the queue is `tanggap-<city>-<stage>-<name>.fifo`, its alarms are `<name>-dead` and `<name>-late`. */
  readonly name: string;
  /** Its content, as the statements of its permissions name it. */
  readonly holds: 'Messages' | 'Events';
  readonly alarms: Alarms;
  readonly severity: Severity;
  /** Tries before a message is parked. */
  readonly tries: number;
  /** Meaning and impact of a parked message. */
  readonly dead: { readonly what: string; readonly impact: string };
  /** Age of the oldest message, in seconds, that counts as late; its meaning and impact. */
  readonly late: { readonly above: number; readonly what: string; readonly impact: string };
  /** Timeout of the reading function (a message is hidden six times as long, as AWS advises), messages at once, and most readers. */
  readonly reader: { readonly timeoutSeconds: number; readonly batchSize: number; readonly maxConcurrency: number };
  /** Variable that names the queue to its senders. */
  readonly variable: string;
  /** True if its reader sends to it too and sets the delay of a failed message itself. */
  readonly readerDefers: boolean;
}

/**
 * A FIFO queue with its dead-letter queue. Each message has its sender's own key as deduplication id and is kept 14 days. Alarms watch for a
 * late and a parked message.
 */
export class FifoQueue extends Construct {
  readonly #queue: Queue;
  readonly #props: FifoQueueProps;

  constructor(scope: Construct, id: string, props: FifoQueueProps) {
    super(scope, id);
    const { name, alarms, severity, tries, reader } = props;
    this.#props = props;
    const dead = new DeadLetters(this, 'Dead', { name: `${name}-dead`, alarms, fifo: true, severity, ...props.dead });
    this.#queue = new Queue(this, 'Queue', {
      queueName: `tanggap-${alarms.slug}-${name}.fifo`,
      fifo: true,
      contentBasedDeduplication: false,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * reader.timeoutSeconds),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: tries },
    });
    alarms.add({
      name: `${name}-late`,
      severity,
      metric: this.#queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      ...props.late,
    });
  }

  /** Permission to send. */
  senderNeed(): Need {
    const { holds, variable } = this.#props;
    return {
      environment: { [variable]: this.#queue.queueUrl },
      statements: [allow(`Send${holds}`, ['sqs:SendMessage'], [this.#queue.queueArn])],
    };
  }

  /** Lets a function read it; each message of a batch can fail alone. */
  deliverTo(consumer: TanggapFunction): void {
    const { holds, variable, readerDefers, reader } = this.#props;
    const reads = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`);
    const defers = readerDefers ? ['sqs:ChangeMessageVisibility'] : [];
    consumer.add({
      environment: readerDefers ? { [variable]: this.#queue.queueUrl } : {},
      statements: [allow(`Read${holds}`, [...reads, ...defers], [this.#queue.queueArn])],
    });
    new EventSourceMapping(this, 'Delivery', {
      target: consumer.lambda,
      eventSourceArn: this.#queue.queueArn,
      batchSize: reader.batchSize,
      reportBatchItemFailures: true,
      maxConcurrency: reader.maxConcurrency,
    });
  }
}
