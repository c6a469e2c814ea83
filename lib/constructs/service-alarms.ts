import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../functions/function-names.ts';
import type { Alarms } from './alarms.ts';
import { metricsNamespace, serviceName } from './tanggap-function.ts';

/** Alarms of no single resource: on the functions' own metrics, and on Lambda's concurrency limit. */
export function addServiceAlarms(alarms: Alarms): void {
  const counted = (name: FunctionName, metricName: string, period: Duration, statistic: string) =>
    new Metric({
      namespace: metricsNamespace,
      metricName,
      dimensionsMap: { service: serviceName(name, alarms.slug) },
      period,
      statistic,
    });
  alarms.add({
    name: 'functions-throttled',
    severity: 'high',
    what: 'Lambda refused to start a function of this account.',
    impact: 'Apps, citizens and officers get errors, and messages and deadlines are late.',
    // No dimension: concurrency is shared by the account, so one metric shows what an alarm per function would repeat.
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      period: Duration.minutes(5),
      statistic: 'Sum',
    }),
  });
  alarms.add({
    name: 'unreadable-items',
    severity: 'high',
    what: 'A function met a stored item that it cannot read.',
    impact:
      'That complaint, message or record alone: it is missing in lists and stands still until the item is repaired.',
    // One metric for all functions of the stage, because the log line names the function.
    metric: new Metric({
      namespace: metricsNamespace,
      metricName: 'UnreadableItems',
      dimensionsMap: { stage: alarms.slug },
      period: Duration.minutes(5),
      statistic: 'Sum',
    }),
  });
  alarms.add({
    name: 'sms-unconfirmed',
    severity: 'medium',
    what: 'An SMS may have been sent twice: the first sending was never confirmed.',
    impact: 'A citizen may have got the same SMS twice; none was lost.',
    metric: counted('delivery', 'SmsUnconfirmed', Duration.minutes(5), 'Sum'),
  });
  alarms.add({
    name: 'sms-failed',
    severity: 'high',
    what: 'SNS refused an SMS.',
    impact: 'A citizen was not told what happened to a complaint.',
    metric: counted('delivery', 'SmsFailed', Duration.minutes(5), 'Sum'),
  });
  alarms.add({
    name: 'held-late',
    severity: 'medium',
    what: 'A message that was held for the morning has waited for more than a day.',
    impact: 'Citizens and officers hear late; after a week the message is dropped.',
    metric: counted('delivery', 'HeldDays', Duration.hours(1), 'Maximum'),
    above: 1,
  });
  alarms.add({
    name: 'sms-budget',
    severity: 'high',
    what: "Of the day's SMS budget 80 % is used.",
    impact: 'Once it is used up, citizens hear only of receipt, answer and closing until midnight.',
    metric: counted('delivery', 'SmsBudgetPercent', Duration.minutes(5), 'Maximum'),
    // Published from 80 % on.
    above: 79,
  });
  alarms.add({
    name: 'calendar-ends',
    severity: 'low',
    what: 'The holiday calendar ends in less than 120 days, or the nightly sweep has not said for two days how long it lasts.',
    impact:
      'Complaints filed near its end get no date by which they are answered; without the sweep, lost deadlines stay lost.',
    // Published by each night's sweep, so silence means that the sweep itself did not run.
    metric: counted('escalation', 'CalendarDaysLeft', Duration.days(1), 'Minimum'),
    below: 120,
    periods: 2,
    silenceAlarms: true,
  });
  alarms.add({
    name: 'timers-revived',
    severity: 'medium',
    what: 'The nightly sweep found complaints whose deadline had not woken, and gave them a new one.',
    impact: 'Those complaints climbed up to a day late.',
    metric: counted('escalation', 'TimersRevived', Duration.hours(1), 'Sum'),
  });
  alarms.add({
    name: 'webhooks-disabled',
    severity: 'medium',
    what: "A subscriber's endpoint was taken out of service: it had taken nothing for days, or said that it is gone.",
    impact: 'That app, or the system above the city, is told nothing more until an admin puts it back.',
    metric: counted('webhooks', 'EndpointsDisabled', Duration.minutes(5), 'Sum'),
  });
  alarms.add({
    name: 'relay-unconfirmed',
    severity: 'low',
    what: 'A complaint was filed upstream again, since the first answer was lost.',
    impact: 'Officers upstream may have the same complaint twice; both name our id.',
    metric: counted('webhooks', 'RelayUnconfirmed', Duration.minutes(5), 'Sum'),
  });
}
