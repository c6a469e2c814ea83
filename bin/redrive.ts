/**
 * Gives back what was parked after too many tries, once its cause is repaired. Everything that reads these queues is exactly-once by its own
 * idempotency records, so giving back too much is safe.
 *
 *   npm run redrive -- --queue messages|webhooks [--stage production] [--local URL]
 */
import { parseArgs } from 'node:util';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { findTarget } from './support/target.ts';

const usage = 'npm run redrive -- --queue messages|webhooks [--stage dev|production] [--local URL]';

const options = z.object({
  queue: z.enum(['messages', 'webhooks']),
  stage: z.string(),
  local: z.url().optional(),
});

try {
  const { values } = parseArgs({
    options: { queue: { type: 'string' }, stage: { type: 'string', default: 'dev' }, local: { type: 'string' } },
  });
  await redrive(options.parse(values));
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}

async function redrive({ queue, stage, local }: z.infer<typeof options>): Promise<void> {
  const target = await findTarget(stage, local);
  const sqs = new SQSClient(target.client);
  const QueueName = `tanggap-${target.stage}-${queue}-dead.fifo`;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
  );
  const parked = Number(Attributes['ApproximateNumberOfMessages']);
  if (parked === 0) return console.log(`${QueueName} is empty.`);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes['QueueArn'] }));
  console.log(`About ${parked} go back from ${QueueName}; they are tried again now.`);
}
