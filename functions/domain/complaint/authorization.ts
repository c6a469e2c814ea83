/** Who an officer is to a complaint: the token says who, the directory says what (docs/design.md#privacy-and-authorization). */
import { holderOf, type Actor, type Complaint } from './complaint.ts';
import type { Officer } from '../city/records.ts';
import { Forbidden } from '../kernel/errors.ts';
import type { Party } from './lifecycle.ts';

type Owned = Pick<Complaint, 'agencyId' | 'contributing'> & { state?: Complaint['state'] };

/** True when this officer may know that the complaint exists. */
export function mayRead(officer: Officer, complaint: Owned): boolean {
  switch (officer.role) {
    case 'coordinator':
    case 'auditor':
      return true;
    case 'supervisor':
      return officer.office !== 'agency-head' || owns(officer, complaint) || contributes(officer, complaint);
    case 'liaison':
      return owns(officer, complaint) || contributes(officer, complaint);
    case 'admin':
      return false;
  }
}

function owns(officer: Officer, complaint: Owned): boolean {
  const holder = holderOf(complaint);
  return holder !== undefined && officer.agencies.includes(holder);
}

const contributes = (officer: Officer, { contributing }: Owned): boolean =>
  contributing?.some((id) => officer.agencies.includes(id)) ?? false;

/** How the officer stands to the complaint in the lifecycle table's words. The coordinator is the liaison of the coordinator's own agency. */
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
      return [];
  }
}

/** Whether this officer may see who the reporter is: the owning liaison unless anonim, the coordinator always. */
export function maySeeIdentity(officer: Officer, complaint: Owned & Pick<Complaint, 'anonymous'>): boolean {
  if (officer.role === 'coordinator') return true;
  return officer.role === 'liaison' && owns(officer, complaint) && !complaint.anonymous;
}

/** Whether who stands so to a complaint may look for others that it repeats: whoever decides where it goes. */
export const mayCompare = (parties: readonly Party[]): boolean =>
  parties.includes('coordinator') || parties.includes('owner');

/** Whether this officer may make the file for the Ombudsman: who answers for the city. */
export const mayExport = ({ role, office }: Officer): boolean =>
  role === 'coordinator' || role === 'auditor' || (role === 'supervisor' && office !== 'agency-head');

/** The officer as an event's actor. Auditors and admins change no complaint. */
export function actorOf(officer: Officer): Actor {
  const { role } = officer;
  if (role === 'auditor' || role === 'admin') throw new Forbidden(`an ${role} changes no complaint`);
  return { role, id: officer.subject };
}
