/** What goes to KMS: a MAC, officers' numbers and addresses of replies, each under the context of its owner. */
import { describe, expect, test } from 'vitest';
import { createMac } from '../../../functions/adapters/aws/mac-kms.ts';
import {
  createOfficerPhoneCipher,
  createOfficerPhoneReader,
} from '../../../functions/adapters/aws/officer-phones-kms.ts';
import { createReplyCipher, createReplyReader } from '../../../functions/adapters/aws/reply-kms.ts';

function client(answer: Record<string, unknown>) {
  const inputs: Record<string, unknown>[] = [];
  return {
    inputs,
    send: async ({ input }: { input: Record<string, unknown> }) => {
      inputs.push(input);
      return answer;
    },
  };
}

test('a MAC is made of the text by the key, and must come', async () => {
  const kms = client({ Mac: Uint8Array.of(1, 2) });
  expect(await createMac('arn:mac', kms).mac('phone#é')).toEqual(Uint8Array.of(1, 2));
  expect(kms.inputs).toEqual([
    { KeyId: 'arn:mac', MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from('phone#é', 'utf8') },
  ]);
  await expect(createMac('arn:mac', client({})).mac('x')).rejects.toThrow('KMS answered no MAC');
});

test('an officer’s number is tied to the officer', async () => {
  const EncryptionContext = { purpose: 'officer', subject: 'sub-a' };
  const kms = client({ CiphertextBlob: Uint8Array.of(9), Plaintext: Buffer.from('+62811') });
  expect(await createOfficerPhoneCipher('arn:id', kms).encrypt('sub-a', '+62811')).toEqual(Uint8Array.of(9));
  expect(await createOfficerPhoneReader('arn:id', kms).decrypt('sub-a', Uint8Array.of(9))).toBe('+62811');
  expect(kms.inputs).toEqual([
    { KeyId: 'arn:id', Plaintext: Buffer.from('+62811'), EncryptionContext },
    { KeyId: 'arn:id', CiphertextBlob: Uint8Array.of(9), EncryptionContext },
  ]);
});

describe('the address of a reply', () => {
  const EncryptionContext = { purpose: 'reply', inboundId: 'sms-1' };

  test('is tied to the SMS that it answers', async () => {
    const address = { phone: '+62811' };
    const kms = client({ CiphertextBlob: Uint8Array.of(9), Plaintext: Buffer.from(JSON.stringify(address)) });
    expect(await createReplyCipher('arn:id', kms).encrypt('sms-1', address)).toEqual(Uint8Array.of(9));
    expect(await createReplyReader('arn:id', kms).decrypt('sms-1', Uint8Array.of(9))).toEqual(address);
    expect(kms.inputs).toEqual([
      { KeyId: 'arn:id', Plaintext: Buffer.from(JSON.stringify(address)), EncryptionContext },
      { KeyId: 'arn:id', CiphertextBlob: Uint8Array.of(9), EncryptionContext },
    ]);
  });

  test('that is none is not encrypted, nor read as one', async () => {
    const kms = client({ Plaintext: Buffer.from('{"phone":811}') });
    await expect(createReplyCipher('arn:id', kms).encrypt('sms-1', {} as never)).rejects.toThrow('phone');
    await expect(createReplyReader('arn:id', kms).decrypt('sms-1', Uint8Array.of(9))).rejects.toThrow(
      'sms-1 reply of arn:id cannot be read: phone',
    );
  });
});
