/** Gives the city's SMS gateway, or the relay of its mail server, a new secret and prints it once; the previous one stays valid for a while. */
import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { createEndpointCheck } from '../functions/adapters/http/endpoint-check.ts';
import { keys } from '../functions/adapters/dynamodb/keys.ts';
import { createSecretCipher } from '../functions/adapters/aws/secrets-kms.ts';
import { smsGatewayOwner } from '../functions/domain/city/sms-gateway.ts';
import { emailRelay, emailRelayOwner } from '../functions/domain/city/email-relay.ts';
import { smsGateway } from '../functions/domain/city/sms-gateway.ts';
import { webhookSecret, webhookSecretBytes } from '../functions/domain/webhooks/signature.ts';
import { command, UsageError } from './support/command.ts';
import { findTarget, targetOptions, type Target } from './support/target.ts';

const schema = z.object({
  email: z
    .union([z.url(), z.literal('none')])
    .optional()
    .meta({ value: 'URL|none', description: "the mail server's relay in place of the SMS gateway; none ends it" }),
  overlap: z.coerce
    .number()
    .min(0)
    .default(7)
    .meta({ value: 'DAYS', description: 'days in which both secrets are valid' }),
  ...targetOptions,
});
type Options = z.infer<typeof schema>;

export default command(import.meta, {
  script: 'gateway',
  about: "Gives the city's SMS gateway, or the relay of its mail server, a new secret, printed once.",
  options: schema,
  run: async (options) => {
    const target = await findTarget(options);
    const record = await openRecord(target, options.email === undefined ? 'sms' : 'email');
    await (options.email === 'none' ? end(record) : exchange(record, target, options));
  },
});

type GatewayRecord = Awaited<ReturnType<typeof openRecord>>;

/** Reads the directory's record of a gateway; `store` replaces the version that was read. */
async function openRecord({ outputs, client }: Target, kind: 'sms' | 'email') {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(client), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const Key = keys.directory('gateway', kind);
  const form = kind === 'sms' ? smsGateway : emailRelay;
  const TableName = outputs.DirectoryTable;
  const { Item } = await table.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const { pk: _pk, sk: _sk, ...stored } = Item ?? {};
  const before = Item === undefined ? undefined : form.parse(stored);
  const store = async (record: Record<string, unknown>): Promise<void> => {
    await table.send(
      new PutCommand({
        TableName,
        Item: { ...Key, ...form.parse({ ...record, version: (before?.version ?? 0) + 1 }) },
        ConditionExpression: before ? 'version = :before' : 'attribute_not_exists(pk)',
        ...(before ? { ExpressionAttributeValues: { ':before': before.version } } : {}),
      }),
    );
  };
  return { before, store };
}

async function end({ before, store }: GatewayRecord): Promise<void> {
  if (!before) throw new Error('there is no e-mail relay');
  await store({ ...before, validTo: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) });
  console.log('E-mail ends: the functions stop sending within a minute.');
}

async function exchange(
  { before, store }: GatewayRecord,
  { slug, client, now }: Target,
  options: Options,
): Promise<void> {
  const { email, overlap, local } = options;
  const check = createEndpointCheck({ loopback: local !== undefined });
  const problem = email === undefined ? undefined : await check.problem(email);
  if (problem !== undefined) throw new UsageError(`--email: ${problem}`);

  const secret = email === undefined ? randomBytes(32).toString('hex') : webhookSecret(randomBytes(webhookSecretBytes));
  const cipher = createSecretCipher(`alias/tanggap-${slug}-secrets`, new KMSClient(client));
  const ciphertext = await cipher.encrypt(email === undefined ? smsGatewayOwner : emailRelayOwner, secret);
  const endsAt = new Date(now.getTime() + overlap * 86_400_000).toISOString();
  const newest = before?.secrets.at(-1);
  await store({
    ...(email === undefined ? {} : { url: email }),
    secrets: [...(newest ? [{ ...newest, endsAt }] : []), { ciphertext }],
  });
  console.log(`${email === undefined ? 'gateway' : 'e-mail relay'} secret, shown once: ${secret}`);
  if (newest) console.log(`The previous secret is valid until ${endsAt}.`);
  console.log('The functions use it within a minute.');
}
