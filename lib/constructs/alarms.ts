import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';

/** Time until somebody must look: high within the hour, medium the same working day, low this week. */
export type Severity = 'high' | 'medium' | 'low';

/** One alarm: the event, its impact, and its heading in the runbook. */
export interface AlarmDefinition {
  /** kebab-case; the alarm is `tanggap-<city>-<stage>-<name>` and docs/runbook.md has a heading of this name. */
  readonly name: string;
  readonly severity: Severity;
  /** The event, in one sentence. */
  readonly what: string;
  /** Impact: who is hurt and how, in one sentence. */
  readonly impact: string;
  /** The watched metric, with its period. */
  readonly metric: IMetric;
  /** Threshold: alarms when the metric is above it (default: 0). */
  readonly above?: number;
  /** Threshold: alarms when the metric is below it, in place of above (default: watched from above). */
  readonly below?: number;
  /** Periods in a row that must breach (default: 1). */
  readonly periods?: number;
  /** True if missing data is a fault too (default: false: most metrics appear only when something happens). */
  readonly silenceAlarms?: boolean;
}

/** The alarms of a stage and the topic they are sent to. */
export class Alarms extends Construct {
  /** `<city>-<stage>`, part of every name. */
  readonly slug: string;
  readonly #prefix: string;
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { slug, alarmEmail } = props.deployment;
    this.slug = slug;
    this.#prefix = `tanggap-${slug}`;
    const topic = new Topic(this, 'Topic', { topicName: `${this.#prefix}-alarms`, enforceSSL: true });
    // A topic policy replaces SNS's default policy, which let the account's alarms publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMayPublish',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: `${this.#prefix}-*`,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    if (alarmEmail !== undefined) {
      new Subscription(this, 'Email', { topic, protocol: SubscriptionProtocol.EMAIL, endpoint: alarmEmail });
    }
    this.#action = new SnsAction(topic);
  }

  /** Adds one alarm. */
  add(definition: AlarmDefinition): void {
    const { name, severity, what, impact, metric, above = 0, below, periods = 1, silenceAlarms = false } = definition;
    const alarm = new Alarm(this, name, {
      alarmName: `${this.#prefix}-${name}`,
      alarmDescription: [
        `${severity.toUpperCase()}: ${what}`,
        `Who is hurt: ${impact}`,
        `What to do: docs/runbook.md#${name}`,
      ].join('\n'),
      metric,
      threshold: below ?? above,
      comparisonOperator:
        below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: silenceAlarms ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.#action);
  }
}
