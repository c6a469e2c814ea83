import { Stack, type StackProps } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { AttachmentBucket } from '../constructs/attachment-bucket.ts';
import { CityKeys } from '../constructs/city-keys.ts';
import { CityTable } from '../constructs/city-table.ts';
import { officerPool } from '../constructs/officer-pool.ts';
import { complaintsIndexes } from './complaints-indexes.ts';
import type { Deployment } from './deployment.ts';

/** Properties of the data stack. */
export interface DataStackProps extends StackProps {
  readonly deployment: Deployment;
}

/**
 * Holds the resources that must survive everything: both tables, the photos, and the keys without which identities and reporter secrets are
 * lost. It is a stack of its own, so that the service can be removed and deployed again without touching a complaint.
 */
export class DataStack extends Stack {
  /** Complaints with their events, texts, idempotency records and held messages. */
  readonly complaints: CityTable;
  /** Reporters' encrypted identities, apart, so that a permission on complaints is none on them. */
  readonly identities: CityTable;
  /** Agencies, services, areas, policies, holidays, officers and API clients. */
  readonly directory: CityTable;
  /** Photos: as they arrive, and sanitised. */
  readonly attachments: AttachmentBucket;
  /** KMS keys, each of which separates a permission. */
  readonly keys: CityKeys;
  /** Accounts of officers; undefined where the city has an OIDC issuer of its own. */
  readonly officers: UserPool | undefined;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { slug, corsOrigins, oidc } = props.deployment;
    this.keys = new CityKeys(this, 'Keys', { slug });
    this.attachments = new AttachmentBucket(this, 'Attachments', { corsOrigins });
    this.officers = oidc === undefined ? officerPool(this, slug) : undefined;
    this.complaints = new CityTable(this, 'Complaints', {
      // Consumers need the new image only: an event is immutable.
      stream: StreamViewType.NEW_IMAGE,
      indexes: complaintsIndexes,
    });
    this.identities = new CityTable(this, 'Identities');
    this.directory = new CityTable(this, 'Directory', {
      // Both images: a changed holiday or policy moves deadlines by the difference.
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
    // What refuses to be deleted is made last: if anything before it fails, the first deployment is rolled back whole.
    for (const table of [this.complaints, this.identities, this.directory])
      table.node.addDependency(this.keys, this.attachments, ...(this.officers ? [this.officers] : []));
  }
}
