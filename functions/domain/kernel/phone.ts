/**
 * Telephone numbers of Indonesia, normalised to E.164. The metadata is the slice of libphonenumber's for the countries served: the whole
 * would be a quarter of a function's bundle. test/unit/domain/kernel/phone.test.ts checks that it equals the package's.
 */
import { parsePhoneNumberFromString, type MetadataJson } from 'libphonenumber-js/core';
import * as z from 'zod';
import metadata from './phone-metadata.json' with { type: 'json' };

/** A landline is kept as a contact but never texted. */
export type Phone = { e164: string; kind: 'mobile' | 'landline' };

/** TypeScript reads the JSON's tuples as arrays; the shape is the package's own, as the test proves. */
const served = z.custom<MetadataJson>((value) => typeof value === 'object').parse(metadata);

const arabicDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;
const latin = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf);

/** Parses what people type (0811…, 62811…, 0062811…, Arabic digits); undefined when it is not a number that can be reached. */
export function parsePhone(typed: string): Phone | undefined {
  const digits = typed.trim().replaceAll(arabicDigits, latin);
  // libphonenumber takes 0062 for a national number and calls it valid: the international prefix is ours to rewrite.
  const number = parsePhoneNumberFromString(digits.replace(/^00/, '+'), 'ID', served);
  if (!number?.isValid()) return undefined;
  const type = number.getType();
  if (type === 'MOBILE') return { e164: number.number, kind: 'mobile' };
  return type === 'FIXED_LINE' ? { e164: number.number, kind: 'landline' } : undefined;
}
