import { emailRelayOwner } from '../../functions/domain/city/email-relay.ts';
import type { Deployment } from '../stacks/deployment.ts';
import type { CityKeys } from './city-keys.ts';
import type { CityTable } from './city-table.ts';
import { allow } from './need.ts';
import type { Need } from './need.ts';

/** Read the city's profile; only the seed (and later the admin function) writes it. */
export function directoryNeed(table: CityTable): Need {
  return {
    environment: { DIRECTORY_TABLE: table.tableName },
    statements: [
      allow('ReadDirectory', ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [table.tableArn]),
    ],
  };
}

/** Encrypt or decrypt reporters' identities, and nothing else that the key might one day encrypt. */
export function identityKeyNeed(keys: CityKeys, operation: 'Encrypt' | 'Decrypt'): Need {
  return {
    environment: { IDENTITY_KEY_ARN: keys.identityKeyArn },
    statements: [
      allow(`${operation}Identity`, [`kms:${operation}`], [keys.identityKeyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'identity' },
      }),
    ],
  };
}

/** Encrypts or decrypts the number to which an SMS is answered. This permission does not decrypt identities. */
export function replyKeyNeed(keys: CityKeys, operation: 'Encrypt' | 'Decrypt'): Need {
  return {
    environment: { IDENTITY_KEY_ARN: keys.identityKeyArn },
    statements: [
      allow(`${operation}Reply`, [`kms:${operation}`], [keys.identityKeyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'reply' },
      }),
    ],
  };
}

/** Encrypts or decrypts officers' numbers. This permission does not decrypt identities. */
export function officerPhoneNeed(keys: CityKeys, operation: 'Encrypt' | 'Decrypt'): Need {
  return {
    environment: { IDENTITY_KEY_ARN: keys.identityKeyArn },
    statements: [
      allow(`${operation}OfficerPhone`, [`kms:${operation}`], [keys.identityKeyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'officer' },
      }),
    ],
  };
}

/** Make MACs: the phone number's, by which a reporter is found again, and the reporter's secret. */
export function macKeyNeed(keys: CityKeys): Need {
  return {
    environment: { MAC_KEY_ARN: keys.macKeyArn },
    statements: [allow('MakeMac', ['kms:GenerateMac'], [keys.macKeyArn])],
  };
}

/** Encrypts or decrypts secrets that are used again; the context names the owner. */
export function secretsKeyNeed(keys: CityKeys, operation: 'Encrypt' | 'Decrypt'): Need {
  return {
    environment: { SECRETS_KEY_ARN: keys.secretsKeyArn },
    statements: [
      allow(`${operation}Secrets`, [`kms:${operation}`], [keys.secretsKeyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'secret' },
      }),
    ],
  };
}

/** Decrypts the secret that signs posts to the city's e-mail relay, and no other secret. */
export function emailSecretNeed(keys: CityKeys): Need {
  return {
    environment: { SECRETS_KEY_ARN: keys.secretsKeyArn },
    statements: [
      allow('OpenEmailSecret', ['kms:Decrypt'], [keys.secretsKeyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'secret', 'kms:EncryptionContext:owner': emailRelayOwner },
      }),
    ],
  };
}

/** In a local cloud only: subscribers on the machine itself. */
export function webhookLoopbackNeed({ webhookLoopback }: Deployment): Need {
  return { environment: webhookLoopback ? { WEBHOOK_LOOPBACK: 'true' } : {}, statements: [] };
}
