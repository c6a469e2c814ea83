/** Emits metrics in CloudWatch's embedded metric format. The names that alarms use are defined here, so that code and alarm cannot drift apart. */
import { systemClock } from './clock.ts';

export type MetricName =
  /** An SMS was published twice because the first publish was not confirmed: the citizen may have two. */
  | 'SmsUnconfirmed'
  /** SNS refused the number or the message for good, or its failure log gives a reason that is not the phone's. */
  | 'SmsFailed'
  /** Percentage of the day's SMS budget, after each SMS from 80 % on. */
  | 'SmsBudgetPercent'
  /** 1 while SNS sends only to verified numbers, else 0; each morning, by the stage that owns the account's log of failed SMS. */
  | 'SmsSandbox'
  | 'MessagesDropped'
  /** Number of messages that quiet hours and caps held back, at each hour's release. */
  | 'HeldMessages'
  /** Days for which the oldest held message has waited, from one day on. */
  | 'HeldDays'
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
  | 'ComplaintsReceived'
  /** A stored item could not be read, by any function of the stage. */
  | 'UnreadableItems';

/** Metrics of the whole stage: one alarm watches them for all functions. The others are metrics of one function. */
const ofStage: ReadonlySet<MetricName> = new Set(['UnreadableItems']);

/** Emits one value immediately. Writes past the console, to whose lines Lambda would add its own fields. Silent without a namespace. */
export function count(name: MetricName, value = 1): void {
  const { METRICS_NAMESPACE, DEPLOYMENT, POWERTOOLS_SERVICE_NAME } = process.env;
  if (METRICS_NAMESPACE === undefined) return;
  const dimensions = ofStage.has(name) ? { stage: DEPLOYMENT } : { service: POWERTOOLS_SERVICE_NAME };
  const directive = {
    Namespace: METRICS_NAMESPACE,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  };
  const line = {
    _aws: { Timestamp: systemClock.now().getTime(), CloudWatchMetrics: [directive] },
    ...dimensions,
    [name]: value,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
