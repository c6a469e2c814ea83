import { Aws, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscriptionFilter, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow } from './need.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** Properties of the failure log. */
export interface SmsFailureLogProps {
  /** Days that its lines are kept: they hold telephone numbers. */
  readonly retentionDays: number;
  /** The function that gets each failure. */
  readonly target: TanggapFunction;
}

/**
 * SNS's log of SMS that did not arrive. Its name is SNS's own and the account's only one, so one stage of an account has it. SNS writes it once
 * the account's SMS attributes name the role, which delivery sees to each morning: CloudFormation has no resource for them.
 */
export class SmsFailureLog extends Construct {
  constructor(scope: Construct, id: string, props: SmsFailureLogProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `sns/${region}/${Aws.ACCOUNT_ID}/DirectPublishToPhoneNumber/Failure`,
      retention: props.retentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const writer = new Role(this, 'WriterRole', {
      assumedBy: new ServicePrincipal('sns.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    writer.addToPrincipalPolicy(
      allow('WriteFailures', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    );
    props.target.add({
      environment: { SMS_STATUS_ROLE_ARN: writer.roleArn },
      statements: [
        allow(
          'WatchSmsAccount',
          ['sns:GetSMSAttributes', 'sns:SetSMSAttributes', 'sns:GetSMSSandboxAccountStatus'],
          ['*'],
        ),
        allow('LetSnsLog', ['iam:PassRole'], [writer.roleArn]),
      ],
    });
    Validations.of(props.target.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        "settings of SMS are the account's: these operations take no resource (Service Authorization Reference, Amazon SNS)",
    });
    props.target.lambda.addPermission('SmsFailures', {
      principal: new ServicePrincipal('logs.amazonaws.com'),
      sourceArn: logGroup.logGroupArn,
      sourceAccount: Aws.ACCOUNT_ID,
    });
    const filter = new CfnSubscriptionFilter(this, 'Failures', {
      logGroupName: logGroup.logGroupName,
      filterPattern: '{ $.status = "FAILURE" }',
      destinationArn: props.target.lambda.functionArn,
    });
    filter.node.addDependency(props.target.lambda);
  }
}
