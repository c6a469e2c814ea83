import { ombudsmanFile } from '../../../functions/domain/complaint/ombudsman-file.ts';
import { queueQuery } from '../../../functions/follow-up/list-queue.ts';
import { duplicateList } from '../../../functions/http/views/duplicate-schemas.ts';
import { identityView, receipt } from '../../../functions/http/views/receipt-schemas.ts';
import { staffMe } from '../../../functions/http/views/staff-me-schema.ts';
import { staffComplaint } from '../../../functions/http/views/staff-view-schemas.ts';
import { queuePage } from '../../../functions/http/views/view-schemas.ts';
import { identityQuery } from '../../../functions/identity/show-identity.ts';
import { idempotencyKey, reportSchema } from '../../../functions/intake/report-schema.ts';
import type { Operation } from '../operation.ts';

/** Operations for officers that read. */
export const staff: readonly Operation[] = [
  {
    route: 'GET /v1/staff/me',
    id: 'readMe',
    tag: 'Staff',
    summary: 'Who the directory says you are',
    description: 'What you may do is decided anew at each call.',
    by: ['officer'],
    answers: { 200: staffMe },
    problems: [401, 403],
  },
  {
    route: 'GET /v1/staff/complaints',
    id: 'listQueue',
    tag: 'Staff',
    summary: 'A work queue, the earliest due first',
    by: ['officer'],
    query: queueQuery,
    answers: { 200: queuePage },
    problems: [400, 401, 403],
  },
  {
    route: 'POST /v1/staff/complaints',
    id: 'fileOnBehalf',
    tag: 'Staff',
    summary: 'File a complaint for somebody at the counter, or from a letter',
    description:
      'For coordinators and liaisons. The same report as an app sends; the secret goes on the citizen’s receipt.',
    by: ['officer'],
    headers: {
      'Idempotency-Key': { schema: idempotencyKey, description: 'Yours to choose, one for each complaint.' },
    },
    body: reportSchema,
    answers: {
      201: {
        description: 'Stored, with its deadline running.',
        content: { 'application/json': receipt },
        headers: { Location: 'Path of the complaint.' },
      },
    },
    problems: [400, 401, 403, 409, 415],
  },
  {
    route: 'GET /v1/staff/complaints/{trackingId}',
    id: 'readComplaint',
    tag: 'Staff',
    summary: 'A complaint with its whole history and the proof of it',
    description: "Another agency's complaint is 404.",
    by: ['officer'],
    answers: { 200: staffComplaint },
    problems: [401, 403, 404],
  },
  {
    route: 'GET /v1/staff/complaints/{trackingId}/duplicates',
    id: 'findDuplicates',
    tag: 'Staff',
    summary: 'Open complaints that may be about the same thing',
    description:
      'At most five, each with a score and why. For the coordinator and the owning agency, which sees its own only.',
    by: ['officer'],
    answers: { 200: duplicateList },
    problems: [401, 403, 404],
  },
  {
    route: 'GET /v1/staff/complaints/{trackingId}/ombudsman-file',
    id: 'exportOmbudsmanFile',
    tag: 'Staff',
    summary: 'The complete, verifiable file for the Ombudsman',
    description: 'Events, texts and the rules of its deadlines, without the identity. `npm run verify:file` checks it.',
    by: ['officer'],
    answers: { 200: ombudsmanFile.meta({ id: 'OmbudsmanFile' }) },
    problems: [401, 403, 404],
  },
  {
    route: 'GET /v1/staff/complaints/{trackingId}/identity',
    id: 'showIdentity',
    tag: 'Staff',
    summary: 'Who the reporter is',
    description: 'Who looked and why is written down before anything is shown.',
    by: ['officer'],
    query: identityQuery,
    answers: { 200: identityView },
    problems: [400, 401, 403, 404],
  },
];
