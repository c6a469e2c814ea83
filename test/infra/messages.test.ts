import { describe, expect, test } from 'vitest';
import { readableIn } from './support/readable.ts';
import { resource, resourcesOf, templatesOf } from './support/synthesized.ts';

const { data, service } = templatesOf();
const readable = readableIn(data);

describe('the complaints stream', () => {
  test.each(['Routing', 'Notification'])(
    '%s reads new events from the oldest on, and gives up into its queue',
    (name) => {
      const { Properties } = resource(service, 'AWS::Lambda::EventSourceMapping', `${name}Stream`);
      expect(readable(Properties.EventSourceArn)).toBe('ComplaintsTable.StreamArn');
      expect(readable(Properties.FunctionName)).toBe(`${name}Function`);
      expect(readable(Properties.DestinationConfig.OnFailure.Destination)).toBe(`${name}StreamFailuresQueue.Arn`);
      expect(Properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 25,
        ParallelizationFactor: 4,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 20,
        MaximumRecordAgeInSeconds: 12 * 3600,
      });
      expect(
        Properties.FilterCriteria.Filters.map((filter: { Pattern: string }) => JSON.parse(filter.Pattern) as unknown),
      ).toEqual([
        { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'event#' }] } } } },
        // An SMS received may owe a reply.
        ...(name === 'Notification'
          ? [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['inbound'] } } } }]
          : []),
      ]);
    },
  );

  test('has two readers, its limit', () => {
    const readers = Object.values(resourcesOf(service, 'AWS::Lambda::EventSourceMapping')).filter(
      (mapping) => readable(mapping.Properties.EventSourceArn) === 'ComplaintsTable.StreamArn',
    );
    expect(readers).toHaveLength(2);
  });
});

describe('the message queue', () => {
  const queue = resource(service, 'AWS::SQS::Queue', 'MessagesQueue').Properties;

  test('keeps order per complaint, and its dead letters are FIFO too', () => {
    expect(queue).toMatchObject({
      QueueName: 'tanggap-ambon-dev-messages.fifo',
      FifoQueue: true,
      ContentBasedDeduplication: false,
      VisibilityTimeout: 180,
      RedrivePolicy: { maxReceiveCount: 10 },
    });
    expect(readable(queue.RedrivePolicy.deadLetterTargetArn)).toBe('MessagesDeadQueue.Arn');
    expect(resource(service, 'AWS::SQS::Queue', 'MessagesDeadQueue').Properties).toMatchObject({ FifoQueue: true });
  });

  test('is read in small batches of which each message can fail alone; hidden six times the timeout', () => {
    const mapping = resource(service, 'AWS::Lambda::EventSourceMapping', 'MessagesDelivery').Properties;
    expect(mapping).toMatchObject({
      BatchSize: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(readable(mapping.EventSourceArn)).toBe('MessagesQueue.Arn');
    const delivery = resource(service, 'AWS::Lambda::Function', 'Delivery').Properties;
    expect(queue.VisibilityTimeout).toBe(6 * delivery.Timeout);
  });
});

describe('the webhook queue', () => {
  const queue = resource(service, 'AWS::SQS::Queue', 'WebhookEventsQueue').Properties;

  test('keeps order per complaint and subscription, and parks an event after ten tries', () => {
    expect(queue).toMatchObject({
      QueueName: 'tanggap-ambon-dev-webhooks.fifo',
      FifoQueue: true,
      ContentBasedDeduplication: false,
      DeduplicationScope: 'messageGroup',
      RedrivePolicy: { maxReceiveCount: 10 },
    });
    expect(readable(queue.RedrivePolicy.deadLetterTargetArn)).toBe('WebhookEventsDeadQueue.Arn');
    expect(resource(service, 'AWS::SQS::Queue', 'WebhookEventsDeadQueue').Properties).toMatchObject({
      FifoQueue: true,
    });
  });

  test('gives one event at a time to at most five readers; a dead reader hides it six times the timeout', () => {
    const mapping = resource(service, 'AWS::Lambda::EventSourceMapping', 'WebhookEventsDelivery').Properties;
    expect(mapping).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
    expect(readable(mapping.EventSourceArn)).toBe('WebhookEventsQueue.Arn');
    const webhooks = resource(service, 'AWS::Lambda::Function', 'Webhooks').Properties;
    expect(queue.VisibilityTimeout).toBe(6 * webhooks.Timeout);
  });
});

describe('queues and topics', () => {
  test('are encrypted, keep messages 14 days, and refuse plain HTTP', () => {
    const queues = resourcesOf(service, 'AWS::SQS::Queue');
    for (const { Properties } of Object.values(queues)) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
    }
    const refusals = (type: string) =>
      Object.values(resourcesOf(service, type)).filter((policy) =>
        (policy.Properties.PolicyDocument.Statement as { Effect: string; Condition?: unknown }[]).some(
          (s) => s.Effect === 'Deny' && JSON.stringify(s.Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
        ),
      );
    expect(refusals('AWS::SQS::QueuePolicy')).toHaveLength(Object.keys(queues).length);
    expect(refusals('AWS::SNS::TopicPolicy')).toHaveLength(2);
  });
});

describe('schedules', () => {
  test.each([
    ['Schedulesheldmessages', 'cron(0 7-20 * * ? *)', 'DeliveryFunction.Arn', { task: 'release-held' }],
    ['Schedulesnightlysweep', 'cron(0 2 * * ? *)', 'EscalationFunction.Arn', { task: 'sweep' }],
  ])("%s runs %s by the city's clock", (id, cron, target, input) => {
    const { Properties } = resource(service, 'AWS::Scheduler::Schedule', id);
    expect(Properties).toMatchObject({
      ScheduleExpression: cron,
      ScheduleExpressionTimezone: 'Asia/Jayapura',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    expect(readable(Properties.Target.Arn)).toBe(target);
    expect(readable(Properties.Target.DeadLetterConfig.Arn)).toBe('SchedulesFailuresQueue.Arn');
    expect(JSON.parse(Properties.Target.Input as string)).toEqual(input);
  });
});
