import * as z from 'zod';
import { agencyList, areaList, serviceList } from '../../../functions/http/views/directory-schemas.ts';
import { candidateList } from '../../../functions/http/views/duplicate-schemas.ts';
import { dangerAnswer } from '../../../functions/http/views/emergency-schema.ts';
import { receipt } from '../../../functions/http/views/receipt-schemas.ts';
import { publicPage, publicView, reporterView } from '../../../functions/http/views/view-schemas.ts';
import { candidateQuery } from '../../../functions/query/find-candidates.ts';
import { publicQuery } from '../../../functions/query/list-complaints.ts';
import { dangerQuery } from '../../../functions/intake/look-for-danger.ts';
import { joinSchema } from '../../../functions/intake/join-complaint.ts';
import { idempotencyKey, reportSchema } from '../../../functions/intake/report-schema.ts';
import type { OpenApiAnswer, Operation } from '../operation.ts';

/** Header of the operations that file. */
export const idempotent = {
  'Idempotency-Key': { schema: idempotencyKey, description: 'Yours to choose, one for each complaint.' },
};

/** Answer of the operations that file. */
export const stored = (description: string): OpenApiAnswer => ({
  description,
  content: { 'application/json': receipt },
  headers: { Location: 'Path of the complaint.' },
});

/** Operations to file and follow a complaint, and the lists that an app needs for it. */
export const complaints: readonly Operation[] = [
  {
    route: 'POST /v1/complaints',
    id: 'fileComplaint',
    tag: 'Complaints',
    summary: 'File a complaint',
    description:
      'Only `description` is required. With an `Idempotency-Key` the same request may be sent again for seven days and stores one complaint.',
    by: ['apiKey'],
    headers: idempotent,
    body: reportSchema,
    answers: { 201: stored('Stored, with its deadline running.') },
    problems: [409],
  },
  {
    route: 'POST /v1/complaints/{trackingId}/join',
    id: 'joinComplaint',
    tag: 'Complaints',
    summary: 'Saya juga: join a public complaint instead of filing it again',
    description:
      'Files a duplicate with an id and a secret of its own, whose reporter hears the news of the one it joins. Only an open, public complaint can be joined; else 404.',
    by: ['apiKey'],
    headers: idempotent,
    body: joinSchema,
    answers: { 201: stored('Stored as a duplicate.') },
    problems: [409],
  },
  {
    route: 'GET /v1/complaints',
    id: 'listComplaints',
    tag: 'Complaints',
    summary: 'List public complaints',
    description:
      'The newest first; with `changedSince` by last change, the oldest first, for who keeps a copy. Only what a person has verified and nobody made confidential; reports scrubbed, places to about 100 m, no persons. Also as GeoJSON and CSV.',
    query: publicQuery,
    answers: {
      200: {
        description: 'A page.',
        content: { 'application/json': publicPage, 'application/geo+json': undefined, 'text/csv': undefined },
      },
    },
  },
  {
    route: 'POST /v1/complaints/candidates',
    id: 'findCandidates',
    tag: 'Complaints',
    summary: 'Before filing: does the city know of this already?',
    description:
      'Public, open complaints of the same service near the place, at most three, without any text. Stores nothing; a POST so that the place stands in no log.',
    body: candidateQuery,
    answers: { 200: candidateList },
  },
  {
    route: 'POST /v1/danger',
    id: 'lookForDanger',
    tag: 'Complaints',
    summary: 'While writing: do the words tell of people in danger?',
    description:
      'For a form that shows whom to call before anything is sent. Stores nothing. The receipt of a report says the same.',
    body: dangerQuery,
    answers: { 200: dangerAnswer },
  },
  {
    route: 'GET /v1/complaints/{trackingId}',
    id: 'trackComplaint',
    tag: 'Complaints',
    summary: 'Follow a complaint',
    description:
      'Without credentials: the public view, once a person has verified the complaint. With the reporter secret or the key of the client that filed it: the whole of it but the identity. What you may not see is 404.',
    by: ['anybody', 'reporterSecret', 'apiKey'],
    answers: { 200: z.union([reporterView, publicView]) },
  },
  {
    route: 'GET /v1/services',
    id: 'listServices',
    tag: 'Directory',
    summary: 'Services: what a complaint can be about',
    answers: { 200: serviceList },
  },
  {
    route: 'GET /v1/areas',
    id: 'listAreas',
    tag: 'Directory',
    summary: 'Areas: where it can be',
    answers: { 200: areaList },
  },
  {
    route: 'GET /v1/agencies',
    id: 'listAgencies',
    tag: 'Directory',
    summary: 'Agencies of the city, by name',
    answers: { 200: agencyList },
  },
];
