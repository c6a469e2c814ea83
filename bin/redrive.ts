/** Moves parked messages back to their queue (docs/runbook.md). Moving too much is safe: each consumer keeps idempotency records. */
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { command } from './support/command.ts';
import { findTarget, targetOptions } from './support/target.ts';

const options = z.object({
  queue: z.enum(['messages', 'webhooks']).describe('whose dead-letter queue'),
  ...targetOptions,
});

export default command(import.meta, {
  script: 'redrive',
  about:
    'Moves parked messages back to their queue once the cause is repaired. None is sent twice: consumers keep records.',
  options,
  run: redrive,
});

async function redrive({ queue, ...place }: z.infer<typeof options>): Promise<void> {
  const target = await findTarget(place);
  const sqs = new SQSClient(target.client);
  const QueueName = `tanggap-${target.slug}-${queue}-dead.fifo`;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
  );
  const parked = Number(Attributes['ApproximateNumberOfMessages']);
  if (parked === 0) return console.log(`${QueueName} is empty.`);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes['QueueArn'] }));
  console.log(`About ${parked} go back from ${QueueName} and are tried again now.`);
}
