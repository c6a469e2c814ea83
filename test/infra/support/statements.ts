import type { Template } from 'aws-cdk-lib/assertions';
import { resourcesOf } from './synthesized.ts';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Every statement of a role, as `Sid: Effect actions on resource if condition`. */
export function statementsOf(template: Template, rolePrefix: string, readable: (value: unknown) => string): string[] {
  return rawStatementsOf(template, rolePrefix).map((statement) => {
    const effect = statement.Effect === 'Deny' ? 'DENY ' : '';
    const target = 'Resource' in statement ? readable(statement.Resource) : `not ${readable(statement.NotResource)}`;
    const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ` if ${operator} ${key} ${readable(values)}`),
    );
    return `${statement.Sid}: ${effect}${[statement.Action].flat().join(' ')} on ${target}${conditions.join('')}`;
  });
}

/** Statements of the policies attached to the role whose logical id begins so. */
export function rawStatementsOf(template: Template, rolePrefix: string): Statement[] {
  return Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter((policy) => (policy.Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref.startsWith(rolePrefix)))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement as Statement[]);
}
