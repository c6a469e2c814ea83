/**
 * Officers' mobile numbers: KMS ciphertexts tied to their officer, in items of the directory table that no view of it shows. Who may look up
 * a number is who may decrypt under {purpose: 'officer'}.
 */
import { KMSClient } from '@aws-sdk/client-kms';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { OfficerPhoneCipher } from '../../../domain/administration/ports.ts';
import type { OfficerPhones } from '../../../domain/messages/ports.ts';
import { getItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { decryptText, encryptText, type Kms } from '../../aws/kms-text.ts';

const tied = (keyArn: string, subject: string) => ({ keyArn, context: { purpose: 'officer', subject } });
/** Without a ciphertext: the number was taken back. */
const stored = z.object({ ciphertext: z.instanceof(Uint8Array).optional() });

export function createOfficerPhoneCipher(keyArn: string, kms: Kms = new KMSClient({})): OfficerPhoneCipher {
  return { encrypt: (subject, e164) => encryptText(kms, tied(keyArn, subject), e164) };
}

export function createOfficerPhones(
  client: DynamoDBDocumentClient,
  { table, keyArn, kms = new KMSClient({}) }: { table: string; keyArn: string; kms?: Kms },
): OfficerPhones {
  return {
    async phoneOf(subject) {
      const item = await getItem(client, table, keys.officerPhone(subject));
      const { ciphertext } = stored.parse(item ?? {});
      return ciphertext && decryptText(kms, tied(keyArn, subject), ciphertext);
    },
  };
}
