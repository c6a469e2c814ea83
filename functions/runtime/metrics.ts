/** Metrics in the embedded format; names that alarms use stand here so that code and alarm cannot drift apart. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

export type MetricName =
  /** An SMS that was published without a confirmation, then once more: the citizen may have two. */
  | 'SmsUnconfirmed'
  /** SNS refused the number or the message for good. */
  | 'SmsFailed'
  /** Of the day's SMS budget, after each SMS from 80 % on. */
  | 'SmsBudgetPercent'
  | 'MessagesDropped'
  /** A reporter who could be told by e-mail alone, in a city without a relay for it. */
  | 'EmailsNotSent'
  /** Timers that the nightly sweep found lost. */
  | 'TimersRevived'
  /** Open complaints that a changed calendar moved. */
  | 'DeadlinesMoved'
  /** Days until the last day of the loaded calendar. */
  | 'CalendarDaysLeft'
  | 'TimerStopFailed'
  /** A subscriber's endpoint that was taken out of service. */
  | 'EndpointsDisabled'
  /** A complaint that was filed upstream more than once, since the first answer was lost. */
  | 'RelayUnconfirmed'
  /** A complaint was filed without a look at what it may repeat. */
  | 'CandidatesUnread'
  | 'ComplaintsReceived';

/** Emits one value at once. */
export function count(name: MetricName, value = 1): void {
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
