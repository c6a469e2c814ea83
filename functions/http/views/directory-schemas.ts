/** Schemas of the API's answers about the directory; see view-schemas.ts. */
import * as z from 'zod';
import { agency, area, service } from '../../domain/city/records.ts';

export const serviceList = z
  .object({
    services: z.array(
      service
        .pick({ code: true, name: true, description: true, group: true, keywords: true, class: true, emergency: true })
        .extend({ subgroup: z.string().nullable() })
        .meta({ id: 'Service' }),
    ),
  })
  .meta({ id: 'ServiceList' });
export type ServiceList = z.infer<typeof serviceList>;

export const areaList = z
  .object({
    areas: z.array(
      area
        .pick({ code: true, name: true, kind: true, districtCode: true, districtName: true, lat: true, long: true })
        .meta({ id: 'Area', description: 'A kelurahan, desa or negeri.' }),
    ),
  })
  .meta({ id: 'AreaList' });
export type AreaList = z.infer<typeof areaList>;

export const agencyList = z
  .object({
    agencies: z.array(agency.pick({ id: true, name: true, kind: true }).meta({ id: 'Agency' })),
  })
  .meta({ id: 'AgencyList' });
export type AgencyList = z.infer<typeof agencyList>;
