import { describe, expect, test } from 'vitest';
import { functionNames } from '../../lib/functions/function-names.ts';
import { readableIn } from './support/readable.ts';
import { rawStatementsOf, statementsOf } from './support/statements.ts';
import { resourcesOf, templatesOf } from './support/synthesized.ts';

/** Every permission of every role. A permission that is missing here, or here and not needed, is a change of the design. */
const { data, service } = templatesOf();
const readable = readableIn(data);

const readDirectory = 'ReadDirectory: dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query on DirectoryTable.Arn';
const readComplaints = 'ReadComplaints: dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query on ComplaintsTable.Arn';
const only = (partitions: string) =>
  ` if ForAllValues:StringLike dynamodb:LeadingKeys ${partitions} if Null dynamodb:LeadingKeys false`;
const storeIdentity = 'StoreIdentity: dynamodb:PutItem on IdentitiesTable.Arn';
const readIdentity = 'ReadIdentity: dynamodb:GetItem on IdentitiesTable.Arn';
const asIdentity = ' if StringEquals kms:EncryptionContext:purpose identity';
const asOfficer = ' if StringEquals kms:EncryptionContext:purpose officer';
const asReply = ' if StringEquals kms:EncryptionContext:purpose reply';
const readStream =
  'ReadStream: dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams on ComplaintsTable.StreamArn';

const permissions: Record<string, string[]> = {
  Intake: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on IntakeLogs.Arn',
    'StoreComplaint: dynamodb:PutItem on ComplaintsTable.Arn',
    `ReadReplay: dynamodb:GetItem on ComplaintsTable.Arn${only('idempotency#*, AMB-*')}`,
    'CheckParent: dynamodb:ConditionCheckItem on ComplaintsTable.Arn',
    `CountQuota: dynamodb:UpdateItem on ComplaintsTable.Arn${only('quota#*')}`,
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/near',
    storeIdentity,
    readDirectory,
    `EncryptIdentity: kms:Encrypt on KeysIdentity.Arn${asIdentity}`,
    'MakeMac: kms:GenerateMac on KeysMac.Arn',
    'SendUploads: s3:PutObject on AttachmentsBucket.Arn/incoming/*',
  ],
  Conversation: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on ConversationLogs.Arn',
    `ReadDialogue: dynamodb:BatchGetItem dynamodb:GetItem on ComplaintsTable.Arn${only('AMB-*, inbound#*, phone#*')}`,
    'StoreTurn: dynamodb:ConditionCheckItem dynamodb:PutItem on ComplaintsTable.Arn',
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/reporter',
    storeIdentity,
    readDirectory,
    `EncryptIdentity: kms:Encrypt on KeysIdentity.Arn${asIdentity}`,
    `EncryptReply: kms:Encrypt on KeysIdentity.Arn${asReply}`,
    'MakeMac: kms:GenerateMac on KeysMac.Arn',
    'DecryptSecrets: kms:Decrypt on KeysSecrets.Arn if StringEquals kms:EncryptionContext:purpose secret if StringEquals kms:EncryptionContext:owner gateway#sms',
  ],
  Query: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on QueryLogs.Arn',
    readComplaints,
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/changed, ComplaintsTable.Arn/index/near, ComplaintsTable.Arn/index/public, ComplaintsTable.Arn/index/queue',
    readDirectory,
  ],
  FollowUp: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on FollowUpLogs.Arn',
    readComplaints,
    'StoreEvents: dynamodb:PutItem on ComplaintsTable.Arn',
    `CountQuota: dynamodb:UpdateItem on ComplaintsTable.Arn${only('quota#*')}`,
    'CheckParent: dynamodb:ConditionCheckItem on ComplaintsTable.Arn',
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/likely, ComplaintsTable.Arn/index/queue',
    readDirectory,
  ],
  Identity: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on IdentityLogs.Arn',
    'ReadComplaint: dynamodb:GetItem on ComplaintsTable.Arn',
    `RecordLook: dynamodb:PutItem on ComplaintsTable.Arn${only('AMB-*')}`,
    readIdentity,
    readDirectory,
    `DecryptIdentity: kms:Decrypt on KeysIdentity.Arn${asIdentity}`,
  ],
  Routing: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on RoutingLogs.Arn',
    'ReadComplaints: dynamodb:GetItem on ComplaintsTable.Arn',
    'StoreEventsAndStatistics: dynamodb:PutItem dynamodb:UpdateItem on ComplaintsTable.Arn',
    readDirectory,
    'StartDeadline: states:StartExecution on DeadlinesMachine',
    'StopDeadline: states:StopExecution on arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:tanggap-ambon-dev-deadline:*',
    readStream,
    'ReportFailures: sqs:SendMessage on RoutingStreamFailuresQueue.Arn',
  ],
  Notification: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on NotificationLogs.Arn',
    'ReadComplaints: dynamodb:Query on ComplaintsTable.Arn',
    readDirectory,
    'SendMessages: sqs:SendMessage on MessagesQueue.Arn',
    'SendEvents: sqs:SendMessage on WebhookEventsQueue.Arn',
    readStream,
    'ReportFailures: sqs:SendMessage on NotificationStreamFailuresQueue.Arn',
  ],
  Delivery: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on DeliveryLogs.Arn',
    readComplaints,
    'StoreEvents: dynamodb:PutItem on ComplaintsTable.Arn',
    `StoreIdempotencyRecords: dynamodb:UpdateItem on ComplaintsTable.Arn${only('AMB-*, phone#*, inbound#*, spend#*, digest#*')}`,
    `ReleaseHeld: dynamodb:DeleteItem on ComplaintsTable.Arn${only('held#*')}`,
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/queue',
    readIdentity,
    readDirectory,
    `DecryptIdentity: kms:Decrypt on KeysIdentity.Arn${asIdentity}`,
    `DecryptReply: kms:Decrypt on KeysIdentity.Arn${asReply}`,
    `DecryptOfficerPhone: kms:Decrypt on KeysIdentity.Arn${asOfficer}`,
    'DecryptSecrets: kms:Decrypt on KeysSecrets.Arn if StringEquals kms:EncryptionContext:purpose secret if StringEquals kms:EncryptionContext:owner gateway#email',
    'TellOfficers: sns:Publish on OfficerTopic',
    'SendMessages: sqs:SendMessage on MessagesQueue.Arn',
    'SendSms: sns:Publish on not arn:aws:sns:*:*:*',
    'ReadMessages: sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on MessagesQueue.Arn',
  ],
  Webhooks: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on WebhooksLogs.Arn',
    'ReadComplaints: dynamodb:BatchGetItem dynamodb:GetItem on ComplaintsTable.Arn',
    `StoreDeliveries: dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem on ComplaintsTable.Arn${only('webhook#*, endpoint#*')}`,
    `ForgetFailures: dynamodb:DeleteItem on ComplaintsTable.Arn${only('endpoint#*')}`,
    readDirectory,
    `DisableEndpoint: dynamodb:UpdateItem on DirectoryTable.Arn${only('subscription')}`,
    'DecryptSecrets: kms:Decrypt on KeysSecrets.Arn if StringEquals kms:EncryptionContext:purpose secret if StringLike kms:EncryptionContext:owner subscription#*',
    'SendMessages: sqs:SendMessage on MessagesQueue.Arn',
    'ReadEvents: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on WebhookEventsQueue.Arn',
  ],
  Escalation: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on EscalationLogs.Arn',
    readComplaints,
    'StoreEvents: dynamodb:PutItem on ComplaintsTable.Arn',
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/wake',
    readDirectory,
    readStream.replace('Complaints', 'Directory'),
    'ReportFailures: sqs:SendMessage on CalendarStreamFailuresQueue.Arn',
  ],
  DirectoryAdmin: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on DirectoryAdminLogs.Arn',
    readDirectory,
    'StoreEdits: dynamodb:PutItem on DirectoryTable.Arn',
    'QueryIndexes: dynamodb:Query on ComplaintsTable.Arn/index/queue',
    'EncryptSecrets: kms:Encrypt on KeysSecrets.Arn if StringEquals kms:EncryptionContext:purpose secret if StringLike kms:EncryptionContext:owner subscription#*',
    `EncryptOfficerPhone: kms:Encrypt on KeysIdentity.Arn${asOfficer}`,
    'MakeMac: kms:GenerateMac on KeysMac.Arn',
  ],
  Pages: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on PagesLogs.Arn',
    'ReadSecrets: ssm:GetParameter on arn:aws:ssm:ap-southeast-3:<AWS::AccountId>:parameter/tanggap/ambon-dev/pages',
    'DecryptSecrets: kms:Decrypt on KeysSecrets.Arn if StringEquals kms:EncryptionContext:PARAMETER_ARN arn:aws:ssm:ap-southeast-3:<AWS::AccountId>:parameter/tanggap/ambon-dev/pages',
  ],
  Attachments: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on AttachmentsLogs.Arn',
    'ReadComplaints: dynamodb:GetItem on ComplaintsTable.Arn',
    readDirectory,
    'SendUploads: s3:PutObject on AttachmentsBucket.Arn/incoming/*',
    'ShowPhotos: s3:GetObject on AttachmentsBucket.Arn/clean/*',
  ],
  Sanitising: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on SanitisingLogs.Arn',
    'ReadComplaints: dynamodb:GetItem on ComplaintsTable.Arn',
    'StoreEvents: dynamodb:PutItem on ComplaintsTable.Arn',
    readDirectory,
    'ReadUploads: s3:GetObject on AttachmentsBucket.Arn/incoming/*',
    'DiscardUploads: s3:DeleteObject on AttachmentsBucket.Arn/incoming/*',
    'KeepPhotos: s3:PutObject on AttachmentsBucket.Arn/clean/*',
    'ReportFailures: sqs:SendMessage on UploadsFailuresQueue.Arn',
  ],
  Seed: [
    'WriteLogs: logs:CreateLogStream logs:PutLogEvents on SeedLogs.Arn',
    'PutWhatIsAbsent: dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem on DirectoryTable.Arn',
  ],
  Deadlines: [
    'LookAtDeadline: lambda:InvokeFunction on EscalationFunction.Arn',
    'DeliverLog: logs:CreateLogDelivery logs:DeleteLogDelivery logs:DescribeLogGroups logs:DescribeResourcePolicies ' +
      'logs:GetLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:UpdateLogDelivery on *',
  ],
  Schedulesdailydigest: [
    'Start: lambda:InvokeFunction on DeliveryFunction.Arn',
    'ReportFailures: sqs:SendMessage on SchedulesFailuresQueue.Arn',
  ],
  Schedulesheldmessages: [
    'Start: lambda:InvokeFunction on DeliveryFunction.Arn',
    'ReportFailures: sqs:SendMessage on SchedulesFailuresQueue.Arn',
  ],
  Schedulesnightlysweep: [
    'Start: lambda:InvokeFunction on EscalationFunction.Arn',
    'ReportFailures: sqs:SendMessage on SchedulesFailuresQueue.Arn',
  ],
};

describe('permissions', () => {
  test.each(Object.entries(permissions))('%s has exactly these', (role, expected) => {
    expect(statementsOf(service, `${role}Role`, readable)).toEqual(expected);
  });

  test('no role is missing above, none has managed or inline policies', () => {
    const roles = resourcesOf(service, 'AWS::IAM::Role');
    expect(
      Object.keys(roles)
        .map((id) => id.replace(/Role[0-9A-F]{8}$/, ''))
        .sort(),
    ).toEqual(Object.keys(permissions).sort());
    for (const role of Object.values(roles)) {
      expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(role.Properties).not.toHaveProperty('Policies');
    }
    expect(resourcesOf(service, 'AWS::Lambda::Function')).toSatisfy(
      (all) => Object.keys(all).length === functionNames.length,
    );
  });

  test('four functions have one permission on identities each, and nobody has another', () => {
    const named = Object.entries(permissions).flatMap(([role, all]) =>
      all.filter((one) => one.includes('IdentitiesTable')).map((one) => [role, one]),
    );
    expect(named).toEqual([
      ['Intake', storeIdentity],
      ['Conversation', storeIdentity],
      ['Identity', readIdentity],
      ['Delivery', readIdentity],
    ]);
  });

  test('no action has a wildcard, and nobody may Scan or use PartiQL', () => {
    const actions = Object.keys(permissions)
      .flatMap((role) => rawStatementsOf(service, `${role}Role`))
      .flatMap((s) => s.Action);
    expect(actions.filter((action) => /\*|Scan|PartiQL/.test(action))).toEqual([]);
  });

  test('each role is assumed by its one service; schedules only for this account', () => {
    const trust = Object.entries(resourcesOf(service, 'AWS::IAM::Role')).map(([id, role]) => [
      id.replace(/Role[0-9A-F]{8}$/, ''),
      role.Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service,
      role.Properties.AssumeRolePolicyDocument.Statement[0].Condition !== undefined,
    ]);
    const functions = Object.keys(permissions).slice(0, functionNames.length);
    expect(trust).toEqual(
      expect.arrayContaining([
        ...functions.map((name) => [name, 'lambda.amazonaws.com', false]),
        ['Deadlines', 'states.amazonaws.com', false],
        ['Schedulesdailydigest', 'scheduler.amazonaws.com', true],
        ['Schedulesheldmessages', 'scheduler.amazonaws.com', true],
        ['Schedulesnightlysweep', 'scheduler.amazonaws.com', true],
      ]),
    );
  });
});
