import type { Deployment } from '../stacks/deployment.ts';
import type { CityKeys } from './city-keys.ts';
import type { CityTable } from './city-table.ts';
import { allow, type Need } from './need.ts';

/** Read the city's profile; only the seed (and later the admin function) writes it. */
export function directoryNeed(table: CityTable): Need {
  return {
    environment: { DIRECTORY_TABLE: table.tableName },
    statements: [
      allow('ReadDirectory', ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [table.tableArn]),
    ],
  };
}

type Operation = 'Encrypt' | 'Decrypt';

/** The permission for one KMS operation; the encryption context limits it to one purpose, and where given to one owner. */
function keyNeed(key: 'IDENTITY' | 'SECRETS', arn: string, sid: string, context: Record<string, string>): Need {
  const action = sid.startsWith('Encrypt') ? 'kms:Encrypt' : 'kms:Decrypt';
  const conditions: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(context)) {
    const tested = (conditions[value.includes('*') ? 'StringLike' : 'StringEquals'] ??= {});
    tested[`kms:EncryptionContext:${name}`] = value;
  }
  return { environment: { [`${key}_KEY_ARN`]: arn }, statements: [allow(sid, [action], [arn], conditions)] };
}

/** Encrypts or decrypts reporters' identities, and nothing else under the key. */
export const identityKeyNeed = ({ identityKeyArn }: CityKeys, operation: Operation): Need =>
  keyNeed('IDENTITY', identityKeyArn, `${operation}Identity`, { purpose: 'identity' });

/** Encrypts or decrypts the number to which an SMS is answered. This permission does not decrypt identities. */
export const replyKeyNeed = ({ identityKeyArn }: CityKeys, operation: Operation): Need =>
  keyNeed('IDENTITY', identityKeyArn, `${operation}Reply`, { purpose: 'reply' });

/** Encrypts or decrypts officers' numbers. This permission does not decrypt identities. */
export const officerPhoneNeed = ({ identityKeyArn }: CityKeys, operation: Operation): Need =>
  keyNeed('IDENTITY', identityKeyArn, `${operation}OfficerPhone`, { purpose: 'officer' });

/** Encrypts or decrypts the secrets of one owner, which may be a pattern, and no other secret that is kept under this key. */
export const secretsKeyNeed = ({ secretsKeyArn }: CityKeys, operation: Operation, owner: string): Need =>
  keyNeed('SECRETS', secretsKeyArn, `${operation}Secrets`, { purpose: 'secret', owner });

/** Makes MACs: of a phone number, by which a reporter is found again, and of the reporter's secret. */
export function macKeyNeed(keys: CityKeys): Need {
  return {
    environment: { MAC_KEY_ARN: keys.macKeyArn },
    statements: [allow('MakeMac', ['kms:GenerateMac'], [keys.macKeyArn])],
  };
}

/** In a local cloud only: subscribers on the machine itself. */
export function webhookLoopbackNeed({ webhookLoopback }: Deployment): Need {
  return { environment: webhookLoopback ? { WEBHOOK_LOOPBACK: 'true' } : {}, statements: [] };
}
