import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** A task that runs by the city's clock. */
export interface CityScheduleProps {
  /** kebab-case name; the schedule is `tanggap-<city>-<stage>-<name>`. */
  readonly name: string;
  readonly description: string;
  /** Minutes, hours, days… as EventBridge's cron fields, read in the city's zone. */
  readonly cron: string;
  readonly target: TanggapFunction;
  readonly task: string;
  /** Seconds during which a refused start is tried again. */
  readonly retrySeconds: number;
}

/** The schedules of a stage, with one queue for the starts that failed. */
export class CitySchedules extends Construct {
  readonly #deployment: Deployment;
  readonly #failures: DeadLetters;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment; readonly alarms: Alarms }) {
    super(scope, id);
    this.#deployment = props.deployment;
    this.#failures = new DeadLetters(this, 'Failures', {
      name: 'schedule-failures',
      alarms: props.alarms,
      severity: 'medium',
      what: 'A schedule could not start its function.',
      impact:
        'Citizens whose messages waited for the morning hear an hour later; a lost deadline is found a night later.',
    });
  }

  /** Adds one schedule with its own role. */
  add(props: CityScheduleProps): void {
    const { name, description, cron, target, task, retrySeconds } = props;
    const scope = new Construct(this, name);
    const role = new Role(scope, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPrincipalPolicy(allow('Start', ['lambda:InvokeFunction'], [target.lambda.functionArn]));
    role.addToPrincipalPolicy(allow('ReportFailures', ['sqs:SendMessage'], [this.#failures.queue.queueArn]));
    const schedule = new CfnSchedule(scope, 'Schedule', {
      name: `tanggap-${this.#deployment.slug}-${name}`,
      description,
      scheduleExpression: `cron(${cron})`,
      scheduleExpressionTimezone: this.#deployment.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ task }),
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: retrySeconds },
        deadLetterConfig: { arn: this.#failures.queue.queueArn },
      },
    });
    schedule.node.addDependency(role);
  }
}
