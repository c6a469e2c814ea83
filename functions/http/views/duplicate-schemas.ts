/** Schemas of the API's answers about duplicate candidates. Imported for types only, so that no function bundles them. */
import * as z from 'zod';
import { instant } from '../../domain/complaint/complaint.ts';
import { publicReason, reason } from '../../domain/recognition/similarity.ts';
import { staffListItem, status } from './view-schemas.ts';

const score = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: '0 to 1; docs/duplicates.md says how often which score is right.' });
const why = z.array(reason.meta({ id: 'SimilarityReason' }));
const publicWhy = z.array(publicReason.meta({ id: 'PublicSimilarityReason' }));
const text = z.string().nullable();

export const duplicateList = z
  .object({
    candidates: z.array(staffListItem.extend({ title: text, description: text, score, why }).meta({ id: 'Duplicate' })),
  })
  .meta({ id: 'DuplicateList' });
export type DuplicateList = z.infer<typeof duplicateList>;

export const candidateList = z
  .object({
    candidates: z.array(
      z
        .object({
          trackingId: z.string(),
          serviceCode: text,
          status,
          statusLabel: z.string(),
          agency: z.object({ id: z.string(), name: z.string() }).nullable(),
          receivedAt: instant,
          dueOn: text,
          expectedOn: text,
          score,
          why: publicWhy,
        })
        .meta({ id: 'Candidate' }),
    ),
  })
  .meta({ id: 'CandidateList' });
export type CandidateList = z.infer<typeof candidateList>;
