/** Reads real texts as if sent by SMS. They are citizens' own words: read, counted, never printed or stored. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { corpus } from '../corpora.ts';

const rows = z.array(z.record(z.string(), z.string()));

/** One column of a corpus, empty cells left out. */
export function column(file: string, name: string): string[] {
  const records = rows.parse(parse(readFileSync(corpus(file)), { columns: true, bom: true }));
  return records.map((record) => record[name] ?? '').filter((text) => text.trim() !== '');
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** The first lines of `count` complaints of three cities, taken evenly from their files. */
export function complaintLines(count: number): string[] {
  const files = ['surabaya-mediacenter.csv', 'bandung-sp4n-lapor.csv', 'purbalingga-aduan.csv'];
  const all = files.flatMap((file) => column(file, 'isi')).map(firstLine);
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)] ?? '');
}

/** Sentences in the Malay of Ambon. They are no complaints; none may be taken for a command. */
export const ambonMalay = (): string[] => column('melayu-ambon-nusawrites.csv', 'teks_melayu_ambon');
