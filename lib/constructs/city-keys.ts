import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Stage named by the aliases. */
export interface CityKeysProps {
  readonly slug: string;
}

/**
 * KMS keys, one per permission, US$ 1 a month each. All are retained for good: losing one loses the data it protects. Each rotation of a key
 * adds US$ 1 a month, twice at most, and re-encrypts nothing.
 */
export class CityKeys extends Construct {
  /** Encrypts reporters' identities; the permission to Decrypt shows a name and a number. */
  readonly identityKeyArn: string;
  /** Makes the MACs of phone numbers and reporter secrets; HMAC keys cannot be rotated, and a new one would orphan every secret. */
  readonly macKeyArn: string;
  /** Encrypts secrets that are used again: of webhook subscribers, of the relay, of the SMS gateway. */
  readonly secretsKeyArn: string;

  constructor(scope: Construct, id: string, props: CityKeysProps) {
    super(scope, id);
    this.identityKeyArn = new Key(this, 'Identity', {
      alias: `alias/tanggap-${props.slug}-identity`,
      description: 'Tanggap: encrypts the identity of reporters',
      // As rarely as KMS allows (seven years): yearly rotation would break the idle budget in its second year (docs/costs.md).
      enableKeyRotation: true,
      rotationPeriod: Duration.days(2560),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    }).keyArn;
    this.macKeyArn = new Key(this, 'Mac', {
      alias: `alias/tanggap-${props.slug}-mac`,
      description: 'Tanggap: MACs of phone numbers and reporter secrets',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    }).keyArn;
    this.secretsKeyArn = new Key(this, 'Secrets', {
      alias: `alias/tanggap-${props.slug}-secrets`,
      description: 'Tanggap: encrypts secrets of webhook subscribers and gateways',
      // Rotated as the identity key. The owners replace the secrets themselves, and two are valid during the change.
      enableKeyRotation: true,
      rotationPeriod: Duration.days(2560),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    }).keyArn;
  }
}
