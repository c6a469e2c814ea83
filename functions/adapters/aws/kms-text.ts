/** Encrypts a text as one KMS ciphertext. The encryption context ties it to its owner, so that it decrypts under no other. */
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';

export type Kms = Pick<KMSClient, 'send'>;

/** The key, and the owner as encryption context. */
type Tied = { keyArn: string; context: Record<string, string> };

/** @param text at most 4,096 bytes, the limit of KMS */
export async function encryptText(kms: Kms, { keyArn, context }: Tied, text: string): Promise<Uint8Array> {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.from(text, 'utf8'), EncryptionContext: context }),
  );
  if (!CiphertextBlob) throw new Error('KMS answered no ciphertext');
  return CiphertextBlob;
}

export async function decryptText(kms: Kms, { keyArn, context }: Tied, ciphertext: Uint8Array): Promise<string> {
  const { Plaintext } = await kms.send(
    new DecryptCommand({ KeyId: keyArn, CiphertextBlob: ciphertext, EncryptionContext: context }),
  );
  if (!Plaintext) throw new Error('KMS answered no plaintext');
  return Buffer.from(Plaintext).toString('utf8');
}
