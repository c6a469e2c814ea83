import { describe, expect, test } from 'vitest';
import { production, resource, resourcesOf, stacksOf, templatesOf } from './support/synthesized.ts';

const keysOnly = { ProjectionType: 'KEYS_ONLY' };
const listedBy = ['state', 'serviceCode', 'agencyId', 'areaCode'];
/** What lists are narrowed by, how near a complaint is, and nothing that tells more of it. */
const projections: Record<string, unknown> = {
  public: { ProjectionType: 'INCLUDE', NonKeyAttributes: listedBy },
  changed: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...listedBy, 'clientId', 'publicSort'] },
  likely: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['lat', 'long', 'verifiedAt', 'confidential'] },
};

describe.each([{ stage: 'dev' }, production])('data of stage %j', (context) => {
  const { data } = templatesOf(context);
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
    expect(found.DeletionPolicy).toBe('Retain');
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
    expect([identity, mac, secrets].map((key) => key.DeletionPolicy)).toEqual(['Retain', 'Retain', 'Retain']);
    const { stage } = context;
    const aliases = Object.values(resourcesOf(data, 'AWS::KMS::Alias')).map(
      (alias) => alias.Properties.AliasName as string,
    );
    expect(aliases.sort()).toEqual(['identity', 'mac', 'secrets'].map((key) => `alias/tanggap-${stage}-${key}`));
  });

  test('the stack itself cannot be deleted by mistake', () => {
    expect(stacksOf(context).data.terminationProtection).toBe(true);
  });
});
