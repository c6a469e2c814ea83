import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CityTable } from './city-table.ts';
import { allow, deny } from './need.ts';
import type { Need } from './need.ts';

type Verb = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

/** Indexes of the complaints table (lib/stacks/data-stack.ts). */
type ComplaintsIndex = 'queue' | 'wake' | 'reporter' | 'public' | 'changed' | 'likely';

/** Some items of the complaints table and what may be done with them. */
interface ItemRight {
  /** Reason for the permission, as the statement's sid. */
  readonly sid: string;
  /** DynamoDB operations; a transaction needs the permission of each of its parts. */
  readonly verbs: readonly Verb[];
  /** Patterns of partition keys the permission is limited to (default: every partition). */
  readonly partitions?: readonly string[];
}

/** Permissions of one function on the complaints table. */
export interface ComplaintsNeedProps {
  /** Permissions on items. */
  readonly items: readonly ItemRight[];
  /** The indexes it may query (default: none). */
  readonly indexes?: readonly ComplaintsIndex[];
  /** True if reporters' identities are denied, whatever else is allowed; false only for functions that handle identities. */
  readonly neverIdentity: boolean;
}

/** Every item operation that some function may use. No function has Scan or PartiQL, so they need no Deny. */
const anyTouch: readonly Verb[] = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
];

const actions = (verbs: readonly Verb[]): string[] => verbs.map((verb) => `dynamodb:${verb}`);

/** Access to the complaints table: its name, and exactly these permissions. */
export function complaintsNeed(table: CityTable, props: ComplaintsNeedProps): Need {
  const statements: PolicyStatement[] = props.items.map((item) =>
    allow(
      item.sid,
      actions(item.verbs),
      [table.tableArn],
      item.partitions && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': item.partitions } },
    ),
  );
  if (props.indexes !== undefined) {
    const indexes = props.indexes.map((index) => `${table.tableArn}/index/${index}`);
    statements.push(allow('QueryIndexes', ['dynamodb:Query'], indexes));
  }
  if (props.neverIdentity) {
    statements.push(
      deny('NeverIdentity', actions(anyTouch), [table.tableArn], {
        'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['identity#*'] },
      }),
    );
  }
  return { environment: { COMPLAINTS_TABLE: table.tableName }, statements };
}
