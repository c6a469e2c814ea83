/** Encrypts secrets that must be used again as KMS ciphertexts. The encryption context ties each to its owner, such as `subscription#news-desk`. */
import { KMSClient } from '@aws-sdk/client-kms';
import type { SecretCipher, SecretReader } from '../../domain/city/ports.ts';
import { decryptText, encryptText, type Kms } from './kms-text.ts';

const tied = (keyArn: string, owner: string) => ({ keyArn, context: { purpose: 'secret', owner } });

export function createSecretCipher(keyArn: string, kms: Kms = new KMSClient({})): SecretCipher {
  return {
    encrypt: async (owner, secret) =>
      Buffer.from(await encryptText(kms, tied(keyArn, owner), secret)).toString('base64'),
  };
}

export function createSecretReader(keyArn: string, kms: Kms = new KMSClient({})): SecretReader {
  return {
    decrypt: (owner, ciphertext) => decryptText(kms, tied(keyArn, owner), Buffer.from(ciphertext, 'base64')),
  };
}
