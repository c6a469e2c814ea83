/** A text as one KMS ciphertext, tied to what it is of by its encryption context: it opens under no other. */
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';

export type Kms = Pick<KMSClient, 'send'>;

/** Under which key, and of what. */
type Tied = { keyArn: string; context: Record<string, string> };

/** @param text at most 4,096 bytes: what KMS encrypts itself */
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
