/**
 * Gives the city's SMS gateway, or with `--email` the relay of its mail server, a new secret and prints it once; the one before stays valid
 * for the days of the exchange. `--email none` ends the relay: reporters who have only e-mail are then not told.
 *
 *   npm run gateway -- --stage production [--overlap 7]
 *   npm run gateway -- --stage production --email https://surat.example.go.id/tanggap | none
 *   npm run gateway -- --local http://127.0.0.1:3000 [--email http://127.0.0.1:…]
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createEndpointCheck } from '../functions/adapters/http/endpoint-check.ts';
import { keys } from '../functions/adapters/dynamodb/keys.ts';
import { createSecretCipher } from '../functions/adapters/aws/secrets-kms.ts';
import { gatewayOwner } from '../functions/conversation/verify-signature.ts';
import { emailRelay, emailRelayOwner } from '../functions/domain/city/email-relay.ts';
import { smsGateway } from '../functions/domain/city/sms-gateway.ts';
import { webhookSecret, webhookSecretBytes } from '../functions/domain/webhooks/signature.ts';
import { findTarget } from './support/target.ts';

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    local: { type: 'string' },
    /** URL of the relay, or none. */
    email: { type: 'string' },
    /** Days in which both secrets are valid. */
    overlap: { type: 'string', default: '7' },
  },
});
const { email } = values;

const { stage, outputs, client } = await findTarget(values.stage, values.local);
const table = DynamoDBDocumentClient.from(new DynamoDBClient(client), {
  marshallOptions: { removeUndefinedValues: true },
});
const key = keys.directory('gateway', email === undefined ? 'sms' : 'email');
const schema = email === undefined ? smsGateway : emailRelay;
const { Item } = await table.send(
  new GetCommand({ TableName: outputs.DirectoryTable, Key: key, ConsistentRead: true }),
);
const { pk: _pk, sk: _sk, ...stored } = Item ?? {};
const before = Item === undefined ? undefined : schema.parse(stored);

try {
  await (email === 'none' ? end() : exchange());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function end(): Promise<void> {
  if (!before) throw new Error('there is no e-mail relay');
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await store({ ...before, version: before.version + 1, validTo: yesterday });
  console.log('No e-mail is sent any more. The functions know of it within a minute.');
}

async function exchange(): Promise<void> {
  const problem =
    email === undefined
      ? undefined
      : await createEndpointCheck({ loopback: values.local !== undefined }).problem(email);
  if (problem !== undefined) throw new Error(`--email: ${problem}`);

  const secret = email === undefined ? randomBytes(32).toString('hex') : webhookSecret(randomBytes(webhookSecretBytes));
  const cipher = createSecretCipher(`alias/tanggap-${stage}-secrets`, new KMSClient(client));
  const ciphertext = await cipher.encrypt(email === undefined ? gatewayOwner : emailRelayOwner, secret);
  const endsAt = new Date(Date.now() + Number(values.overlap) * 86_400_000).toISOString();
  const newest = before?.secrets.at(-1);
  await store({
    version: (before?.version ?? 0) + 1,
    ...(email === undefined ? {} : { url: email }),
    secrets: [...(newest ? [{ ...newest, endsAt }] : []), { ciphertext }],
  });
  console.log(`${email === undefined ? 'gateway' : 'e-mail relay'} secret, shown once: ${secret}`);
  if (newest) console.log(`The one before is valid until ${endsAt}.`);
  console.log('The functions know of it within a minute.');
}

/** Over the version that was read. */
async function store(record: Record<string, unknown>): Promise<void> {
  await table.send(
    new PutCommand({
      TableName: outputs.DirectoryTable,
      Item: { ...key, ...schema.parse(record) },
      ConditionExpression: before ? 'version = :before' : 'attribute_not_exists(pk)',
      ...(before ? { ExpressionAttributeValues: { ':before': before.version } } : {}),
    }),
  );
}
