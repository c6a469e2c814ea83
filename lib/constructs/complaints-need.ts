import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { complaintsIndexes } from '../stacks/complaints-indexes.ts';
import type { CityTable } from './city-table.ts';
import { allow, type Conditions, type Need } from './need.ts';

/** Operations that `dynamodb:LeadingKeys` limits: those of AWS's example (DynamoDB developer guide, specifying-conditions). */
type LimitedVerb = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

type ComplaintsIndex = (typeof complaintsIndexes)[number]['name'];

/** Some items of the complaints table and what may be done with them. `sid` tells the reason for the permission. */
type ItemRight =
  /** On every item; a transaction needs the permission of each of its parts. */
  | { readonly sid: string; readonly verbs: readonly (LimitedVerb | 'ConditionCheckItem')[] }
  /** On the items whose partition key fits a pattern, and not within a transaction (docs/adr/023). */
  | { readonly sid: string; readonly verbs: readonly LimitedVerb[]; readonly partitions: readonly string[] };

/** Permissions of one function on the complaints table. */
export interface ComplaintsNeedProps {
  /** Permissions on items. */
  readonly items: readonly ItemRight[];
  /** The indexes it may query (default: none). */
  readonly indexes?: readonly ComplaintsIndex[];
}

/** Condition that a call names partitions of these patterns only. Without the Null test a call with no partition key would pass. */
export const onlyPartitions = (patterns: readonly string[]): Conditions => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

/** Access to the complaints table: its name, and exactly these permissions. */
export function complaintsNeed(table: CityTable, { items, indexes }: ComplaintsNeedProps): Need {
  const statements: PolicyStatement[] = items.map((item) =>
    allow(
      item.sid,
      item.verbs.map((verb) => `dynamodb:${verb}`),
      [table.tableArn],
      'partitions' in item ? onlyPartitions(item.partitions) : {},
    ),
  );
  if (indexes !== undefined) {
    const arns = indexes.map((index) => `${table.tableArn}/index/${index}`);
    statements.push(allow('QueryIndexes', ['dynamodb:Query'], arns));
  }
  return { environment: { COMPLAINTS_TABLE: table.tableName }, statements };
}

/** Stores reporters' encrypted identities, or reads them: in a table of their own, on which no other function has a permission. */
export function identitiesNeed(table: CityTable, verb: 'PutItem' | 'GetItem'): Need {
  return {
    environment: { IDENTITIES_TABLE: table.tableName },
    statements: [allow(verb === 'PutItem' ? 'StoreIdentity' : 'ReadIdentity', [`dynamodb:${verb}`], [table.tableArn])],
  };
}
