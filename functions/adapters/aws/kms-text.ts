/** Encrypts a text as one KMS ciphertext. The encryption context ties it to its owner, so that it decrypts under no other. */
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type * as z from 'zod';
import { Unreadable, type ItemKey } from '../../domain/kernel/errors.ts';
import { parseJson } from '../../domain/kernel/parse-json.ts';
import { reported } from '../../runtime/unreadable.ts';

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

/** Decrypts JSON by its schema. Throws Unreadable, with the key of the item that holds the ciphertext, for what does not fit it. */
export async function decryptAs<S extends z.ZodType>(
  kms: Kms,
  tied: Tied,
  { ciphertext, schema, key }: { ciphertext: Uint8Array; schema: S; key: ItemKey },
): Promise<z.infer<S>> {
  const parsed = schema.safeParse(parseJson(await decryptText(kms, tied, ciphertext)));
  if (parsed.success) return parsed.data;
  throw reported(new Unreadable(tied.keyArn, key, parsed.error));
}
