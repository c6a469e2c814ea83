import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
  type CfnBucket,
} from 'aws-cdk-lib/aws-s3';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow, type Need } from './need.ts';

/** Permissions on photos: `incoming/` holds uploads as they arrived, `clean/` the sanitised photos of complaints. */
const permissions = {
  send: { sid: 'SendUploads', action: 's3:PutObject', prefix: 'incoming' },
  read: { sid: 'ReadUploads', action: 's3:GetObject', prefix: 'incoming' },
  discard: { sid: 'DiscardUploads', action: 's3:DeleteObject', prefix: 'incoming' },
  keep: { sid: 'KeepPhotos', action: 's3:PutObject', prefix: 'clean' },
  show: { sid: 'ShowPhotos', action: 's3:GetObject', prefix: 'clean' },
} as const;

/** What a function may do with photos. */
export type PhotoUse = keyof typeof permissions;

/** Properties of the bucket. */
export interface AttachmentBucketProps {
  /** Web origins whose pages may post photos into it and show them. */
  readonly corsOrigins: readonly string[];
}

/**
 * Stores photos of complaints. Private, TLS only, kept when the stack goes; an upload that never becomes part of a complaint expires after a week.
 * Each upload is sent to EventBridge, which the service stack listens to: a bucket notification would make the two stacks depend on each other.
 */
export class AttachmentBucket extends Construct {
  /** Generated name, because bucket names are worldwide. */
  readonly bucketName: string;
  readonly #arn: string;
  readonly #exportName: string;

  constructor(scope: Construct, id: string, { corsOrigins }: AttachmentBucketProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [
        {
          id: 'unbound-uploads',
          prefix: 'incoming/',
          // Longer than a long weekend, so that a photo whose sanitising failed can be sanitised again.
          expiration: Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      ...(corsOrigins.length > 0 && {
        cors: [
          {
            allowedOrigins: [...corsOrigins],
            allowedMethods: [HttpMethods.GET, HttpMethods.POST],
            allowedHeaders: ['*'],
            maxAge: 3600,
          },
        ],
      }),
    });
    // CDK's own switch for this is a custom resource with permissions on every bucket; CloudFormation has had the property since 2021.
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'An access log would keep the addresses of reporters beside the ids of their complaints; every form and link is signed by a function that logs it without them.',
    });
    this.bucketName = bucket.bucketName;
    // The export that a reference from the service stack would make; made here, so that the acknowledgements below know its name.
    const stack = Stack.of(this);
    this.#arn = stack.exportValue(bucket.bucketArn);
    this.#exportName = (stack.resolve(this.#arn) as { 'Fn::ImportValue': string })['Fn::ImportValue'];
  }

  /** Gives a function exactly these permissions on photos. No function may delete a kept photo or list any. */
  letUse(user: { readonly role: IRole; add(need: Need): void }, ...wanted: readonly PhotoUse[]): void {
    user.add({
      environment: { ATTACHMENTS_BUCKET: this.bucketName },
      statements: wanted.map((name) => {
        const { sid, action, prefix } = permissions[name];
        return allow(sid, [action], [`${this.#arn}/${prefix}/*`]);
      }),
    });
    for (const prefix of new Set(wanted.map((name) => permissions[name].prefix)))
      Validations.of(user.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${this.#exportName}/${prefix}/*]`,
        reason: 'Photos are named at run time, by complaint; the prefix keeps what arrived from what was sanitised.',
      });
  }
}
