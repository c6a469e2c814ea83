/** Schema of the body of `POST /v1/complaints`. Unknown fields are refused by name, so that a misspelt one is not lost. */
import * as z from 'zod';
import { complaintClass } from '../domain/city/records.ts';
import { freeText, lineOfText } from '../http/views/text-schema.ts';

const location = z
  .strictObject({
    lat: z.number().min(-90).max(90).optional(),
    long: z.number().min(-180).max(180).optional(),
    address: lineOfText(1, 200).optional(),
    /** Code of a kelurahan, desa or negeri, such as 81.71.02.1019. */
    areaCode: lineOfText(1, 20).optional(),
    landmark: lineOfText(1, 200).optional(),
  })
  .refine((l) => (l.lat === undefined) === (l.long === undefined), {
    path: ['lat'],
    message: 'lat and long come together',
  });

const reporter = z.strictObject({
  name: lineOfText(1, 100).optional(),
  phone: lineOfText(1, 40).optional(),
  email: z.email().max(254).optional(),
});

/** The body. */
export const reportSchema = z.strictObject({
  class: complaintClass.optional(),
  title: lineOfText(1, 120).optional(),
  description: freeText(10, 4000),
  serviceCode: lineOfText(1, 40).optional(),
  /** Agency that the reporter thinks responsible: a hint that does not route. */
  agencyId: lineOfText(1, 60).optional(),
  location: location.optional(),
  incidentDate: z.iso.date().optional(),
  reporter: reporter.optional(),
  /** Hides the reporter's identity from the agency too. */
  anonymous: z.boolean().optional(),
  /** Hides the whole complaint from the public. */
  confidential: z.boolean().optional(),
  /** The client's own id, echoed. */
  reference: lineOfText(1, 100).optional(),
});
export type Report = z.infer<typeof reportSchema>;

/** Idempotency key: visible ASCII, which headers carry unchanged. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7E]{1,200}$/, '1 to 200 visible ASCII characters');
