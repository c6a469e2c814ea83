/**
 * Authenticates officers by the subject of their token, as a record of the directory. An unknown or retired subject is not authorized
 * (docs/design.md#privacy-and-authorization).
 */
import { isValidOn, type Officer } from '../domain/city/records.ts';
import { Forbidden, NotFound } from '../domain/kernel/errors.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { CityContext, Directory } from '../domain/city/ports.ts';
import { isOfThisRelease, mayRead, type KnownOfficer } from '../domain/complaint/authorization.ts';
import { findComplaint } from './find-complaint.ts';

/** A request of an officer about one complaint. */
export type StaffRequest = { subject: string | undefined; trackingId: string };

/** Returns the officer of a subject. Throws Forbidden when there is none in force. */
export async function officerOf({ directory, clock }: CityContext, subject: string | undefined): Promise<KnownOfficer> {
  const officer = await directory.officer(subject);
  if (!officer || !isValidOn(officer, clock.now()))
    throw new Forbidden('this account is not an officer of the city: an admin can add it');
  if (!isOfThisRelease(officer)) throw new Forbidden('the role or office of this account is of a newer release');
  return officer;
}

/** Returns the officer in force whose phone this is, or undefined when it is nobody's. */
export async function officerOfPhone(
  directory: Pick<Directory, 'officers'>,
  phoneMac: string,
  now: Date,
): Promise<Officer | undefined> {
  return (await directory.officers()).find((o) => o.phoneMac === phoneMac && isValidOn(o, now));
}

/** Returns a complaint that the officer may read. Throws NotFound when there is none or it belongs to another agency. */
export async function readableComplaint(
  reader: Pick<ComplaintReader, 'get'>,
  officer: Officer,
  trackingId: string,
): Promise<Complaint> {
  const complaint = await findComplaint(reader, trackingId);
  if (!complaint || !mayRead(officer, complaint))
    throw new NotFound('no complaint with this tracking id is visible to you');
  return complaint;
}
