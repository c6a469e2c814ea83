/**
 * Gives the city's SMS gateway a new secret and prints it once; the one before stays valid for the days of the exchange.
 *
 *   npm run gateway -- --stage production [--overlap 7]
 *   npm run gateway -- --local http://127.0.0.1:3000
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../functions/adapters/keys.ts';
import { createSecretCipher } from '../functions/adapters/secrets-kms.ts';
import { gatewayOwner } from '../functions/conversation/verify-signature.ts';
import { smsGateway } from '../functions/domain/sms-gateway.ts';
import { findTarget } from './support/target.ts';

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    local: { type: 'string' },
    /** Days in which both secrets are valid. */
    overlap: { type: 'string', default: '7' },
  },
});

const { stage, outputs, client } = await findTarget(values.stage, values.local);
const table = DynamoDBDocumentClient.from(new DynamoDBClient(client), {
  marshallOptions: { removeUndefinedValues: true },
});
const key = keys.directory('gateway', 'sms');
const { Item } = await table.send(
  new GetCommand({ TableName: outputs.DirectoryTable, Key: key, ConsistentRead: true }),
);
const { pk: _pk, sk: _sk, ...stored } = Item ?? {};
const before = Item === undefined ? undefined : smsGateway.parse(stored);

const secret = randomBytes(32).toString('hex');
const ciphertext = await createSecretCipher(`alias/tanggap-${stage}-secrets`, new KMSClient(client)).encrypt(
  gatewayOwner,
  secret,
);
const endsAt = new Date(Date.now() + Number(values.overlap) * 86_400_000).toISOString();
const newest = before?.secrets.at(-1);
const record = smsGateway.parse({
  version: (before?.version ?? 0) + 1,
  secrets: [...(newest ? [{ ...newest, endsAt }] : []), { ciphertext }],
});
await table.send(
  new PutCommand({
    TableName: outputs.DirectoryTable,
    Item: { ...key, ...record },
    ConditionExpression: before ? 'version = :before' : 'attribute_not_exists(pk)',
    ...(before ? { ExpressionAttributeValues: { ':before': before.version } } : {}),
  }),
);
console.log(`gateway secret, shown once: ${secret}`);
if (newest) console.log(`The one before is valid until ${endsAt}. The functions know of both within a minute.`);
