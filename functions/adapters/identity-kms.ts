/** A reporter's identity as one KMS ciphertext. The encryption context ties it to its complaint, and KMS's log names that complaint. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import type { IdentityCipher, IdentityReader } from '../domain/ports.ts';

/** Name ≤ 100 and e-mail ≤ 254 characters (architecture.md 4): under 2 kB of the 4,096 bytes that KMS encrypts itself. */
const identity = z.strictObject({
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
});

type Kms = Pick<KMSClient, 'send'>;

const contextOf = (complaintId: string) => ({ purpose: 'identity', complaintId });

export function createIdentityCipher(keyArn: string, kms: Kms = new KMSClient({})): IdentityCipher {
  return {
    async encrypt(complaintId, plain) {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({
          KeyId: keyArn,
          Plaintext: Buffer.from(JSON.stringify(identity.parse(plain)), 'utf8'),
          EncryptionContext: contextOf(complaintId),
        }),
      );
      if (!CiphertextBlob) throw new Error('KMS answered no ciphertext');
      return CiphertextBlob;
    },
  };
}

export function createIdentityReader(keyArn: string, kms: Kms = new KMSClient({})): IdentityReader {
  return {
    async decrypt(complaintId, ciphertext) {
      const { Plaintext } = await kms.send(
        new DecryptCommand({
          KeyId: keyArn,
          CiphertextBlob: ciphertext,
          EncryptionContext: contextOf(complaintId),
        }),
      );
      if (!Plaintext) throw new Error('KMS answered no plaintext');
      return identity.parse(JSON.parse(Buffer.from(Plaintext).toString('utf8')));
    },
  };
}
