/** Checks the jurisdiction of a request. A deployment serves one city, whose jurisdiction may be named or omitted. */
import { NotFound } from '../../domain/kernel/errors.ts';
import type { Directory } from '../../domain/city/ports.ts';

/** Throws NotFound for another city's jurisdiction. */
export async function checkJurisdiction(
  directory: Pick<Directory, 'city'>,
  jurisdictionId: string | undefined,
): Promise<void> {
  if (jurisdictionId === undefined || jurisdictionId === '') return;
  const { open311 } = await directory.city();
  if (open311 !== undefined && jurisdictionId !== open311.jurisdictionId)
    throw new NotFound(`jurisdiction_id: unknown; this endpoint serves ${open311.jurisdictionId}`);
}
