/** Whom people in danger are told to call. */
import * as z from 'zod';
import { storedObject } from '../kernel/stored.ts';

/** Name as an SMS gives it: at most 24 GSM-7 septets, limited to characters of one septet. */
export const smsName = z
  .string()
  .min(2)
  .max(24)
  .regex(/^[A-Za-z0-9 .,()/&'+-]*$/, "only letters, digits and . , ( ) / & ' + -");

/** Whom to call in an emergency. */
export const emergencyContact = storedObject({
  /** As an SMS names it, such as "pemadam kebakaran". */
  name: smsName,
  number: z.string().regex(/^\d{3,13}$/, 'a telephone number in digits, such as 112'),
  /** True where a call costs nothing, even without credit. */
  free: z.boolean().optional(),
});
export type EmergencyContact = z.infer<typeof emergencyContact>;

/** A danger that a reporter tells of: its kind, the agency told at once besides the coordinator, and whom the reporter was told to call. */
export const danger = storedObject({
  kind: z.string(),
  agencyId: z.string().optional(),
  call: z.array(emergencyContact).min(1),
});
export type Danger = z.infer<typeof danger>;

/** The single emergency number of Indonesia, for a city that names none. */
const national: EmergencyContact = { name: 'darurat', number: '112', free: true };

/** Returns whom to call: the city's own number first, then that of this danger. */
export function contactsFor(
  { emergency = national }: { emergency?: EmergencyContact | undefined },
  own: EmergencyContact | undefined,
): EmergencyContact[] {
  return own === undefined || own.number === emergency.number ? [emergency] : [emergency, own];
}

/** Returns the words that tell whom to call, as the beginning of an SMS: "Telepon 112 SEKARANG, gratis, atau polisi 110". */
export const callText = ([first, ...others]: readonly EmergencyContact[]): string =>
  [
    `Telepon ${first?.number ?? national.number} SEKARANG${first?.free === true ? ', gratis' : ''}`,
    ...others.map(({ name, number }) => `${name} ${number}`),
  ].join(', atau ');
