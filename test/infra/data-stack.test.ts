import { describe, expect, test } from 'vitest';
import { production, resource, resourcesOf, stacksOf, templatesOf, type Resource } from './support/synthesized.ts';

const keysOnly = { ProjectionType: 'KEYS_ONLY' };
const listedBy = ['state', 'serviceCode', 'agencyId', 'areaCode'];
/** What lists are narrowed by, how near a complaint is, and nothing that tells more of it. */
const projections: Record<string, unknown> = {
  public: { ProjectionType: 'INCLUDE', NonKeyAttributes: listedBy },
  changed: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...listedBy, 'clientId', 'publicSort'] },
  likely: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['lat', 'long', 'verifiedAt', 'confidential'] },
  near: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['cell'] },
};

describe.each([{ stage: 'dev' }, production])('data of stage %j', (context) => {
  const { data, service } = templatesOf(context);
  const table = (name: string) => resource(data, 'AWS::DynamoDB::GlobalTable', name);

  test.each([
    [
      'Complaints',
      'NEW_IMAGE',
      {
        queue: ['queueKey', 'queueSort'],
        wake: ['wakeKey', 'wakeSort'],
        reporter: ['phoneMac', 'receivedAt'],
        public: ['publicKey', 'publicSort'],
        changed: ['changedKey', 'changedSort'],
        likely: ['likelyKey', 'receivedAt'],
        near: ['likelyKey', 'publicSort'],
      },
    ],
    ['Directory', 'NEW_AND_OLD_IMAGES', undefined],
    ['Identities', undefined, undefined],
  ])('table %s: keys, stream %s, indexes', (name, stream, indexes) => {
    const { Properties } = table(name);
    const keysOf = (schema: { AttributeName: string }[]) => schema.map((key) => key.AttributeName);
    expect(keysOf(Properties.KeySchema)).toEqual(['pk', 'sk']);
    expect(Properties.StreamSpecification).toEqual(stream && { StreamViewType: stream });
    expect(new Set(Properties.AttributeDefinitions.map((a: { AttributeType: string }) => a.AttributeType))).toEqual(
      new Set(['S']),
    );
    const found = Properties.GlobalSecondaryIndexes as
      | { IndexName: string; KeySchema: { AttributeName: string }[]; Projection: unknown }[]
      | undefined;
    expect(found && Object.fromEntries(found.map((index) => [index.IndexName, keysOf(index.KeySchema)]))).toEqual(
      indexes,
    );
    for (const index of found ?? []) expect(index.Projection).toEqual(projections[index.IndexName] ?? keysOnly);
  });

  test.each(['Complaints', 'Identities', 'Directory'])('table %s survives', (name) => {
    const found = table(name);
    expect(found.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: false },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        {
          Region: 'ap-southeast-3',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
  });

  test('keys: identity and secrets rotate, MAC is an HMAC key, all are retained', () => {
    const identity = resource(data, 'AWS::KMS::Key', 'KeysIdentity');
    const secrets = resource(data, 'AWS::KMS::Key', 'KeysSecrets');
    for (const { Properties } of [identity, secrets]) {
      expect(Properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 2560 });
      expect(Properties).not.toHaveProperty('KeySpec');
    }
    const mac = resource(data, 'AWS::KMS::Key', 'KeysMac');
    expect(mac.Properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const { stage } = context;
    const aliases = Object.values(resourcesOf(data, 'AWS::KMS::Alias')).map(
      (alias) => alias.Properties.AliasName as string,
    );
    expect(aliases.sort()).toEqual(['identity', 'mac', 'secrets'].map((key) => `alias/tanggap-ambon-${stage}-${key}`));
  });

  test('what holds state survives the stack, and leaves no orphan when its creation is rolled back', () => {
    const stateful = ['DynamoDB::GlobalTable', 'KMS::Key', 'S3::Bucket', 'Cognito::UserPool'].flatMap((type) =>
      Object.entries(resourcesOf(data, `AWS::${type}`)),
    );
    expect(stateful.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'AttachmentsBucket',
      'ComplaintsTable',
      'DirectoryTable',
      'IdentitiesTable',
      'KeysIdentity',
      'KeysMac',
      'KeysSecrets',
      'Officers',
    ]);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of stateful)
      expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
  });

  test('tables, which refuse to be deleted, are made after all else that may fail', () => {
    const others = Object.keys({
      ...resourcesOf(data, 'AWS::KMS::Key'),
      ...resourcesOf(data, 'AWS::Cognito::UserPool'),
    });
    for (const found of Object.values(resourcesOf(data, 'AWS::DynamoDB::GlobalTable')))
      expect(found.DependsOn).toEqual(
        expect.arrayContaining([...others, ...Object.keys(resourcesOf(data, 'AWS::S3::Bucket'))]),
      );
  });

  test('neither stack can be deleted by mistake', () => {
    const stacks = stacksOf(context);
    expect([stacks.data.terminationProtection, stacks.service.terminationProtection]).toEqual([true, true]);
  });

  test('the service holds nothing that must survive it', () => {
    const kept = Object.entries(service.toJSON()['Resources'] as Record<string, Resource>).filter(
      ([, found]) => found.DeletionPolicy !== undefined && found.DeletionPolicy !== 'Delete',
    );
    expect(kept.map(([id]) => id)).toEqual([]);
  });
});
