import * as z from 'zod';
import { lastPart, type Template } from '../template/template.ts';

/** A queue of the template. */
export type Queue = {
  name: string;
  url: string;
  arn: string;
  fifo: boolean;
  contentBasedDeduplication: boolean;
  /** True if a deduplication id counts within its message group only. */
  deduplicatesByGroup: boolean;
  visibilitySeconds: number;
  delaySeconds: number;
  retentionSeconds: number;
  /** Dead-letter queue of messages received more than `maxReceiveCount` times. */
  redrive: { queue: string; maxReceiveCount: number } | undefined;
};

const QueueProperties = z.object({
  FifoQueue: z.boolean().default(false),
  DeduplicationScope: z.enum(['queue', 'messageGroup']).default('queue'),
  ContentBasedDeduplication: z.boolean().default(false),
  VisibilityTimeout: z.coerce.number().default(30),
  DelaySeconds: z.coerce.number().default(0),
  MessageRetentionPeriod: z.coerce.number().default(345_600),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** The queues of the template by name. */
export function readQueues(template: Template): Map<string, Queue> {
  return new Map(
    template.of('AWS::SQS::Queue', QueueProperties).map(({ names, properties }) => {
      const { RedrivePolicy: redrive } = properties;
      const name = names.attributes['QueueName'] ?? '';
      const queue: Queue = {
        name,
        url: names.ref,
        arn: names.attributes['Arn'] ?? '',
        fifo: properties.FifoQueue,
        deduplicatesByGroup: properties.DeduplicationScope === 'messageGroup',
        contentBasedDeduplication: properties.ContentBasedDeduplication,
        visibilitySeconds: properties.VisibilityTimeout,
        delaySeconds: properties.DelaySeconds,
        retentionSeconds: properties.MessageRetentionPeriod,
        redrive: redrive && {
          queue: lastPart(redrive.deadLetterTargetArn),
          maxReceiveCount: redrive.maxReceiveCount,
        },
      };
      return [name, queue] as const;
    }),
  );
}
