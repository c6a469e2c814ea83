/** Schemas of the API's answers about statistics; see view-schemas.ts. */
import * as z from 'zod';
import { instant } from '../../domain/complaint/complaint.ts';
import { isoDate } from '../../domain/city/records.ts';
import { openByDueCounts } from '../../domain/statistics/open-by-due.ts';
import { figures } from '../../domain/statistics/figures.ts';

const nullableText = z.string().nullable();

const shown = figures.meta({ id: 'Figures', description: 'docs/statistics.md says what each figure counts.' });
const group = z
  .object({
    key: z.string().meta({
      description:
        'Agency id, service code or month; - for complaints that have none; * for all that have fewer than five each.',
    }),
    name: nullableText,
    ...figures.shape,
  })
  .meta({ id: 'FigureGroup' });

export const statistics = z
  .object({
    from: z.string(),
    to: z.string(),
    agencyId: nullableText,
    serviceCode: nullableText,
    groupBy: z.enum(['agency', 'service', 'month']).nullable(),
    asOf: instant.nullable().meta({
      description: 'When the figures were published. They move once a day; null before the first night.',
    }),
    total: shown.nullable().meta({
      description:
        'Null where agency and service leave fewer than five complaints. Of whole years of the city it includes confidential ones.',
    }),
    groups: z.array(group),
  })
  .meta({ id: 'Statistics' });
export type Statistics = z.infer<typeof statistics>;

export const areaCounts = z
  .object({
    from: isoDate,
    to: isoDate,
    areas: z.array(
      z.object({
        areaCode: nullableText.meta({ description: 'Null: complaints without an area.' }),
        received: z.number().int(),
        open: z.number().int().meta({ description: 'How many of them are open now.' }),
      }),
    ),
  })
  .meta({ id: 'AreaCounts' });
export type AreaCounts = z.infer<typeof areaCounts>;

export const openWork = z
  .object({
    queue: z.enum(['coordinator', 'agency']),
    agencyId: nullableText,
    asOf: instant,
    counted: z.number().int(),
    more: z.boolean().meta({ description: 'There are others, all due later than those counted.' }),
    byDue: openByDueCounts,
  })
  .meta({ id: 'OpenWork' });
export type OpenWork = z.infer<typeof openWork>;
