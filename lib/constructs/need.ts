import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A resource that a function uses: its environment variables and the permissions on it, so that neither is given without the other. */
export interface Need {
  /** Environment variables with the resource's name. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The permissions; each statement has a sid, which tests and reviewers read as its reason. */
  readonly statements: readonly PolicyStatement[];
}

/** IAM condition block: operator → key → values. */
export type Conditions = Record<string, Record<string, string | readonly string[]>>;

/**
 * An explicit Allow. Statements are written out and never granted by a construct: `table.grant` adds every index, `grantPublish` and
 * `grantInvoke` add wildcards.
 */
export function allow(
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
): PolicyStatement {
  return new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions });
}
