/** Schemas of texts that people write: any script and emoji; no control characters and no broken encodings. */
import * as z from 'zod';

/** C0 and C1 controls except tab, line feed and carriage return. */
// oxlint-disable-next-line no-control-regex -- finding control characters is its purpose
export const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

const length = (text: string): number => [...text].length;

/** Returns the schema of a free text of `min` to `max` characters (code points, after trimming). */
export function freeText(min: number, max: number) {
  return z
    .string()
    .refine((text) => text.isWellFormed(), 'contains half a character: send valid Unicode')
    .refine((text) => !controls.test(text), 'contains control characters')
    .transform((text) => text.trim().normalize('NFC'))
    .refine((text) => length(text) >= min, `at least ${min} characters`)
    .refine((text) => length(text) <= max, `at most ${max} characters`)
    .meta({ minLength: min, maxLength: max });
}

/** Returns the schema of one line of text: as freeText, without line breaks. */
export function lineOfText(min: number, max: number) {
  return freeText(min, max).refine((text) => !/[\n\r\t]/.test(text), 'one line only');
}
