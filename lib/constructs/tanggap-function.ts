import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, type Code } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';
import type { FunctionName } from '../functions/function-names.ts';
import type { PhotoUse } from './attachment-bucket.ts';
import type { Alarms, Severity } from './alarms.ts';
import { allow, type Need } from './need.ts';

/** Values common to all functions. */
export interface FunctionSurroundings {
  readonly deployment: Deployment;
  readonly alarms: Alarms;
  readonly codeFor: (name: FunctionName) => Code;
}

/** One function's own facts. */
export interface FunctionFacts {
  /** Its name and folder. */
  readonly name: FunctionName;
  readonly description: string;
  /** Impact of a failure, as the alarm states it; required for every function. */
  readonly errorImpact: string;
  readonly severity: Severity;
  readonly needs: readonly Need[];
  /** Seconds after which Lambda stops it (default: 15: a cold start (under 1 s) and a few retried SDK calls; API Gateway waits 29 s at most). */
  readonly timeoutSeconds?: number;
  /** What it may do with photos (default: nothing). */
  readonly photos?: readonly PhotoUse[];
}

/**
 * A function with the house defaults: arm64, Node 24, its own role without managed policies, its own log group. 512 MB is 0.29 of a core: the
 * import of a bundle takes about half as long as with 256 MB and costs the same, since Lambda bills megabytes × milliseconds; above it the SDK's
 * network waits no longer shrink.
 */
export class TanggapFunction extends Construct {
  readonly lambda: LambdaFunction;
  /** Its role, for permissions that come with a trigger. */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: FunctionFacts & FunctionSurroundings) {
    super(scope, id);
    const { slug, stage, logRetentionDays, logLevel } = props.deployment;
    const functionName = `tanggap-${slug}-${props.name}`;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logRetentionDays,
      // Logs may be deleted: the record is the event chain, which stays.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      description: props.description,
      code: props.codeFor(props.name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(props.timeoutSeconds ?? 15),
      role: this.role,
      logGroup,
      environment: {
        STAGE: stage,
        DEPLOYMENT: slug,
        // The namespace names the stage, because metrics of two stages in one account would add up.
        POWERTOOLS_SERVICE_NAME: serviceName(props.name, slug),
        METRICS_NAMESPACE: metricsNamespace,
        LOG_LEVEL: logLevel,
      },
    });
    this.add({
      statements: [allow('WriteLogs', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn])],
    });
    for (const need of props.needs) this.add(need);
    props.alarms.add({
      name: `${props.name}-errors`,
      severity: props.severity,
      what: `The ${props.name} function failed.`,
      impact: props.errorImpact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
    });
  }

  /** Gives the function one more resource. */
  add(need: Need): void {
    for (const [name, value] of Object.entries(need.environment ?? {})) this.lambda.addEnvironment(name, value);
    for (const statement of need.statements) this.role.addToPrincipalPolicy(statement);
  }
}

/** CloudWatch namespace of the metrics that functions publish. */
export const metricsNamespace = 'Tanggap';

/** The `service` dimension under which a function publishes its metrics. */
export function serviceName(name: FunctionName, slug: string): string {
  return `${name}-${slug}`;
}
