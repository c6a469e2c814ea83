/** Emits metrics in the embedded format. The names that alarms use are defined here, so that code and alarm cannot drift apart. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

export type MetricName =
  /** An SMS was published twice because the first publish was not confirmed: the citizen may have two. */
  | 'SmsUnconfirmed'
  /** SNS refused the number or the message for good. */
  | 'SmsFailed'
  /** Percentage of the day's SMS budget, after each SMS from 80 % on. */
  | 'SmsBudgetPercent'
  | 'MessagesDropped'
  /** A reporter could be told by e-mail alone, and the city has no relay for it. */
  | 'EmailsNotSent'
  /** Number of timers that the nightly sweep found lost. */
  | 'TimersRevived'
  /** Number of open complaints that a changed calendar moved. */
  | 'DeadlinesMoved'
  /** Days until the last day of the loaded calendar. */
  | 'CalendarDaysLeft'
  | 'TimerStopFailed'
  /** A subscriber's endpoint was taken out of service. */
  | 'EndpointsDisabled'
  /** A complaint was filed upstream more than once, because the first answer was lost. */
  | 'RelayUnconfirmed'
  /** A complaint was filed without a search for duplicates. */
  | 'CandidatesUnread'
  | 'ComplaintsReceived';

/** Emits one value immediately. */
export function count(name: MetricName, value = 1): void {
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
