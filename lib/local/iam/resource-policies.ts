import * as z from 'zod';
import type { Json } from '../json.ts';
import { ACCOUNT } from '../template/names.ts';
import type { Template } from '../template/template.ts';
import { conditionsHold, like, type Context } from './conditions.ts';
import type { Ask } from './policies.ts';

/** Who asks: a role of the template, or a service of AWS. */
export type Asker = { role: string } | { service: string };

/** What the policies of queues, topics, buckets and keys say of a request. */
export type ResourcePolicies = {
  /** Says why a role may not, although its own policy allows it; undefined when it may. */
  refusal: (role: string, ask: Ask) => string | undefined;
  /** True if a resource's policy lets a service of AWS in, which has no policy of its own. */
  admits: (service: string, ask: Ask) => boolean;
};

const oneOrMany = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([
    z.literal('*').transform(() => ({ AWS: ['*'], Service: [] as string[] })),
    z.strictObject({ AWS: oneOrMany.default([]), Service: oneOrMany.default([]) }),
  ]),
  Action: oneOrMany,
  Resource: oneOrMany,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
type Statement = z.infer<typeof Statement>;
const Document = z.object({ Statement: z.array(Statement) });

const Policy = z.object({ PolicyDocument: Document, Topics: z.array(z.string()).default([]) });
const Key = z.object({ KeyPolicy: Document.optional() });

/** Requests come over HTTPS and TLS 1.3 on AWS; the local cloud has plain HTTP on this machine. */
const transport: Context = new Map([
  ['aws:securetransport', ['true']],
  ['s3:tlsversion', ['1.3']],
]);

const root = `arn:aws:iam::${ACCOUNT}:root`;

/** Reads the policies. Within one account a role's own Allow is enough, except at a key: its policy must allow the account or the role too. */
export function readResourcePolicies(template: Template): ResourcePolicies {
  const policies = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy'].flatMap((type) =>
    template.of(type, Policy).map(({ properties }) => properties),
  );
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  // A topic without a policy gets one that lets the account's own alarms publish.
  const governed = new Set(policies.flatMap(({ Topics }) => Topics));
  const open = new Set(
    template
      .of('AWS::SNS::Topic', z.looseObject({}))
      .flatMap(({ names }) => (governed.has(names.ref) ? [] : names.ref)),
  );
  const keys = new Map<string, Statement[]>();
  for (const { names, properties } of template.of('AWS::KMS::Key', Key)) {
    // A key without a policy gets one that allows the account (KMS developer guide, key-policy-default).
    if (properties.KeyPolicy) keys.set(names.attributes['Arn'] ?? '', properties.KeyPolicy.Statement);
  }
  const fitting = (from: Statement[], asker: Asker, ask: Ask): Statement[] =>
    from.filter(
      (one) =>
        isFor(one, asker) &&
        one.Action.some((action) => like(ask.action.toLowerCase(), action.toLowerCase())) &&
        one.Resource.some((resource) => like(ask.resource, resource)) &&
        conditionsHold(one.Condition as Json | undefined, new Map([...transport, ...ask.context])),
    );
  return {
    refusal: (role, ask) => {
      const key = keys.get(ask.resource);
      const all = fitting(key ?? statements, { role }, ask);
      if (all.some(({ Effect }) => Effect === 'Deny')) return 'with an explicit deny in a resource-based policy';
      if (key !== undefined && all.length === 0)
        return `because no resource-based policy allows the ${ask.action} action`;
      return undefined;
    },
    admits: (service, ask) => {
      if (open.has(ask.resource)) return true;
      const all = fitting(statements, { service }, ask);
      return all.some(({ Effect }) => Effect === 'Allow') && all.every(({ Effect }) => Effect === 'Allow');
    },
  };
}

function isFor({ Principal }: Statement, asker: Asker): boolean {
  const named = (patterns: string[], ...known: string[]): boolean =>
    patterns.some((pattern) => pattern === '*' || known.includes(pattern));
  return 'service' in asker
    ? named(Principal.Service, asker.service) || Principal.AWS.includes('*')
    : named(Principal.AWS, root, ACCOUNT, `arn:aws:iam::${ACCOUNT}:role/${asker.role}`);
}
