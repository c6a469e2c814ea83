/** Encrypts officers' mobile numbers as KMS ciphertexts, each tied to its officer by the context {purpose: 'officer'}. */
import { KMSClient } from '@aws-sdk/client-kms';
import type { OfficerPhoneCipher } from '../../domain/administration/ports.ts';
import type { OfficerPhoneReader } from '../../domain/messages/ports.ts';
import { decryptText, encryptText, type Kms } from './kms-text.ts';

const tied = (keyArn: string, subject: string) => ({ keyArn, context: { purpose: 'officer', subject } });

export function createOfficerPhoneCipher(keyArn: string, kms: Kms = new KMSClient({})): OfficerPhoneCipher {
  return { encrypt: (subject, e164) => encryptText(kms, tied(keyArn, subject), e164) };
}

export function createOfficerPhoneReader(keyArn: string, kms: Kms = new KMSClient({})): OfficerPhoneReader {
  return { decrypt: (subject, ciphertext) => decryptText(kms, tied(keyArn, subject), ciphertext) };
}
