import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { functionNames } from '../../lib/functions/function-names.ts';
import { readableIn } from './support/readable.ts';
import { resource, resourcesOf, templatesOf } from './support/synthesized.ts';

const { data, service } = templatesOf({
  alarmEmail: 'diskominfo@ambon.go.id',
  smsFailureLog: true,
  smsMonthlyLimitUsd: 500,
});
const readable = readableIn(data);
const alarms = Object.values(resourcesOf(service, 'AWS::CloudWatch::Alarm'));
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

const nameOf = (alarm: (typeof alarms)[number]): string =>
  (alarm.Properties.AlarmName as string).replace('tanggap-ambon-dev-', '');

/** Sections of the runbook by heading. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section]),
);

/** What is watched, as `namespace metric comparison threshold`. */
const watched: Record<string, string> = {
  ...Object.fromEntries(functionNames.map((name) => [`${name}-errors`, 'AWS/Lambda Errors > 0'])),
  'api-errors': 'AWS/ApiGateway 5xx > 0',
  'calendar-ends': 'Tanggap CalendarDaysLeft < 120',
  'deadline-failures': 'failed + timedOut > 0',
  'functions-throttled': 'AWS/Lambda Throttles > 0',
  'messages-dead': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'messages-late': 'AWS/SQS ApproximateAgeOfOldestMessage > 900',
  'notification-behind': 'AWS/Lambda IteratorAge > 600000',
  'calendar-failures': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'notification-failures': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'routing-behind': 'AWS/Lambda IteratorAge > 600000',
  'routing-failures': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'schedule-failures': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'held-late': 'Tanggap HeldDays > 1',
  'sms-budget': 'Tanggap SmsBudgetPercent > 79',
  'sms-sandbox': 'Tanggap SmsSandbox > 0',
  'sms-spend': 'AWS/SNS SMSMonthToDateSpentUSD > 400',
  'sms-undelivered':
    'IF(FILL(failed, 0) + FILL(delivered, 0) >= 5, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(delivered, 0)), 0) > 20',
  'sms-failed': 'Tanggap SmsFailed > 0',
  'sms-unconfirmed': 'Tanggap SmsUnconfirmed > 0',
  'upload-failures': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'timers-revived': 'Tanggap TimersRevived > 0',
  'relay-unconfirmed': 'Tanggap RelayUnconfirmed > 0',
  'unreadable-items': 'Tanggap UnreadableItems > 0',
  'webhooks-dead': 'AWS/SQS ApproximateNumberOfMessagesVisible > 0',
  'webhooks-disabled': 'Tanggap EndpointsDisabled > 0',
  'webhooks-late': 'AWS/SQS ApproximateAgeOfOldestMessage > 93600',
};

describe('alarms', () => {
  test('watch exactly this', () => {
    const found = alarms.map((alarm) => {
      const { Namespace, MetricName, Metrics, ComparisonOperator, Threshold } = alarm.Properties;
      const expression = (Metrics as { Expression?: string }[] | undefined)?.find((m) => m.Expression)?.Expression;
      const sign = ComparisonOperator === 'LessThanThreshold' ? '<' : '>';
      return [nameOf(alarm), `${expression ?? `${Namespace} ${MetricName}`} ${sign} ${Threshold}`];
    });
    expect(Object.fromEntries(found)).toEqual(watched);
  });

  test.each(alarms.map((alarm) => [nameOf(alarm), alarm] as const))(
    '%s says how soon, who is hurt and what to do',
    (name, alarm) => {
      const lines = (alarm.Properties.AlarmDescription as string).split('\n');
      expect(lines).toEqual([
        expect.stringMatching(/^(HIGH|MEDIUM|LOW): [A-Z].+\.$/),
        expect.stringMatching(/^Who is hurt: [A-Z].+\.$/),
        `What to do: docs/runbook.md#${name}`,
      ]);
      expect(alarm.Properties.AlarmActions.map(readable)).toEqual(['AlarmsTopic']);
    },
  );

  test.each(alarms.map(nameOf))('%s has its heading in the runbook, with all four parts', (name) => {
    const section = sections.get(name) ?? '';
    expect(section.match(/^\*\*(Description|Who is hurt|Look|Repair)\.\*\*/gm)).toEqual([
      '**Description.**',
      '**Who is hurt.**',
      '**Look.**',
      '**Repair.**',
    ]);
  });

  test('the runbook names no alarm that does not exist', () => {
    const known = new Set(alarms.map(nameOf));
    expect([...sections.keys()].filter((heading) => /^[a-z-]+$/.test(heading) && !known.has(heading))).toEqual([]);
  });

  test('every queue is watched: its depth, or the age of its oldest message', () => {
    const watchedQueues = alarms
      .filter((alarm) => alarm.Properties.Namespace === 'AWS/SQS')
      .map((alarm) => readable(alarm.Properties.Dimensions[0].Value).replace('.QueueName', ''));
    const queues = Object.keys(resourcesOf(service, 'AWS::SQS::Queue')).map((id) => id.slice(0, -8));
    expect(watchedQueues.sort()).toEqual(queues.sort());
  });

  test('metrics of the functions themselves carry the service name that the functions are given', () => {
    const services = alarms
      .filter((alarm) => alarm.Properties.Namespace === 'Tanggap')
      .map((alarm) => [nameOf(alarm), alarm.Properties.Dimensions]);
    expect(Object.fromEntries(services)).toEqual({
      'held-late': [{ Name: 'service', Value: 'delivery-ambon-dev' }],
      'sms-budget': [{ Name: 'service', Value: 'delivery-ambon-dev' }],
      'sms-failed': [{ Name: 'service', Value: 'delivery-ambon-dev' }],
      'sms-sandbox': [{ Name: 'service', Value: 'delivery-ambon-dev' }],
      'sms-unconfirmed': [{ Name: 'service', Value: 'delivery-ambon-dev' }],
      'calendar-ends': [{ Name: 'service', Value: 'escalation-ambon-dev' }],
      'timers-revived': [{ Name: 'service', Value: 'escalation-ambon-dev' }],
      'relay-unconfirmed': [{ Name: 'service', Value: 'webhooks-ambon-dev' }],
      'webhooks-disabled': [{ Name: 'service', Value: 'webhooks-ambon-dev' }],
      // Of every function: its dimension is the stage, which all are given as STAGE.
      'unreadable-items': [{ Name: 'stage', Value: 'ambon-dev' }],
    });
  });

  test("the account's SMS are watched by the stage that owns its log of failed SMS, and by no other", () => {
    const { service: other } = templatesOf();
    const names = (template: typeof service) =>
      Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'))
        .map(nameOf)
        .filter((name) => /^sms-(sandbox|spend|undelivered)$/.test(name));
    expect([names(service).toSorted(), names(other)]).toEqual([['sms-sandbox', 'sms-spend', 'sms-undelivered'], []]);
    const undelivered = alarms.find((alarm) => nameOf(alarm) === 'sms-undelivered');
    const counted = (undelivered!.Properties.Metrics as { MetricStat?: { Metric: object } }[]).flatMap(
      (m) => m.MetricStat?.Metric ?? [],
    );
    expect(counted).toEqual(
      ['NumberOfNotificationsFailed', 'NumberOfNotificationsDelivered'].map((MetricName) => ({
        Namespace: 'AWS/SNS',
        MetricName,
        Dimensions: [{ Name: 'PhoneNumber', Value: 'PhoneNumberDirect' }],
      })),
    );
    expect(undelivered!.Properties.TreatMissingData).toBe('notBreaching');
  });

  test('silence counts as a fault only for the sweep, which speaks each night', () => {
    const loud = alarms.filter((alarm) => alarm.Properties.TreatMissingData === 'breaching').map(nameOf);
    expect(loud).toEqual(['calendar-ends']);
  });

  test('reach the mailbox that the context names, and CloudWatch may publish them', () => {
    expect(resource(service, 'AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'diskominfo@ambon.go.id',
    });
    const policy = resource(service, 'AWS::SNS::TopicPolicy', 'Alarms').Properties.PolicyDocument.Statement as {
      Sid: string;
      Principal: unknown;
    }[];
    expect(policy.find(({ Sid }) => Sid === 'AlarmsMayPublish')?.Principal).toEqual({
      Service: 'cloudwatch.amazonaws.com',
    });
    expect(resourcesOf(templatesOf().service, 'AWS::SNS::Subscription')).toEqual({});
  });
});
