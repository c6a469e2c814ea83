/** Schema of the fields of Open311's POST requests. Other fields are ignored, because an app may send fields of its own server. */
import * as z from 'zod';
import { freeText, lineOfText } from '../http/views/text-schema.ts';

/** Multi-line text; CRLF of the clients becomes LF. */
const text = (most: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\r\n', '\n'))
    .pipe(freeText(1, most));

/** One line: line breaks become spaces, other white space stays. */
const line = (most: number) =>
  z
    .string()
    .transform((value) => value.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' '))
    .pipe(lineOfText(1, most));

/** Degrees as plain decimals: no exponents, no hexadecimal. */
const degrees = (limit: number) =>
  z
    .string()
    .trim()
    .regex(/^[+-]?\d{1,3}(?:\.\d{1,20})?$/, 'not a number of degrees (WGS84), such as -3.6954')
    .transform(Number)
    .refine((value) => Math.abs(value) <= limit, `at most ${limit} degrees`);

const flag = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.enum(['true', 'false', '1', '0'], 'true or false'))
  .transform((value) => value === 'true' || value === '1');

const webAddress = z
  .string()
  .trim()
  .max(2000)
  .pipe(z.url({ protocol: /^https?$/, error: 'an http or https URL' }));

/** The fields. `device_id` and `account_id` are accepted and not stored, because nothing needs them. */
export const requestFields = z.object({
  service_code: z.string('required').trim(),
  lat: degrees(90).optional(),
  long: degrees(180).optional(),
  address_string: line(200).optional(),
  address_id: line(100).optional(),
  description: text(4000).optional(),
  email: z.string().trim().pipe(z.email('not an e-mail address').max(254)).optional(),
  phone: line(40).optional(),
  first_name: line(100).optional(),
  last_name: line(100).optional(),
  media_url: webAddress.optional(),
  anonymous: flag.optional(),
  confidential: flag.optional(),
});
export type RequestFields = z.infer<typeof requestFields>;
