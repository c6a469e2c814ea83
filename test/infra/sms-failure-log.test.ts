import { describe, expect, test } from 'vitest';
import { readableIn } from './support/readable.ts';
import { statementsOf } from './support/statements.ts';
import { production, resource, resourcesOf, templatesOf } from './support/synthesized.ts';

describe("SNS's log of failed SMS", () => {
  test('is part of production, and of no other stage that does not ask for it: an account has only one', () => {
    expect(resourcesOf(templatesOf().service, 'AWS::Logs::SubscriptionFilter')).toEqual({});
    resource(templatesOf(production).service, 'AWS::Logs::SubscriptionFilter');
  });

  test('is written by SNS, kept as long as other logs, and shown to delivery, failures only', () => {
    const { data, service } = templatesOf({ smsFailureLog: true });
    const readable = readableIn(data);
    const { Properties: filter } = resource(service, 'AWS::Logs::SubscriptionFilter');
    expect(filter.FilterPattern).toBe('{ $.status = "FAILURE" }');
    expect(readable(filter.DestinationArn)).toBe('DeliveryFunction.Arn');
    const { Properties: log } = resource(service, 'AWS::Logs::LogGroup', 'SmsFailuresLog');
    expect(readable(log.LogGroupName)).toBe('sns/ap-southeast-3/<AWS::AccountId>/DirectPublishToPhoneNumber/Failure');
    expect(log.RetentionInDays).toBe(14);
    expect(statementsOf(service, 'SmsFailuresWriterRole', readable)).toEqual([
      'WriteFailures: logs:CreateLogStream logs:PutLogEvents on SmsFailuresLog.Arn',
    ]);
    const permission = Object.values(resourcesOf(service, 'AWS::Lambda::Permission')).filter(
      ({ Properties }) => Properties.Principal === 'logs.amazonaws.com',
    );
    expect(statementsOf(service, 'DeliveryRole', readable)).toEqual(
      expect.arrayContaining([
        'WatchSmsAccount: sns:GetSMSAttributes sns:GetSMSSandboxAccountStatus sns:SetSMSAttributes on *',
        'LetSnsLog: iam:PassRole on SmsFailuresWriterRole.Arn',
      ]),
    );
    const { Properties: schedule } = resource(service, 'AWS::Scheduler::Schedule', 'Schedulessmsaccount');
    expect([schedule.ScheduleExpression, schedule.Target.Input]).toEqual([
      'cron(0 6 * * ? *)',
      '{"task":"sms-account"}',
    ]);
    expect(permission.map(({ Properties }) => readable(Properties.FunctionName))).toEqual(['DeliveryFunction.Arn']);
  });
});
