import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';
import type { Alarms } from './alarms.ts';
import { deadlineDefinition } from './deadline-definition.ts';
import { allow } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties of the machine. */
export interface DeadlineMachineProps {
  readonly deployment: Deployment;
  readonly alarms: Alarms;
  /** The function that handles a due deadline. */
  readonly escalation: TanggapFunction;
  /** Timeout of the function's call, in seconds: more than the function's own. */
  readonly taskTimeoutSeconds: number;
}

/** Permissions of Step Functions to write its log; AWS offers no resource for these actions. */
const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** The Standard state machine in which the next deadline of every open complaint sleeps. */
export class DeadlineMachine extends Construct {
  readonly #name: string;
  readonly #arn: string;
  readonly #executionsArn: string;

  constructor(scope: Construct, id: string, props: DeadlineMachineProps) {
    super(scope, id);
    const { deployment, alarms, escalation, taskTimeoutSeconds } = props;
    const stack = Stack.of(this);
    const name = `tanggap-${deployment.slug}-deadline`;
    const logGroup = new LogGroup(this, 'Logs', {
      // This prefix keeps the log's resource policy from growing with every machine of the account.
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: deployment.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPrincipalPolicy(allow('LookAtDeadline', ['lambda:InvokeFunction'], [escalation.lambda.functionArn]));
    role.addToPrincipalPolicy(allow('DeliverLog', logDelivery, ['*']));
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'CloudWatch log delivery actions have no resource type; AWS documents them with *.',
    });
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: stack.toJsonString(deadlineDefinition(escalation.lambda.functionArn, taskTimeoutSeconds)),
      loggingConfiguration: {
        level: 'ERROR',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroup.logGroupArn } }],
      },
    });
    machine.node.addDependency(role);
    Validations.of(machine).acknowledge(
      {
        id: 'AwsSolutions-SF1',
        reason: 'ALL would log every sleep; the history of an execution is kept 90 days anyway.',
      },
      { id: 'AwsSolutions-SF2', reason: 'No tracer in the functions: its bundle alone is 127 kB of cold start.' },
    );
    this.#name = name;
    this.#arn = machine.ref;
    // Built from the name, because `<id>-<stage>-<n>` is the only part that varies.
    this.#executionsArn = stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const count = (metricName: string) =>
      new Metric({
        namespace: 'AWS/States',
        metricName,
        dimensionsMap: { StateMachineArn: machine.ref },
        statistic: 'Sum',
        period: Duration.minutes(5),
      });
    alarms.add({
      name: 'deadline-failures',
      severity: 'high',
      what: 'A deadline execution failed or timed out.',
      impact: 'A complaint that runs late climbs to nobody until the nightly sweep finds it.',
      metric: new MathExpression({
        // Aborted executions are no fault: each stage that ends in time stops its execution.
        expression: 'failed + timedOut',
        usingMetrics: { failed: count('ExecutionsFailed'), timedOut: count('ExecutionsTimedOut') },
        period: Duration.minutes(5),
        label: 'deadline executions failed or timed out',
      }),
    });
  }

  /** Lets a function start this machine and stop its executions. */
  letStartAndStop(starter: TanggapFunction): void {
    starter.add({
      environment: { STATE_MACHINE_ARN: this.#arn },
      statements: [
        allow('StartDeadline', ['states:StartExecution'], [this.#arn]),
        allow('StopDeadline', ['states:StopExecution'], [this.#executionsArn]),
      ],
    });
    const { region } = Stack.of(this);
    Validations.of(starter.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:aws:states:${region}:<AWS::AccountId>:execution:${this.#name}:*]`,
      reason: 'Executions are named at run time, by complaint and stage; the machine is fixed.',
    });
  }
}
