import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Which stage the aliases name. */
export interface CityKeysProps {
  /** Stage. */
  readonly stage: string;
}

/**
 * Keys that carry a right, US$ 1 a month each. Losing one loses what it protects, so both are retained for good.
 * The key for secrets we must use again (the gateway's, webhook subscribers') comes with the issue that stores the first:
 * a key nobody may use would only cost.
 */
export class CityKeys extends Construct {
  /** Encrypts reporters' identities; who may Decrypt may see a name and a number. */
  readonly identityKeyArn: string;
  /** Makes the MACs of phone numbers and reporter secrets; HMAC keys cannot be rotated, and a new one would orphan every secret. */
  readonly macKeyArn: string;

  constructor(scope: Construct, id: string, props: CityKeysProps) {
    super(scope, id);
    this.identityKeyArn = new Key(this, 'Identity', {
      alias: `alias/tanggap-${props.stage}-identity`,
      description: 'Tanggap: encrypts the identity of reporters',
      // Yearly; older ciphertexts stay readable. Each of the first two rotations adds US$ 1 a month.
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    }).keyArn;
    this.macKeyArn = new Key(this, 'Mac', {
      alias: `alias/tanggap-${props.stage}-mac`,
      description: 'Tanggap: MACs of phone numbers and reporter secrets',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    }).keyArn;
  }
}
