import { uploadRequest } from '../../../functions/attachments/offer-upload.ts';
import { attachmentLink, uploadOffer } from '../../../functions/http/views/attachment-schemas.ts';
import type { Operation } from '../operation.ts';

const howTo =
  'Post the file to `url` as multipart/form-data: each of `fields` as it is, then the file as the last field, `file`. It is sanitised of what a photo tells besides its picture (place, time, telephone), and is at the complaint, under `attachments`, within seconds. What is not the image it says it is never appears there.';

type Caller = Required<Pick<Operation, 'tag' | 'by'>>;

/** Both operations for one kind of caller; `offer` and `link` are their ids. */
const operationsUnder = (
  path: '/v1/complaints' | '/v1/staff/complaints',
  caller: Caller,
  offer: string,
  link: string,
): Operation[] => [
  {
    ...caller,
    route: `POST ${path}/{trackingId}/attachments`,
    id: offer,
    summary: 'Get a form to send a photo with',
    description: howTo,
    body: uploadRequest,
    answers: { 201: uploadOffer },
    problems: [409],
  },
  {
    ...caller,
    route: `GET ${path}/{trackingId}/attachments/{attachmentId}`,
    id: link,
    summary: 'Get a link to a photo, good for five minutes',
    answers: { 200: attachmentLink },
  },
];

const reporters: Caller = { tag: 'Complaints', by: ['reporterSecret', 'apiKey'] };
const officers: Caller = { tag: 'Staff', by: ['officer'] };

/** Operations on photos: upload straight to the store, and links that soon expire. */
export const attachments: readonly Operation[] = [
  ...operationsUnder('/v1/complaints', reporters, 'offerUpload', 'linkAttachment'),
  ...operationsUnder('/v1/staff/complaints', officers, 'staffOfferUpload', 'staffLinkAttachment'),
];
