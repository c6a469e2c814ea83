/** One deployment serves one city: its jurisdiction may be named or left out, and another one is not here. */
import { NotFound } from '../../domain/kernel/errors.ts';
import type { Directory } from '../../domain/city/ports.ts';

export async function checkJurisdiction(
  directory: Pick<Directory, 'city'>,
  jurisdictionId: string | undefined,
): Promise<void> {
  if (jurisdictionId === undefined || jurisdictionId === '') return;
  const { open311 } = await directory.city();
  if (open311 !== undefined && jurisdictionId !== open311.jurisdictionId)
    throw new NotFound(`jurisdiction_id: unknown; this endpoint serves ${open311.jurisdictionId}`);
}
