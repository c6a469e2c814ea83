/** Schema of the fields of mySociety's POST servicerequestupdates. Its other fields are accepted and not stored. */
import * as z from 'zod';
import { dateParameter } from '../http/open311/dates.ts';
import { updateWords } from '../http/open311/update-words.ts';
import { freeText } from '../http/views/text-schema.ts';

/** The fields. */
export const updateFields = z.object({
  service_request_id: z.string('required').trim(),
  /** The client's own id of the update; a repeated one is refused. */
  update_id: z
    .string('required')
    .trim()
    .regex(/^[\x21-\x7E]{1,200}$/, '1 to 200 visible ASCII characters'),
  /** Validated and not used: the time of arrival counts. */
  updated_datetime: z.string('required').pipe(dateParameter),
  status: z.string('required').trim().toUpperCase().pipe(z.enum(updateWords)),
  description: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .pipe(freeText(1, 4000))
    .optional(),
});
export type UpdateFields = z.infer<typeof updateFields>;
