import * as z from 'zod';
import { environments, type Environment, type Stage } from './environments.ts';

/** Names that Indonesian operators refuse as sender (Vonage API support 204017053); SNS falls back to NOTICE by itself. */
const refusedSenders = new Set(['INFO', 'SMS', 'NOTICE']);

const senderId = z
  .string()
  .regex(/^[A-Za-z0-9-]{3,11}$/, 'must be 3 to 11 of A-Z, a-z, 0-9 and -')
  .regex(/[A-Za-z]/, 'must have at least one letter')
  .refine((id) => !refusedSenders.has(id.toUpperCase()), 'must not be INFO, SMS or NOTICE: operators refuse these');

const stages = Object.keys(environments) as [Stage, ...Stage[]];

/** What only the deploying city knows: the CDK context. */
const options = z.object({
  stage: z.enum(stages).default('dev'),
  /** Sender ID registered with the Indonesian operators, shown to citizens instead of a number. */
  smsSenderId: senderId.optional(),
  /** True if this stage owns the account's log of undelivered SMS; an account has one. */
  smsFailureLog: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((answer) => answer === 'yes'),
  /** Licence of the open data in the city's own words, shown on the page of open data; without it the page says that the city has set none yet. */
  dataLicense: z.string().trim().min(1).max(500).optional(),
  /** Address that alarms are mailed to; without it the alarm topic has no subscriber. */
  alarmEmail: z.email().optional(),
  /** Subscribers on the machine itself, over plain HTTP: the local cloud sets it, and production refuses it. */
  webhookLoopback: z.stringbool().default(false),
  /** An OIDC issuer of the city's own; without it a Cognito user pool is made. */
  oidcIssuer: z.url({ protocol: /^https$/ }).optional(),
  oidcAudience: z
    .string()
    .min(1)
    .transform((list) => list.split(','))
    .optional(),
  /** Client of the officer console at that issuer; without it the console is not open. */
  oidcPagesClientId: z.string().min(1).optional(),
});

const Context = options
  .refine((c) => (c.oidcIssuer === undefined) === (c.oidcAudience === undefined), {
    path: ['oidcIssuer'],
    message: 'oidcIssuer and oidcAudience belong together: give both or neither',
  })
  .refine((c) => c.oidcPagesClientId === undefined || c.oidcIssuer !== undefined, {
    path: ['oidcPagesClientId'],
    message: "oidcPagesClientId belongs to a city's own oidcIssuer; the Cognito pool makes its own client",
  })
  .transform(({ oidcIssuer: issuer, oidcAudience: audience, oidcPagesClientId: pagesClientId, ...own }) => ({
    ...own,
    oidc: issuer && audience ? { issuer, audience, pagesClientId } : undefined,
  }));

/** A stage's settings together with the options of the deploying city. */
export type Deployment = Environment & z.output<typeof Context>;

/** Reads and checks the CDK context by `get`. Throws one sentence per fault, naming the `-c` option to give. */
export function deploymentFrom(get: (key: string) => unknown): Deployment {
  const parsed = Context.safeParse(Object.fromEntries(Object.keys(options.shape).map((key) => [key, get(key)])));
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `-c ${issue.path.join('.')}=…: ${issue.message}`).join('\n'));
  }
  const { stage, smsSenderId, webhookLoopback } = parsed.data;
  const environment: Environment = environments[stage];
  if (environment.smsSenderRequired && smsSenderId === undefined) {
    throw new Error(
      `-c smsSenderId=…: stage ${stage} needs a sender ID registered with the operators (3 to 11 of A-Z, a-z, 0-9 and -, ` +
        'at least one letter, not INFO, SMS or NOTICE). Without one SNS sends as NOTICE, which is refused in Indonesia.',
    );
  }
  if (webhookLoopback && !environment.webhookLoopbackAllowed) {
    throw new Error(
      `-c webhookLoopback=true: stage ${stage} must not send webhooks to itself. Only the local cloud may.`,
    );
  }
  return { ...environment, ...parsed.data };
}
