/** To whom a reply goes, as one KMS ciphertext tied to the SMS that it answers. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import type { ReplyAddress, ReplyCipher, ReplyReader } from '../domain/sms-ports.ts';

const address = z.strictObject({ phone: z.string(), code: z.string().optional() });

type Kms = Pick<KMSClient, 'send'>;

const contextOf = (inboundId: string) => ({ purpose: 'reply', inboundId });

export function createReplyCipher(keyArn: string, kms: Kms = new KMSClient({})): ReplyCipher {
  return {
    async encrypt(inboundId, plain) {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({
          KeyId: keyArn,
          Plaintext: Buffer.from(JSON.stringify(address.parse(plain)), 'utf8'),
          EncryptionContext: contextOf(inboundId),
        }),
      );
      if (!CiphertextBlob) throw new Error('KMS answered no ciphertext');
      return CiphertextBlob;
    },
  };
}

export function createReplyReader(keyArn: string, kms: Kms = new KMSClient({})): ReplyReader {
  return {
    async decrypt(inboundId, ciphertext) {
      const { Plaintext } = await kms.send(
        new DecryptCommand({ KeyId: keyArn, CiphertextBlob: ciphertext, EncryptionContext: contextOf(inboundId) }),
      );
      if (!Plaintext) throw new Error('KMS answered no plaintext');
      const opened: ReplyAddress = address.parse(JSON.parse(Buffer.from(Plaintext).toString('utf8')));
      return opened;
    },
  };
}
