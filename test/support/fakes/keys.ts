/** KMS in memory: keyed hashes, and ciphertexts that only their own complaint's id opens. */
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { IdentityCipher, IdentityReader } from '../../../functions/domain/complaint/ports.ts';
import type { Mac } from '../../../functions/domain/kernel/ports.ts';
import type { SecretReader } from '../../../functions/domain/city/ports.ts';
import type { OfficerPhoneCipher } from '../../../functions/domain/administration/ports.ts';
import type { ReplyCipher, ReplyReader } from '../../../functions/domain/sms/ports.ts';

export const fakeMac: Mac = {
  mac: async (message) => createHmac('sha256', 'a key of tests').update(message).digest(),
};

const encrypted = z.object({
  complaintId: z.string(),
  identity: z.object({ name: z.string().optional(), phone: z.string().optional(), email: z.string().optional() }),
});

export const fakeCipher: IdentityCipher & IdentityReader = {
  encrypt: async (complaintId, identity) =>
    Buffer.from(Buffer.from(JSON.stringify({ complaintId, identity })).toString('base64')),
  async decrypt(complaintId, ciphertext) {
    const opened = encrypted.parse(JSON.parse(Buffer.from(Buffer.from(ciphertext).toString(), 'base64').toString()));
    if (opened.complaintId !== complaintId) throw new Error('InvalidCiphertextException: another encryption context');
    return opened.identity;
  },
};

const encryptedReply = z.object({
  inboundId: z.string(),
  address: z.object({ phone: z.string(), code: z.string().optional() }),
});

export const fakeReplyCipher: ReplyCipher & ReplyReader = {
  encrypt: async (inboundId, address) =>
    Buffer.from(Buffer.from(JSON.stringify({ inboundId, address })).toString('base64')),
  async decrypt(inboundId, ciphertext) {
    const opened = encryptedReply.parse(
      JSON.parse(Buffer.from(Buffer.from(ciphertext).toString(), 'base64').toString()),
    );
    if (opened.inboundId !== inboundId) throw new Error('InvalidCiphertextException: another encryption context');
    return opened.address;
  },
};

/** A secret's ciphertext is `<owner>|<secret>` in base64. */
export const fakeSecrets: SecretReader & { encrypt: (owner: string, secret: string) => string } = {
  encrypt: (owner, secret) => Buffer.from(`${owner}|${secret}`).toString('base64'),
  async decrypt(owner, ciphertext) {
    const [of, secret = ''] = Buffer.from(ciphertext, 'base64').toString().split('|');
    if (of !== owner) throw new Error('InvalidCiphertextException: another encryption context');
    return secret;
  },
};

/** An officer's number as `<subject>|<number>` in base64. */
export const fakeOfficerPhones: OfficerPhoneCipher = {
  encrypt: async (subject, e164) => Buffer.from(Buffer.from(`${subject}|${e164}`).toString('base64')),
};
