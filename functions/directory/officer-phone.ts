/** Stores an officer's mobile number as a MAC in the record and as a ciphertext beside it. The number is never returned. */
import { officer } from '../domain/city/records.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { DirectoryEditor, OfficerPhoneCipher } from '../domain/administration/ports.ts';
import { parsePhone } from '../domain/kernel/phone.ts';
import type { Mac } from '../domain/kernel/ports.ts';
import { phoneMac } from '../access/secrets.ts';

export type Deps = { mac: Mac; officerPhones: OfficerPhoneCipher };

/** A stored number: `phoneMac` of the record, and the encrypted `phone` beside it (null removes the number). */
export type KeptPhone = { phoneMac?: string | undefined; phone?: Uint8Array | null };

/** Hashes and encrypts a number. Throws InvalidInput unless it is a mobile number. */
export async function keepPhone({ mac, officerPhones }: Deps, subject: string, typed: string): Promise<KeptPhone> {
  const phone = parsePhone(typed);
  if (phone?.kind !== 'mobile')
    throw new InvalidInput([
      { field: 'phone', message: 'must be a mobile number of Indonesia, such as +6281234567890' },
    ]);
  const [made, ciphertext] = await Promise.all([phoneMac(mac, phone.e164), officerPhones.encrypt(subject, phone.e164)]);
  return { phoneMac: made, phone: ciphertext };
}

/**
 * Returns the record's fields of an officer's PUT. `phone` sets the number and null removes it; when absent it stays, so that a form
 * without the field does not delete it.
 */
export async function withPhone(
  deps: Deps & { editor: DirectoryEditor },
  subject: string,
  sent: Record<string, unknown>,
): Promise<{ fields: Record<string, unknown>; phone?: Uint8Array | null | undefined }> {
  const { phone: typed, phoneMac: shown, ...fields } = sent;
  const before = (await deps.editor.record('officer', subject))?.phoneMac;
  if (shown !== undefined && shown !== before)
    throw new InvalidInput([{ field: 'phoneMac', message: 'is derived from phone: send phone instead' }]);
  if (typed !== undefined && typed !== null && typeof typed !== 'string')
    throw new InvalidInput([{ field: 'phone', message: 'must be a number as text, or null to remove it' }]);
  // An invalid subject is refused later, so nothing is encrypted for it.
  if (!officer.shape.subject.safeParse(subject).success) return { fields };
  const kept: KeptPhone =
    typed === undefined
      ? { phoneMac: before }
      : typed === null
        ? { phone: null }
        : await keepPhone(deps, subject, typed);
  return {
    fields: { ...fields, ...(kept.phoneMac === undefined ? {} : { phoneMac: kept.phoneMac }) },
    phone: kept.phone,
  };
}
