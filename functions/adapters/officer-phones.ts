/**
 * Officers' mobile numbers: KMS ciphertexts tied to their officer, in items of the directory table that no view of it shows. Who may look up
 * a number is who may decrypt under {purpose: 'officer'}.
 */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { OfficerPhoneCipher } from '../domain/directory-ports.ts';
import type { OfficerPhones } from '../domain/message-ports.ts';
import { getItem } from './dynamodb.ts';
import { keys } from './keys.ts';

type Kms = Pick<KMSClient, 'send'>;

const contextOf = (subject: string) => ({ purpose: 'officer', subject });
/** Without a ciphertext: the number was taken back. */
const stored = z.object({ ciphertext: z.instanceof(Uint8Array).optional() });

export function createOfficerPhoneCipher(keyArn: string, kms: Kms = new KMSClient({})): OfficerPhoneCipher {
  return {
    async encrypt(subject, e164) {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({
          KeyId: keyArn,
          Plaintext: Buffer.from(e164, 'utf8'),
          EncryptionContext: contextOf(subject),
        }),
      );
      if (!CiphertextBlob) throw new Error('KMS answered no ciphertext');
      return CiphertextBlob;
    },
  };
}

export function createOfficerPhones(
  client: DynamoDBDocumentClient,
  { table, keyArn, kms = new KMSClient({}) }: { table: string; keyArn: string; kms?: Kms },
): OfficerPhones {
  return {
    async phoneOf(subject) {
      const item = await getItem(client, table, keys.officerPhone(subject));
      const { ciphertext } = stored.parse(item ?? {});
      if (!ciphertext) return undefined;
      const { Plaintext } = await kms.send(
        new DecryptCommand({ KeyId: keyArn, CiphertextBlob: ciphertext, EncryptionContext: contextOf(subject) }),
      );
      if (!Plaintext) throw new Error('KMS answered no plaintext');
      return Buffer.from(Plaintext).toString('utf8');
    },
  };
}
