import type { CallEngine } from '../dynamodb/call.ts';
import { allOfficers, type LocalOfficer } from '../seed-local.ts';

/** The wanted officer; null leaves a field open. */
export type Wish = { role: string | null; office: string | null; agency: string | null };

/**
 * The first officer of the directory with this role, office and agency, those that were seeded locally before others. A supervisor without an
 * agency is the mayor, who may do most; one with an agency is its head.
 */
export async function findOfficer(call: CallEngine, table: string, wish: Wish): Promise<LocalOfficer | undefined> {
  const { role, agency } = wish;
  const office = wish.office ?? (role === 'supervisor' ? (agency === null ? 'mayor' : 'agency-head') : null);
  const officers = (await allOfficers(call, table)).filter(
    (one) =>
      (role === null || one.role === role) &&
      (office === null || one.office === office) &&
      (agency === null || one.agencies.includes(agency)),
  );
  return officers.find((one) => one.subject.startsWith('local-')) ?? officers[0];
}
