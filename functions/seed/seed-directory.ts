/** Puts into the directory what a city's data files hold and the directory lacks. What the city has edited is never overwritten. */
import { isDeepStrictEqual } from 'node:util';
import type { DirectoryWriter, SeedRecord } from '../domain/administration/ports.ts';

/** `differs`: records that exist with other contents: the city's edits, or a newer release of the data files. */
export type SeedReport = { put: number; same: number; differs: string[] };

export function seedDirectory({ writer }: { writer: DirectoryWriter }) {
  return async (records: readonly SeedRecord[]): Promise<SeedReport> => {
    const report: SeedReport = { put: 0, same: 0, differs: [] };
    for (const record of records) {
      const existing = await writer.putIfAbsent(record);
      if (!existing) report.put += 1;
      else if (isDeepStrictEqual(existing, record)) report.same += 1;
      else report.differs.push(`${record.pk}/${record.sk}`);
    }
    return report;
  };
}

/** CloudFormation refuses answers over 4 kB: name the first few. */
const namedDifferences = 20;

export function summaryOf({ put, same, differs }: SeedReport): string {
  const named = differs.slice(0, namedDifferences).join(', ');
  const more = differs.length > namedDifferences ? ` and ${differs.length - namedDifferences} more` : '';
  return `${put} put, ${same} unchanged, ${differs.length} differ and were kept${differs.length > 0 ? `: ${named}${more}` : ''}`;
}
