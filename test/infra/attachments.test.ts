import { describe, expect, test } from 'vitest';
import { readableIn } from './support/readable.ts';
import { production, resource, templatesOf } from './support/synthesized.ts';

describe.each([{ stage: 'dev' }, production])('photos in stage %j', (context) => {
  const { data, service } = templatesOf(context);
  const readable = readableIn(data);
  const bucket = resource(data, 'AWS::S3::Bucket', 'Attachments');

  test('the bucket is private and encrypted', () => {
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(bucket.Properties).not.toHaveProperty('BucketName');
  });

  test('it is spoken to by TLS 1.2 only', () => {
    const { Statement } = resource(data, 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
    const denied = (Statement as { Effect: string; Principal: unknown; Condition: unknown }[]).filter(
      ({ Effect }) => Effect === 'Deny',
    );
    expect(denied.map(({ Condition }) => Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
    expect(Statement).toHaveLength(2);
  });

  test('what arrived and was never taken up goes after a week; what was kept stays', () => {
    expect(bucket.Properties.LifecycleConfiguration.Rules).toEqual([
      {
        Id: 'unbound-uploads',
        Status: 'Enabled',
        Prefix: 'incoming/',
        ExpirationInDays: 7,
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ]);
  });

  test('each arrival, and no kept photo, is told to sanitising: its key and size, not who sent it', () => {
    expect(bucket.Properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    const { EventPattern, Targets } = resource(service, 'AWS::Events::Rule').Properties;
    expect({
      ...EventPattern,
      detail: { ...EventPattern.detail, bucket: readable(EventPattern.detail.bucket.name) },
    }).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: 'AttachmentsBucket', object: { key: [{ prefix: 'incoming/' }] } },
    });
    expect(Targets.map((t: { Arn: unknown; InputPath: string }) => [readable(t.Arn), t.InputPath])).toEqual([
      ['SanitisingFunction.Arn', '$.detail.object'],
    ]);
  });

  test('only that rule may start sanitising, and what fails is kept', () => {
    const permission = resource(service, 'AWS::Lambda::Permission', 'SanitisingFunction').Properties;
    expect(permission.Principal).toBe('events.amazonaws.com');
    expect(readable(permission.SourceArn)).toContain(`:rule/tanggap-ambon-${context.stage}-uploads`);
    const retries = resource(service, 'AWS::Lambda::EventInvokeConfig').Properties;
    expect(retries).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600, Qualifier: '$LATEST' });
    expect(readable(retries.DestinationConfig.OnFailure.Destination)).toBe('UploadsFailuresQueue.Arn');
  });
});
