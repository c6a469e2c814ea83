/** Adds the records of a city's data files that the directory lacks. It never overwrites what the city has edited. */
import { isDeepStrictEqual } from 'node:util';
import type { DirectoryWriter, SeedRecord } from '../domain/administration/ports.ts';

/** Result of a seed. `differs` names existing records with other contents: edits by the city, or newer data files. */
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

/** Most records named, because CloudFormation refuses answers over 4 kB. */
const namedDifferences = 20;

export function summaryOf({ put, same, differs }: SeedReport): string {
  const named = differs.slice(0, namedDifferences).join(', ');
  const more = differs.length > namedDifferences ? ` and ${differs.length - namedDifferences} more` : '';
  return `${put} put, ${same} unchanged, ${differs.length} differ and were kept${differs.length > 0 ? `: ${named}${more}` : ''}`;
}
