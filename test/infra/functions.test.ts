import { describe, expect, test } from 'vitest';
import { importEnvironment } from '../../bin/lab/bench/bundles.ts';
import { functionNames } from '../../lib/functions/function-names.ts';
import { readableIn } from './support/readable.ts';
import { production, resource, resourcesOf, templatesOf } from './support/synthesized.ts';

const { data, service } = templatesOf();
const readable = readableIn(data);

const common = (name: string) => ({
  STAGE: 'dev',
  DEPLOYMENT: 'ambon-dev',
  POWERTOOLS_SERVICE_NAME: `${name}-ambon-dev`,
  METRICS_NAMESPACE: 'Tanggap',
  LOG_LEVEL: 'DEBUG',
});
const tables = { COMPLAINTS_TABLE: 'ComplaintsTable', DIRECTORY_TABLE: 'DirectoryTable' };
const identityKey = { IDENTITY_KEY_ARN: 'KeysIdentity.Arn' };
const identitiesTable = { IDENTITIES_TABLE: 'IdentitiesTable' };

const environment: Record<string, Record<string, string>> = {
  intake: {
    ...tables,
    ...identitiesTable,
    ...identityKey,
    MAC_KEY_ARN: 'KeysMac.Arn',
    ATTACHMENTS_BUCKET: 'AttachmentsBucket',
  },
  conversation: {
    ...tables,
    ...identitiesTable,
    ...identityKey,
    MAC_KEY_ARN: 'KeysMac.Arn',
    SECRETS_KEY_ARN: 'KeysSecrets.Arn',
  },
  query: { ...tables, PUBLIC_URL: 'HttpApi.ApiEndpoint' },
  'follow-up': tables,
  identity: { ...tables, ...identitiesTable, ...identityKey },
  routing: { ...tables, STATE_MACHINE_ARN: 'DeadlinesMachine' },
  notification: { ...tables, MESSAGE_QUEUE_URL: 'MessagesQueue', WEBHOOK_QUEUE_URL: 'WebhookEventsQueue' },
  delivery: {
    ...tables,
    ...identitiesTable,
    ...identityKey,
    SECRETS_KEY_ARN: 'KeysSecrets.Arn',
    OFFICER_TOPIC_ARN: 'OfficerTopic',
    MESSAGE_QUEUE_URL: 'MessagesQueue',
    SMS_MAX_PRICE_USD: '0.6',
  },
  webhooks: {
    ...tables,
    SECRETS_KEY_ARN: 'KeysSecrets.Arn',
    MESSAGE_QUEUE_URL: 'MessagesQueue',
    WEBHOOK_QUEUE_URL: 'WebhookEventsQueue',
  },
  directory: { ...tables, ...identityKey, MAC_KEY_ARN: 'KeysMac.Arn', SECRETS_KEY_ARN: 'KeysSecrets.Arn' },
  escalation: tables,
  attachments: { ...tables, ATTACHMENTS_BUCKET: 'AttachmentsBucket' },
  sanitising: { ...tables, ATTACHMENTS_BUCKET: 'AttachmentsBucket' },
  pages: {
    API_URL: 'HttpApi.ApiEndpoint',
    PUBLIC_URL: 'HttpApi.ApiEndpoint',
    SECRETS_PARAMETER: '/tanggap/ambon-dev/pages',
    OIDC_ISSUER: 'https://cognito-idp.ap-southeast-3.amazonaws.com/Officers',
    OIDC_CLIENT_ID: 'HttpLoginPages',
    CITY_NAME: 'Kota Ambon',
    DATA_LICENSE: '',
    TIME_ZONE: 'Asia/Jayapura',
  },
  seed: { DIRECTORY_TABLE: 'DirectoryTable' },
};

const byName = (template = service) =>
  new Map(
    Object.values(resourcesOf(template, 'AWS::Lambda::Function')).map((found) => [
      String(found.Properties.FunctionName).replace(/^tanggap-[a-z]+-[a-z]+-/, ''),
      found,
    ]),
  );

const variables = (properties: { Environment: { Variables: Record<string, unknown> } }) =>
  Object.fromEntries(Object.entries(properties.Environment.Variables).map(([name, value]) => [name, readable(value)]));

test('no secret is a parameter of a stack: `cdk deploy --parameters` gives it to every stack, and to the shell history', () => {
  for (const template of [data, service])
    expect(Object.keys((template.toJSON()['Parameters'] ?? {}) as object)).toEqual(['BootstrapVersion']);
});

describe('functions', () => {
  test('are these', () => {
    expect([...byName().keys()].sort()).toEqual([...functionNames].sort());
  });

  test.each(Object.entries(environment))('%s is told exactly this', (name, expected) => {
    expect(variables(byName().get(name)?.Properties)).toEqual({ ...common(name), ...expected });
  });

  test('delivery knows the sender ID where there is one', () => {
    const { service: deployed } = templatesOf(production);
    expect(byName(deployed).get('delivery')?.Properties.Environment.Variables.SMS_SENDER_ID).toBe('AMBON-LAPOR');
  });

  test.each(functionNames)(
    '%s runs on Node 24 and arm64, its policy is there before it, its log has an end',
    (name) => {
      const found = byName().get(name);
      expect(found?.Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        MemorySize: 512,
      });
      expect(found?.DependsOn?.some((id) => id.includes('RoleDefaultPolicy'))).toBe(true);
      const logs = Object.values(resourcesOf(service, 'AWS::Logs::LogGroup')).find(
        (group) => group.Properties.LogGroupName === `/aws/lambda/tanggap-ambon-dev-${name}`,
      );
      expect(logs?.Properties.RetentionInDays).toBe(14);
    },
  );

  test('seed runs again only when the data changed, and cannot hold a deployment for an hour', () => {
    expect(resource(service, 'Custom::DirectorySeed').Properties).toMatchObject({
      city: 'ambon',
      dataHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      ServiceTimeout: '300',
    });
  });

  test('outputs have the names that commands read', () => {
    const outputs = service.toJSON()['Outputs'] as Record<string, { Value: unknown }>;
    expect(Object.fromEntries(Object.entries(outputs).map(([name, { Value }]) => [name, readable(Value)]))).toEqual({
      ApiUrl: 'HttpApi.ApiEndpoint',
      ComplaintsTable: 'ComplaintsTable',
      IdentitiesTable: 'IdentitiesTable',
      DirectoryTable: 'DirectoryTable',
      OfficerTopicArn: 'OfficerTopic',
      DirectorySeed: 'DirectorySeed.Summary',
      UserPoolId: 'Officers',
      ClientId: 'HttpLoginStaff',
    });
  });
});

test('npm run bench imports the intake with every variable that the template gives it', () => {
  expect(Object.keys(importEnvironment)).toEqual(expect.arrayContaining(Object.keys(environment['intake']!)));
});
