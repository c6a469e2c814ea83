/** Measures the keyword rules alone: Ambon's services on Surabaya's texts, through a suggested map of agencies. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { suggestByKeywords } from '../../../functions/domain/recognition/suggestion-keywords.ts';
import { loadCityData } from '../../../lib/city/index.ts';

const read = <T>(file: string, row: z.ZodType<T>): T[] =>
  z.array(row).parse(parse(readFileSync(file), { columns: true, bom: true }));

/** Returns one line of marks. A row without any keyword counts as wrong. Rows of kecamatan and kelurahan are left out, because the place decides them. */
export function keywordMarks(data: string): string {
  const { agencies, services } = loadCityData('ambon');
  const idOf = new Map(agencies.map(({ name, id }) => [name.toLowerCase(), id]));
  const pairs = read(
    path.join(data, 'reference/ambon/padanan_instansi_surabaya_ke_ambon.csv'),
    z.object({ instansi_surabaya: z.string(), opd_ambon_usulan: z.string() }),
  );
  const counterpart = new Map(
    pairs.map((pair) => [pair.instansi_surabaya, idOf.get(pair.opd_ambon_usulan.toLowerCase())]),
  );
  let [rows, top1, top3, none] = [0, 0, 0, 0];
  for (const { isi, instansi } of read(
    path.join(data, 'complaints/surabaya-mediacenter.csv'),
    z.object({ isi: z.string(), instansi: z.string() }),
  )) {
    const due = counterpart.get(instansi);
    if (due === undefined) continue;
    const found = suggestByKeywords(services, isi).map(({ agencyId }) => agencyId);
    rows += 1;
    if (found.length === 0) none += 1;
    if (found[0] === due) top1 += 1;
    if (found.includes(due)) top3 += 1;
  }
  const percent = (count: number) => `${((100 * count) / rows).toFixed(1)} %`;
  return `top-1 ${percent(top1)}, top-3 ${percent(top3)}, no keyword at all in ${percent(none)}, ${rows} rows`;
}
