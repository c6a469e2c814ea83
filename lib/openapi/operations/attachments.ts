import { uploadRequest } from '../../../functions/attachments/offer-upload.ts';
import { attachmentLink, uploadOffer } from '../../../functions/http/views/attachment-schemas.ts';
import type { Operation } from '../operation.ts';

const howTo =
  'Post the file to `url` as multipart/form-data: each of `fields` as it is, then the file as the last field, `file`. It is sanitised of what a photo tells besides its picture (place, time, telephone), and is at the complaint, under `attachments`, within seconds. What is not the image it says it is never appears there.';

/** Operations on photos: upload straight to the store, and links that soon expire. */
export const attachments: readonly Operation[] = [
  {
    route: 'POST /v1/complaints/{trackingId}/attachments',
    id: 'offerUpload',
    tag: 'Complaints',
    summary: 'Get a form to send a photo with',
    description: howTo,
    by: ['reporterSecret', 'apiKey'],
    body: uploadRequest,
    answers: { 201: uploadOffer },
    problems: [400, 401, 403, 404, 409, 415],
  },
  {
    route: 'GET /v1/complaints/{trackingId}/attachments/{attachmentId}',
    id: 'linkAttachment',
    tag: 'Complaints',
    summary: 'Get a link to a photo, good for five minutes',
    by: ['reporterSecret', 'apiKey'],
    answers: { 200: attachmentLink },
    problems: [401, 403, 404],
  },
  {
    route: 'POST /v1/staff/complaints/{trackingId}/attachments',
    id: 'staffOfferUpload',
    tag: 'Staff',
    summary: 'Get a form to send a photo with',
    description: howTo,
    by: ['officer'],
    body: uploadRequest,
    answers: { 201: uploadOffer },
    problems: [400, 401, 403, 404, 409, 415],
  },
  {
    route: 'GET /v1/staff/complaints/{trackingId}/attachments/{attachmentId}',
    id: 'staffLinkAttachment',
    tag: 'Staff',
    summary: 'Get a link to a photo, good for five minutes',
    by: ['officer'],
    answers: { 200: attachmentLink },
    problems: [401, 403, 404],
  },
];
