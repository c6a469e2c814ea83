/** A reporter's identity as one KMS ciphertext. The encryption context ties it to its complaint, and KMS's log names that complaint. */
import { KMSClient } from '@aws-sdk/client-kms';
import { identity } from '../../domain/complaint/identity.ts';
import type { IdentityCipher, IdentityReader } from '../../domain/complaint/ports.ts';
import { decryptText, encryptText, type Kms } from './kms-text.ts';

const tied = (keyArn: string, complaintId: string) => ({ keyArn, context: { purpose: 'identity', complaintId } });

/** Name ≤ 100 and e-mail ≤ 254 characters (docs/design.md#data): under 2 kB of the 4,096 bytes that KMS encrypts itself. */
export function createIdentityCipher(keyArn: string, kms: Kms = new KMSClient({})): IdentityCipher {
  return {
    encrypt: (complaintId, plain) => encryptText(kms, tied(keyArn, complaintId), JSON.stringify(identity.parse(plain))),
  };
}

export function createIdentityReader(keyArn: string, kms: Kms = new KMSClient({})): IdentityReader {
  return {
    decrypt: async (complaintId, ciphertext) =>
      identity.parse(JSON.parse(await decryptText(kms, tied(keyArn, complaintId), ciphertext))),
  };
}
