/** KMS in memory: keyed hashes, and ciphertexts that only their own complaint's id opens. */
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { IdentityCipher, IdentityReader, Mac } from '../../../functions/domain/ports.ts';

export const fakeMac: Mac = {
  mac: async (message) => createHmac('sha256', 'a key of tests').update(message).digest(),
};

const sealed = z.object({
  complaintId: z.string(),
  identity: z.object({ name: z.string().optional(), phone: z.string().optional(), email: z.string().optional() }),
});

export const fakeCipher: IdentityCipher & IdentityReader = {
  encrypt: async (complaintId, identity) =>
    Buffer.from(Buffer.from(JSON.stringify({ complaintId, identity })).toString('base64')),
  async decrypt(complaintId, ciphertext) {
    const opened = sealed.parse(JSON.parse(Buffer.from(Buffer.from(ciphertext).toString(), 'base64').toString()));
    if (opened.complaintId !== complaintId) throw new Error('InvalidCiphertextException: another encryption context');
    return opened.identity;
  },
};
