/**
 * Normalises Indonesian telephone numbers to E.164. The metadata is the part of libphonenumber's for the countries served, because the
 * whole would be a quarter of a function's bundle. test/unit/domain/kernel/phone.test.ts checks that it equals the package's.
 */
import { parsePhoneNumberFromString, type MetadataJson } from 'libphonenumber-js/core';
import * as z from 'zod';
import metadata from './phone-metadata.json' with { type: 'json' };

/** A valid number. A landline is kept as a contact but gets no SMS. */
export type Phone = { e164: string; kind: 'mobile' | 'landline' };

/** TypeScript reads the JSON's tuples as arrays; the test above proves that the shape is the package's. */
const served = z.custom<MetadataJson>((value) => typeof value === 'object').parse(metadata);

const arabicDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;
const latin = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf);

/** Parses a typed number (0811…, 62811…, 0062811…, Arabic digits); returns undefined for an invalid one. */
export function parsePhone(typed: string): Phone | undefined {
  const digits = typed.trim().replaceAll(arabicDigits, latin);
  // libphonenumber accepts 0062… as a valid national number, so the international prefix is rewritten here.
  const number = parsePhoneNumberFromString(digits.replace(/^00/, '+'), 'ID', served);
  if (!number?.isValid()) return undefined;
  const type = number.getType();
  if (type === 'MOBILE') return { e164: number.number, kind: 'mobile' };
  return type === 'FIXED_LINE' ? { e164: number.number, kind: 'landline' } : undefined;
}
