/** An officer's mobile number: given in clear, kept as a MAC in the record and as a ciphertext beside it, and never answered. */
import { officer } from '../domain/city/records.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { DirectoryEditor, OfficerPhoneCipher } from '../domain/administration/ports.ts';
import { parsePhone } from '../domain/kernel/phone.ts';
import type { Mac } from '../domain/kernel/ports.ts';
import { phoneMac } from '../domain/complaint/reporter-secret.ts';

export type Deps = { mac: Mac; officerPhones: OfficerPhoneCipher };

/** What a number comes to: `phoneMac` for the record, `phone` for what is stored beside it (null: no number any more). */
export type KeptPhone = { phoneMac?: string | undefined; phone?: Uint8Array | null };

/** Throws InvalidInput for what is no mobile number. */
export async function keepPhone({ mac, officerPhones }: Deps, subject: string, typed: string): Promise<KeptPhone> {
  const phone = parsePhone(typed);
  if (phone?.kind !== 'mobile')
    throw new InvalidInput([{ field: 'phone', message: 'a mobile number of Indonesia, such as +6281234567890' }]);
  const [made, ciphertext] = await Promise.all([phoneMac(mac, phone.e164), officerPhones.encrypt(subject, phone.e164)]);
  return { phoneMac: made, phone: ciphertext };
}

/**
 * The fields of an officer's PUT as the record has them. `phone` sets the number, null ends it; absent, it stays, so that nobody loses it to
 * a form that does not know it.
 */
export async function withPhone(
  deps: Deps & { editor: DirectoryEditor },
  subject: string,
  sent: Record<string, unknown>,
): Promise<{ fields: Record<string, unknown>; phone?: Uint8Array | null | undefined }> {
  const { phone: typed, phoneMac: shown, ...fields } = sent;
  const before = (await deps.editor.record('officer', subject))?.phoneMac;
  if (shown !== undefined && shown !== before)
    throw new InvalidInput([{ field: 'phoneMac', message: 'is made from phone: send that' }]);
  if (typed !== undefined && typed !== null && typeof typed !== 'string')
    throw new InvalidInput([{ field: 'phone', message: 'a number as text, or null to end it' }]);
  // Nothing is encrypted under a name that the record will refuse.
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
