import { ombudsmanFile } from '../../../functions/domain/complaint/ombudsman-file.ts';
import { queueQuery } from '../../../functions/follow-up/list-queue.ts';
import { duplicateList } from '../../../functions/http/views/duplicate-schemas.ts';
import { identityView } from '../../../functions/http/views/receipt-schemas.ts';
import { staffMe } from '../../../functions/http/views/staff-me-schema.ts';
import { staffComplaint } from '../../../functions/http/views/staff-view-schemas.ts';
import { queuePage } from '../../../functions/http/views/view-schemas.ts';
import { identityQuery } from '../../../functions/identity/show-identity.ts';
import { reportSchema } from '../../../functions/intake/report-schema.ts';
import type { Operation } from '../operation.ts';
import { idempotent, stored } from './complaints.ts';

const officer = { tag: 'Staff', by: ['officer'] } as const;

/** Operations for officers that read, and filing on somebody's behalf. */
export const staff: readonly Operation[] = [
  {
    ...officer,
    route: 'GET /v1/staff/me',
    id: 'readMe',
    summary: 'Who the directory says you are',
    description: 'What you may do is decided anew at each call.',
    answers: { 200: staffMe },
  },
  {
    ...officer,
    route: 'GET /v1/staff/complaints',
    id: 'listQueue',
    summary: 'A work queue, the earliest due first',
    query: queueQuery,
    answers: { 200: queuePage },
  },
  {
    ...officer,
    route: 'POST /v1/staff/complaints',
    id: 'fileOnBehalf',
    summary: 'File a complaint for somebody at the counter, or from a letter',
    description:
      'For coordinators and liaisons. The same report as an app sends; the secret goes on the citizen’s receipt.',
    headers: idempotent,
    body: reportSchema,
    answers: { 201: stored('Stored, with its deadline running.') },
    problems: [409],
  },
  {
    ...officer,
    route: 'GET /v1/staff/complaints/{trackingId}',
    id: 'readComplaint',
    summary: 'A complaint with its whole history and the proof of it',
    description: "Another agency's complaint is 404.",
    answers: { 200: staffComplaint },
  },
  {
    ...officer,
    route: 'GET /v1/staff/complaints/{trackingId}/duplicates',
    id: 'findDuplicates',
    summary: 'Open complaints that may be about the same thing',
    description:
      'At most five, each with a score and why. For the coordinator and the owning agency, which sees its own only.',
    answers: { 200: duplicateList },
  },
  {
    ...officer,
    route: 'GET /v1/staff/complaints/{trackingId}/ombudsman-file',
    id: 'exportOmbudsmanFile',
    summary: 'The complete, verifiable file for the Ombudsman',
    description: 'Events, texts and the rules of its deadlines, without the identity. `npm run verify:file` checks it.',
    answers: { 200: ombudsmanFile.meta({ id: 'OmbudsmanFile' }) },
  },
  {
    ...officer,
    route: 'GET /v1/staff/complaints/{trackingId}/identity',
    id: 'showIdentity',
    summary: 'Who the reporter is',
    description: 'Who looked and why is written down before anything is shown.',
    query: identityQuery,
    answers: { 200: identityView },
  },
];
