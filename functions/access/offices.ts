/** Authorizes what concerns no single complaint: reading and editing the directory, filing for a citizen, reading a queue. */
import type { Officer } from '../domain/city/records.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { Forbidden } from '../domain/kernel/errors.ts';
import { officerOf } from './officer.ts';

/** Returns the admin's subject. Throws Forbidden for every other officer. */
export async function adminOf(deps: CityContext, subject: string | undefined): Promise<string> {
  const officer = await officerOf(deps, subject);
  if (officer.role !== 'admin') throw new Forbidden('only an admin edits the directory');
  return officer.subject;
}

/** Throws Forbidden unless the caller is an admin or an auditor. */
export async function assertReadsDirectory(deps: CityContext, subject: string | undefined): Promise<void> {
  const { role } = await officerOf(deps, subject);
  if (role !== 'admin' && role !== 'auditor')
    throw new Forbidden('only an admin or an auditor reads the records of the directory');
}

/** Returns the coordinator or liaison who files for somebody at the counter. Throws Forbidden for every other officer. */
export async function filerOf(
  deps: CityContext,
  subject: string | undefined,
): Promise<{ role: 'coordinator' | 'liaison'; id: string }> {
  const { role, subject: id } = await officerOf(deps, subject);
  if (role !== 'coordinator' && role !== 'liaison')
    throw new Forbidden('only coordinators and liaisons may file complaints for citizens');
  return { role, id };
}

/** Returns true for liaisons and agency heads: the coordinator and those who read all may ask for any agency's queue. */
export const readsOwnAgenciesOnly = ({ role, office }: Officer): boolean =>
  role === 'liaison' || office === 'agency-head';

/** Throws Forbidden when the queue is not for this officer. `agencyId` is undefined for the coordinator's own. */
export function assertReadsQueue(officer: Officer, agencyId: string | undefined): void {
  if (!readsOwnAgenciesOnly(officer)) return;
  if (agencyId === undefined) throw new Forbidden("the coordinator's queue is not yours: ask for queue=agency");
  if (!officer.agencies.includes(agencyId)) throw new Forbidden(`${agencyId} is not your agency`);
}

/** Throws Forbidden for an admin. */
export function assertReadsComplaints({ role }: Officer): void {
  if (role === 'admin') throw new Forbidden('an admin edits the directory and may not read complaints');
}
