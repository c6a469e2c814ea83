/** The settings of a stage of a city: one committed file, `lib/city/<name>/stages/<stage>.json` (docs/deploy.md#settings). */
import * as z from 'zod';

/** Names that Indonesian operators refuse as sender (Vonage API support 204017053); SNS falls back to NOTICE by itself. */
const refusedSenders = new Set(['INFO', 'SMS', 'NOTICE']);

const senderId = z
  .string()
  .regex(/^[A-Za-z0-9-]{3,11}$/, 'must be 3 to 11 of A-Z, a-z, 0-9 and -')
  .regex(/[A-Za-z]/, 'must have at least one letter')
  .refine((id) => !refusedSenders.has(id.toUpperCase()), 'must not be INFO, SMS or NOTICE: operators refuse these');

const origin = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => URL.canParse(url) && new URL(url).origin === url,
    'must be an origin, such as https://lapor.ambon.go.id',
  );

/** What a stage of a city may set. A member that is absent has the default named here. */
export const settings = z.strictObject({
  /** AWS account, 12 digits: a deployment to another one is refused (default: the account of the credentials). */
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be 12 digits')
    .optional(),
  /** AWS region. Jakarta: the data stay in Indonesia (PP 71/2019), and SNS sends SMS from there. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region')
    .default('ap-southeast-3'),
  /** Where alarms are mailed; without it the alarm topic has no subscriber. Production needs one. */
  alarmEmail: z.email().optional(),
  /** Sender ID registered with the Indonesian operators, shown to citizens instead of a number. Production needs one. */
  smsSenderId: senderId.optional(),
  /**
   * Most US$ one SMS may cost: SNS refuses a dearer one. Not verified against a bill: list prices to Indonesia were seen between 0.30 and 0.45.
   */
  smsMaxPriceUsd: z.number().positive().max(10).default(0.6),
  /** The account's spend limit for SMS in US$ a month, as AWS has raised it (default: AWS's own for a new account). An alarm rings at 80 %. */
  smsMonthlyLimitUsd: z.number().positive().max(1_000_000).default(1),
  /** True if this stage owns the account's log of undelivered SMS; an account has one (default: production has it). */
  smsFailureLog: z.boolean().optional(),
  /** An OIDC issuer of the city's own, its audiences, and the officer console's client there (default: a Cognito user pool). */
  oidc: z
    .strictObject({
      issuer: z.url({ protocol: /^https$/ }),
      audience: z.array(z.string().min(1)).min(1),
      pagesClientId: z.string().min(1).optional(),
    })
    .optional(),
  /** Origin under which people reach pages and API, where the city has a name of its own (default: API Gateway's address). */
  publicUrl: origin.optional(),
  /** Web origins whose pages may call the API and send photos from a browser (default: none, no CORS at all). */
  corsOrigins: z.array(origin).default([]),
  /** Licence of the open data in the city's own words, shown on the page of open data (default: the page says that there is none yet). */
  dataLicense: z.string().trim().min(1).max(500).optional(),
  /** Days that function, access and machine logs are kept; they hold no identity and no complaint text. 90: the longest track takes 84. */
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731]).default(90),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN']).default('INFO'),
  /** Steady requests a second, all callers together; more get 429. 500 filed at once (ten times a busy day) pass in 10 s. */
  requestsPerSecond: z.number().int().min(1).max(10_000).default(50),
  /** Requests accepted at once above the steady rate. */
  requestBurst: z.number().int().min(1).max(5000).default(100),
});

/** A stage's settings as its file gives them, with defaults. */
export type Settings = z.output<typeof settings>;
