/**
 * Measures the duplicate candidates on Surabaya's complaints. Each complaint is compared with those of the 60 days before it, as a coordinator
 * would see it; `grup_duplikat` marks the copies. Prints figures only, never a text.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { command } from '../support/command.ts';
import { progress } from '../support/progress.ts';
import { corpus, dataOption } from './corpora.ts';
import { groupTexts } from './train-routing/groups.ts';
import { rankEarlier, type Case } from './measure-duplicates/rank.ts';
import { marksOf, type Marks } from './measure-duplicates/marks.ts';

const row = z.object({
  isi: z.string(),
  lokasi: z.string(),
  kelurahan: z.string(),
  topik: z.string(),
  tanggal_keluhan: z.string(),
  grup_duplikat: z.string(),
});

function readCases(file: string): Case[] {
  const rows = z.array(row).parse(parse(readFileSync(file), { columns: true, bom: true }));
  const near = groupTexts(rows.map(({ isi, grup_duplikat }) => ({ text: isi, duplicate: grup_duplikat })));
  return rows
    .map((r, i) => ({
      complaint: {
        serviceCode: r.topik || undefined,
        areaCode: r.kelurahan || undefined,
        receivedAt: `${r.tanggal_keluhan}Z`,
        text: `${r.isi} ${r.lokasi}`,
      },
      copy: r.grup_duplikat || undefined,
      near: near[i] ?? i,
    }))
    .toSorted((a, b) => a.complaint.receivedAt.localeCompare(b.complaint.receivedAt));
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);

function print(title: string, { withCopy, first, top3, thresholds }: Marks): void {
  console.log(`\n${title}`);
  console.log(
    `  ${withCopy} complaints have a copy in the 60 days before: first ${percent(first)}, among three ${percent(top3)}`,
  );
  console.log('  score   suggested  a marked copy  or a near-copy  copies found  complaints with a suggestion');
  for (const t of thresholds) {
    const cells = [
      String(t.suggested).padStart(9),
      percent(t.precision).padStart(13),
      percent(t.nearPrecision).padStart(14),
    ];
    console.log(
      `  >= ${t.score.toFixed(2)} ${cells.join('  ')}  ${percent(t.recall).padStart(12)}  ${percent(t.bothered).padStart(14)}`,
    );
  }
}

export default command(import.meta, {
  script: 'measure:duplicates',
  about: "Measures the duplicate candidates on Surabaya's complaints (not in this repository). Prints figures only.",
  options: z.object(dataOption),
  run: ({ data }) => {
    const cases = readCases(corpus('surabaya-mediacenter.csv', data));
    const tick = progress('complaints compared', 2 * cases.length);
    print('With text, as a coordinator sees them', marksOf(cases, rankEarlier(cases, 'with text', tick)));
    print(
      'Without text, as the public may know them (no coordinates in this history)',
      marksOf(cases, rankEarlier(cases, 'without text', tick)),
    );
  },
});
