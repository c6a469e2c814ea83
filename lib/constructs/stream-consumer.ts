import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { CityTable } from './city-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties of a stream's consumer. */
export interface StreamConsumerProps {
  readonly alarms: Alarms;
  /** The table whose stream is read. */
  readonly table: CityTable;
  readonly consumer: TanggapFunction;
  /** Name of the consumer; `npm run replay -- --consumer <name>` knows the two of the complaints table. */
  readonly name: 'routing' | 'notification' | 'calendar';
  /** Filter patterns besides events, or in place of them (default: events alone). */
  readonly shows?: 'sms-too' | 'calendar-only';
  /** Impact when it stands still or gives up, in one sentence. */
  readonly impact: string;
}

/** New events, and nothing else: an event is put once and never changed, so an INSERT of `event#…` is a fact. */
const newEvents = FilterCriteria.filter({
  eventName: ['INSERT'],
  dynamodb: { Keys: { sk: { S: [{ prefix: 'event#' }] } } },
});

/** SMS received: put once, or again over one that has outlived its thirty days. */
const smsReceived = FilterCriteria.filter({
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { sk: { S: ['inbound'] } } },
});

/** Of the directory: any year put or changed. A decree moves every open deadline behind it. */
const calendarYears = FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: ['calendar'] } } } });

const filters = { 'events-only': [newEvents], 'sms-too': [newEvents, smsReceived], 'calendar-only': [calendarYears] };

/** A reader of a table's stream; the complaints stream has two, which is the limit of a stream. */
export class StreamConsumer extends Construct {
  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    const { alarms, table, consumer, name, impact, shows = 'events-only' } = props;
    const failures = new DeadLetters(this, 'Failures', {
      name: `${name}-failures`,
      alarms,
      severity: 'high',
      what: `The ${name} function gave up on events; the queue holds only where in the stream they were.`,
      impact,
    });
    consumer.add({
      statements: [
        allow(
          'ReadStream',
          ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
          [table.streamArn],
        ),
        allow('ReportFailures', ['sqs:SendMessage'], [failures.queue.queueArn]),
      ],
    });
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.lambda,
      eventSourceArn: table.streamArn,
      // Starts at the oldest record of the stream, so that complaints filed before the mapping existed are not lost.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: filters[shows],
      // An event takes about 0.2 s; 25 of a burst fit the timeout four times over. No window: an SMS should not wait.
      batchSize: 25,
      // Events of one complaint stay in order. A failing event holds back a quarter of the complaints, not all.
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // After 20 tries the event is parked with an alarm, and the others go on.
      retryAttempts: 20,
      // Half of the stream's 24 hours. After that, deadlines and SMS would be wrong, not just late.
      maxRecordAge: Duration.hours(12),
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
    });
    // No alarm for being behind: the nightly sweep finds deadlines that missed a decree.
    if (shows === 'calendar-only') return;
    alarms.add({
      name: `${name}-behind`,
      severity: 'high',
      what: `The ${name} function is more than 10 minutes behind the events.`,
      impact,
      metric: consumer.lambda.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
      above: 10 * 60 * 1000,
    });
  }
}
