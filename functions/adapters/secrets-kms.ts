/** Secrets that we must use again, as KMS ciphertexts. The encryption context ties each to its owner, such as `subscription#news-desk`. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import type { SecretCipher, SecretReader } from '../domain/ports.ts';

type Kms = Pick<KMSClient, 'send'>;

const contextOf = (owner: string) => ({ purpose: 'secret', owner });

export function createSecretCipher(keyArn: string, kms: Kms = new KMSClient({})): SecretCipher {
  return {
    async encrypt(owner, secret) {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({
          KeyId: keyArn,
          Plaintext: Buffer.from(secret, 'utf8'),
          EncryptionContext: contextOf(owner),
        }),
      );
      if (!CiphertextBlob) throw new Error('KMS answered no ciphertext');
      return Buffer.from(CiphertextBlob).toString('base64');
    },
  };
}

export function createSecretReader(keyArn: string, kms: Kms = new KMSClient({})): SecretReader {
  return {
    async decrypt(owner, ciphertext) {
      const { Plaintext } = await kms.send(
        new DecryptCommand({
          KeyId: keyArn,
          CiphertextBlob: Buffer.from(ciphertext, 'base64'),
          EncryptionContext: contextOf(owner),
        }),
      );
      if (!Plaintext) throw new Error('KMS answered no plaintext');
      return Buffer.from(Plaintext).toString('utf8');
    },
  };
}
