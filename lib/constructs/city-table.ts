import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
  type StreamViewType,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { CityIndex } from '../stacks/complaints-indexes.ts';

/** Properties that differ between the tables. */
export interface CityTableProps {
  /** View of each change on the stream (default: no stream). */
  readonly stream?: StreamViewType;
  /** Indexes (default: none), with few attributes besides keys, because each projected attribute is paid on each write. Readers read the listed items by key. */
  readonly indexes?: readonly CityIndex[];
}

/**
 * A table of the city: string keys `pk` and `sk`, on demand, restorable to any second of 35 days. Encrypted with AWS's own key: a key of ours
 * would add US$ 1 a month and a KMS call per read without carrying a permission.
 */
export class CityTable extends Construct {
  readonly tableName: string;
  readonly tableArn: string;
  readonly #streamArn: string | undefined;

  constructor(scope: Construct, id: string, props: CityTableProps = {}) {
    super(scope, id);
    const key = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new TableV2(this, 'Table', {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      // A city files hundreds of complaints a year: idle it costs nothing, and a burst needs no planning.
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      ...(props.stream && { dynamoStream: props.stream }),
      // Removes idempotency items after 7 days. Readers check the time themselves, because AWS may take days.
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: (props.indexes ?? []).map((index) => ({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        sortKey: key(index.sortKey),
        ...(index.include === undefined
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.include] }),
      })),
    });
    this.tableName = table.tableName;
    this.tableArn = table.tableArn;
    this.#streamArn = table.tableStreamArn;
  }

  /** ARN of the stream, for consumers and their permissions. Throws when the table has none. */
  get streamArn(): string {
    if (this.#streamArn === undefined) throw new Error(`${this.node.path} has no stream`);
    return this.#streamArn;
  }
}
