/** Encrypts the address of a reply as one KMS ciphertext tied to the SMS that it answers. */
import { KMSClient } from '@aws-sdk/client-kms';
import { replyAddress } from '../../domain/sms/inbound-record.ts';
import type { ReplyCipher, ReplyReader } from '../../domain/sms/ports.ts';
import { decryptAs, encryptText, type Kms } from './kms-text.ts';

const tied = (keyArn: string, inboundId: string) => ({ keyArn, context: { purpose: 'reply', inboundId } });

export function createReplyCipher(keyArn: string, kms: Kms = new KMSClient({})): ReplyCipher {
  return {
    encrypt: async (inboundId, plain) =>
      encryptText(kms, tied(keyArn, inboundId), JSON.stringify(replyAddress.parse(plain))),
  };
}

export function createReplyReader(keyArn: string, kms: Kms = new KMSClient({})): ReplyReader {
  return {
    decrypt: (inboundId, ciphertext) =>
      decryptAs(kms, tied(keyArn, inboundId), {
        ciphertext,
        schema: replyAddress,
        key: { pk: inboundId, sk: 'reply' },
      }),
  };
}
