/** Schema of the API's answer to an officer about themselves. */
import * as z from 'zod';
import { agency, office, officer, role } from '../../domain/city/records.ts';

export const staffMe = z
  .object({
    subject: officer.shape.subject,
    name: officer.shape.name,
    role,
    office: office.nullable().meta({ description: 'Where in the ladder they stand; null for auditors and admins.' }),
    agencies: z
      .array(z.object({ id: agency.shape.id, name: z.string() }))
      .meta({ description: 'Agencies for which they act; empty for those who act for the whole city.' }),
    coordinatorAgencyId: agency.shape.id.meta({ description: 'Agency whose officers coordinate.' }),
  })
  .meta({ id: 'StaffMe', description: 'The officer whose token this is.' });
export type StaffMe = z.infer<typeof staffMe>;
