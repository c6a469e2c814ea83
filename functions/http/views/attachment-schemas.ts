/** Schemas of the API's answers about photos; see view-schemas.ts. */
import * as z from 'zod';
import { attachmentId } from '../../domain/complaint/attachments.ts';
import { instant } from '../../domain/complaint/complaint.ts';

export const uploadOffer = z
  .object({
    attachmentId,
    url: z.url().meta({ description: 'Post the form here as multipart/form-data.' }),
    fields: z
      .record(z.string(), z.string())
      .meta({ description: 'Fields of the form, as they are; the file comes last, as the field `file`.' }),
    maxBytes: z.number().int(),
    expiresAt: instant,
  })
  .meta({ id: 'UploadOffer', description: 'A form for one photo of one complaint.' });
export type UploadOffer = z.infer<typeof uploadOffer>;

export const attachmentLink = z
  .object({
    attachmentId,
    url: z.url().meta({ description: 'Whoever has it sees the photo until it expires: pass it to nobody.' }),
    expiresAt: instant,
  })
  .meta({ id: 'AttachmentLink' });
export type AttachmentLink = z.infer<typeof attachmentLink>;
