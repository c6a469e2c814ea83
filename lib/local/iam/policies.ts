import * as z from 'zod';
import type { Json } from '../json.ts';
import type { Template } from '../template/template.ts';
import { conditionsHold, like, type Context } from './conditions.ts';

/** One thing that a caller asks to do. */
export type Ask = { action: string; resource: string; context: Context };

const oneOrMany = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMany.optional(),
    NotAction: oneOrMany.optional(),
    Resource: oneOrMany.optional(),
    NotResource: oneOrMany.optional(),
    Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  })
  .transform((statement) => ({ ...statement, Condition: statement.Condition as Json | undefined }));

type Statement = z.infer<typeof Statement>;
const Document = z.object({ Statement: z.array(Statement) });

const RoleProperties = z.object({
  Policies: z.array(z.object({ PolicyDocument: Document })).default([]),
});
const PolicyProperties = z.object({ PolicyDocument: Document, Roles: z.array(z.string()).default([]) });

/** The permissions of the template's roles. */
export type Policies = {
  /** Returns true if some statement of the role allows the action and none denies it. */
  allows: (role: string, ask: Ask) => boolean;
};

/** Reads the policies of every role, inline and attached. Managed policies of AWS give permissions to logs only, and are not read. */
export function readPolicies(template: Template): Policies {
  const byRole = new Map<string, Statement[]>();
  const add = (role: string, statements: Statement[]): void => {
    byRole.set(role, [...(byRole.get(role) ?? []), ...statements]);
  };
  for (const { names, properties } of template.of('AWS::IAM::Role', RoleProperties)) {
    for (const policy of properties.Policies) add(names.ref, policy.PolicyDocument.Statement);
  }
  for (const { properties } of template.of('AWS::IAM::Policy', PolicyProperties)) {
    for (const role of properties.Roles) add(role, properties.PolicyDocument.Statement);
  }
  return {
    allows: (role, ask) => {
      const fitting = (byRole.get(role) ?? []).filter(
        (one) => covers(one, ask.action, ask.resource) && conditionsHold(one.Condition, ask.context),
      );
      return fitting.some((one) => one.Effect === 'Allow') && !fitting.some((one) => one.Effect === 'Deny');
    },
  };
}

/** Action names are case-insensitive, resources are not. */
function covers(statement: Statement, action: string, resource: string): boolean {
  const named = (patterns: string[]): boolean => patterns.some((one) => like(action.toLowerCase(), one.toLowerCase()));
  const actionFits = statement.Action === undefined ? !named(statement.NotAction ?? ['*']) : named(statement.Action);
  if (!actionFits) return false;
  const within = (patterns: string[]): boolean => patterns.some((one) => like(resource, one));
  return statement.Resource === undefined ? !within(statement.NotResource ?? ['*']) : within(statement.Resource);
}
