import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms, Severity } from './alarms.ts';

/** Properties of a queue for work that failed for good. */
export interface DeadLettersProps {
  /** kebab-case name; the queue is `tanggap-<city>-<stage>-<name>`, its alarm and runbook heading have the same name. */
  readonly name: string;
  readonly alarms: Alarms;
  readonly what: string;
  readonly impact: string;
  readonly severity: Severity;
  /** True for the dead-letter queue of a FIFO queue, which must be FIFO too (default: false). */
  readonly fifo?: boolean;
}

/** A queue of failed work, kept 14 days (the most SQS keeps), with an alarm from the first message on. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    const { name, alarms, what, impact, severity, fifo = false } = props;
    this.queue = new Queue(this, 'Queue', {
      queueName: `tanggap-${alarms.slug}-${name}${fifo ? '.fifo' : ''}`,
      ...(fifo && { fifo }),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This is the dead-letter end of a stream mapping, a schedule or a queue; it has an alarm from one message on.',
    });
    alarms.add({
      name,
      severity,
      what,
      impact,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
    });
  }
}
