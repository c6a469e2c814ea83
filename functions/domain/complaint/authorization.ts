/**
 * Decides what an officer may read and do with a complaint. The token identifies the officer; the directory holds the role and agencies
 * (docs/design.md#privacy-and-authorization).
 */
import type * as z from 'zod';
import { holderOf, type Actor, type Complaint } from './complaint.ts';
import { wordIn } from '../kernel/stored.ts';
import { office as anyOffice, role as anyRole, type Office, type Officer } from '../city/records.ts';
import { Forbidden } from '../kernel/errors.ts';
import type { Party } from './lifecycle.ts';

type Owned = Pick<Complaint, 'agencyId' | 'contributing'> & { state?: Complaint['state'] };

/** An officer in a role and an office of this release. */
export type KnownOfficer = Officer & { role: z.infer<typeof anyRole>; office?: Office | undefined };

/** True unless the role or the office is of a newer release, which alone knows what such an officer may do. */
export const isOfThisRelease = (officer: Officer): officer is KnownOfficer =>
  wordIn(anyRole, officer.role) !== undefined &&
  (officer.office === undefined || wordIn(anyOffice, officer.office) !== undefined);

/** Returns true if this officer may know that the complaint exists. */
export function mayRead(officer: Officer, complaint: Owned): boolean {
  if (!isOfThisRelease(officer)) return false;
  switch (officer.role) {
    case 'coordinator':
    case 'auditor':
      return true;
    case 'supervisor':
      return officer.office !== 'agency-head' || owns(officer, complaint) || contributes(officer, complaint);
    case 'liaison':
      return owns(officer, complaint) || contributes(officer, complaint);
    case 'admin':
    default:
      return false;
  }
}

function owns(officer: Officer, complaint: Owned): boolean {
  const holder = holderOf(complaint);
  return holder !== undefined && officer.agencies.includes(holder);
}

const contributes = (officer: Officer, { contributing }: Owned): boolean =>
  contributing?.some((id) => officer.agencies.includes(id)) ?? false;

/** Returns the officer's parties to the complaint, for the lifecycle table. The coordinator is also the liaison of the coordinator's own agency. */
export function partiesOf(officer: Officer, complaint: Owned, coordinatorAgencyId: string): Party[] {
  if (!mayRead(officer, complaint)) return [];
  switch (officer.role) {
    case 'coordinator':
      return complaint.agencyId === coordinatorAgencyId ? ['coordinator', 'staff', 'owner'] : ['coordinator', 'staff'];
    case 'liaison':
      return owns(officer, complaint) ? ['owner', 'staff'] : ['contributor', 'staff'];
    case 'supervisor':
      return officer.office === 'agency-head' ? ['staff'] : ['arbiter', 'staff'];
    case 'auditor':
    case 'admin':
    default:
      return [];
  }
}

/** Returns true if this officer may see the reporter's identity: the coordinator always, the owning liaison unless the reporter is anonymous. */
export function maySeeIdentity(officer: Officer, complaint: Owned & Pick<Complaint, 'anonymous'>): boolean {
  if (officer.role === 'coordinator') return true;
  return officer.role === 'liaison' && owns(officer, complaint) && !complaint.anonymous;
}

/** Returns true if these parties may search for duplicates (coordinator or owning agency). */
export const mayCompare = (parties: readonly Party[]): boolean =>
  parties.includes('coordinator') || parties.includes('owner');

/** Returns true if this officer may export the file for the Ombudsman: coordinator, auditor, and supervisors above the agencies. */
export const mayExport = ({ role, office }: Officer): boolean =>
  role === 'coordinator' || role === 'auditor' || (role === 'supervisor' && office !== 'agency-head');

/** Returns the officer as an event's actor. Throws Forbidden for auditors and admins, who change no complaint. */
export function actorOf(officer: Officer): Actor {
  const { role } = officer;
  if (role === 'auditor' || role === 'admin') throw new Forbidden(`an ${role} changes no complaint`);
  return { role, id: officer.subject };
}
