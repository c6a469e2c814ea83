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
  /** From which age of the oldest message on, in seconds, it is late; what that means, and who is hurt. */
  readonly late: { readonly above: number; readonly what: string; readonly impact: string };
}

/**
 * A queue of things owed, in `scope` as `Queue`, with its dead letters as `Dead`: FIFO within a group, each message with its sender's own key as
 * deduplication id, kept 14 days, with alarms when it stands still or gives up.
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
