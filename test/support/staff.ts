/** One officer of each office, with the agency of complaints.ts. */
import type { Officer } from '../../functions/domain/city/records.ts';
import { agencyId } from './complaints.ts';

const officer = (subject: string, role: Officer['role'], over: Partial<Officer> = {}): Officer => ({
  version: 1,
  subject,
  name: `Nama ${subject}`,
  role,
  agencies: [],
  ...over,
});

export const officers = {
  liaison: officer('sub-liaison', 'liaison', { office: 'liaison', agencies: [agencyId] }),
  otherLiaison: officer('sub-other-liaison', 'liaison', { office: 'liaison', agencies: ['dinas-pupr'] }),
  coordinator: officer('sub-coordinator', 'coordinator', { office: 'coordinator' }),
  agencyHead: officer('sub-agency-head', 'supervisor', { office: 'agency-head', agencies: [agencyId] }),
  diskominfoHead: officer('sub-diskominfo-head', 'supervisor', { office: 'diskominfo-head' }),
  citySecretary: officer('sub-city-secretary', 'supervisor', { office: 'city-secretary' }),
  mayor: officer('sub-mayor', 'supervisor', { office: 'mayor' }),
  auditor: officer('sub-auditor', 'auditor'),
  admin: officer('sub-admin', 'admin'),
} as const;
