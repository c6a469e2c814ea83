import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from './alarms.ts';
import { metricsNamespace, serviceName } from './tanggap-function.ts';

/** Fewer SMS within the watched hours say nothing of a rate. */
const fewestSms = 5;

/**
 * Alarms on the account's SMS, in the stage that owns its log of failed SMS. The metrics are SNS's (Amazon SNS developer guide,
 * sns-monitoring-using-cloudwatch); of one phone each they would be without bound, so SNS counts all under the name PhoneNumberDirect.
 */
export function addSmsAccountAlarms(alarms: Alarms, monthlyLimitUsd: number): void {
  const sns = (metricName: string, period: Duration, statistic: string, dimensionsMap?: Record<string, string>) =>
    new Metric({ namespace: 'AWS/SNS', metricName, period, statistic, ...(dimensionsMap && { dimensionsMap }) });
  const toPhones = { PhoneNumber: 'PhoneNumberDirect' };
  const period = Duration.hours(6);
  alarms.add({
    name: 'sms-undelivered',
    severity: 'high',
    what: 'Of the SMS of six hours more than one in five did not arrive.',
    impact: 'Citizens who have only SMS are not told what happens to their complaints.',
    metric: new MathExpression({
      expression: `IF(FILL(failed, 0) + FILL(delivered, 0) >= ${fewestSms}, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(delivered, 0)), 0)`,
      usingMetrics: {
        failed: sns('NumberOfNotificationsFailed', period, 'Sum', toPhones),
        delivered: sns('NumberOfNotificationsDelivered', period, 'Sum', toPhones),
      },
      period,
    }),
    above: 20,
  });
  alarms.add({
    name: 'sms-spend',
    severity: 'high',
    what: "Of the account's monthly spend limit for SMS 80 % is used.",
    impact: 'Once it is used up, SNS sends no SMS to anybody until the month ends or AWS raises the limit.',
    metric: sns('SMSMonthToDateSpentUSD', Duration.hours(1), 'Maximum'),
    above: 0.8 * monthlyLimitUsd,
  });
  alarms.add({
    name: 'sms-sandbox',
    severity: 'high',
    what: "The account is in SNS's SMS sandbox.",
    impact: 'No citizen gets an SMS: SNS sends only to ten verified numbers.',
    metric: new Metric({
      namespace: metricsNamespace,
      metricName: 'SmsSandbox',
      dimensionsMap: { service: serviceName('delivery', alarms.slug) },
      period: Duration.days(1),
      statistic: 'Maximum',
    }),
  });
}
