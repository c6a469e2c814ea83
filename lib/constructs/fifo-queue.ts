import { Duration } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms, Severity } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';

/** Properties that differ between the FIFO queues. */
export interface FifoQueueProps {
  /** kebab-case name; the queue is `tanggap-<stage>-<name>.fifo`, its alarms are `<name>-dead` and `<name>-late`. */
  readonly name: string;
  /** Stage. */
  readonly stage: string;
  /** Receives its alarms. */
  readonly alarms: Alarms;
  /** Severity of both alarms. */
  readonly severity: Severity;
  /** Timeout of the function that reads it, in seconds; a message is hidden six times as long (AWS's advice). */
  readonly consumerTimeoutSeconds: number;
  /** Tries before it is parked. */
  readonly tries: number;
  /** Meaning and impact of a parked message. */
  readonly dead: { readonly what: string; readonly impact: string };
  /** Age of the oldest message, in seconds, that counts as late; its meaning and impact. */
  readonly late: { readonly above: number; readonly what: string; readonly impact: string };
}

/**
 * Makes a FIFO queue, in `scope` as `Queue`, and its dead-letter queue as `Dead`. Each message has its sender's own key as
 * deduplication id and is kept 14 days. Alarms watch for a late and a parked message.
 */
export function addFifoQueue(scope: Construct, props: FifoQueueProps): Queue {
  const { name, stage, alarms, severity, consumerTimeoutSeconds, tries } = props;
  const dead = new DeadLetters(scope, 'Dead', {
    name: `${name}-dead`,
    stage,
    alarms,
    fifo: true,
    severity,
    ...props.dead,
  });
  const queue = new Queue(scope, 'Queue', {
    queueName: `tanggap-${stage}-${name}.fifo`,
    fifo: true,
    contentBasedDeduplication: false,
    deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(6 * consumerTimeoutSeconds),
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: dead.queue, maxReceiveCount: tries },
  });
  alarms.add({
    name: `${name}-late`,
    severity,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
    ...props.late,
  });
  return queue;
}
