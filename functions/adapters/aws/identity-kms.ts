/** Encrypts a reporter's identity as one KMS ciphertext. The encryption context ties it to its complaint, and KMS's log names that complaint. */
import { KMSClient } from '@aws-sdk/client-kms';
import { identity } from '../../domain/complaint/identity.ts';
import type { IdentityCipher, IdentityReader } from '../../domain/complaint/ports.ts';
import { decryptAs, encryptText, type Kms } from './kms-text.ts';

const tied = (keyArn: string, complaintId: string) => ({ keyArn, context: { purpose: 'identity', complaintId } });

/** Encrypts identities. A name ≤ 100 and an e-mail ≤ 254 characters (docs/design.md#data) stay under 2 kB of KMS's limit of 4,096 bytes. */
export function createIdentityCipher(keyArn: string, kms: Kms = new KMSClient({})): IdentityCipher {
  return {
    encrypt: (complaintId, plain) => encryptText(kms, tied(keyArn, complaintId), JSON.stringify(identity.parse(plain))),
  };
}

export function createIdentityReader(keyArn: string, kms: Kms = new KMSClient({})): IdentityReader {
  return {
    decrypt: (complaintId, ciphertext) =>
      decryptAs(kms, tied(keyArn, complaintId), {
        ciphertext,
        schema: identity,
        key: { pk: complaintId, sk: 'identity' },
      }),
  };
}
