/** Reads a city's history: a CSV with a column of texts and a column of the agency that each went to. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { featuresOf } from '../../../functions/domain/recognition/suggestion-tokens.ts';
import { groupTexts } from './groups.ts';

/** One row of the history, without its text. */
export type Row = { features: number[]; label: string; group: number };

export type Columns = {
  csv: string;
  text: string;
  label: string;
  /** Column whose equal, non-empty values mark copies of one text. */
  duplicates?: string | undefined;
};

/** The history's label → the directory's agency id; null leaves its rows out. */
export type LabelsMap = Record<string, string | null>;

const labelsMap = z.record(z.string(), z.string().min(1).nullable());

export function readLabelsMap(file: string): LabelsMap {
  return labelsMap.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The rows with a text and an agency, in the file's order. A label that the map does not name is left as it is. */
export function readHistory(
  columns: Columns,
  map: LabelsMap = {},
  keep: (label: string) => boolean = () => true,
): Row[] {
  const records = z
    .array(z.record(z.string(), z.string()))
    .parse(parse(readFileSync(columns.csv), { columns: true, bom: true, skip_empty_lines: true }));
  const missing = [columns.text, columns.label].filter((name) => !(name in (records[0] ?? {})));
  if (missing.length > 0) throw new Error(`${columns.csv}: no column ${missing.join(', ')}, or no rows`);
  const texts: { text: string; label: string; duplicate: string }[] = [];
  for (const record of records) {
    const text = record[columns.text] ?? '';
    const given = record[columns.label]?.trim() ?? '';
    const label = given in map ? map[given] : given;
    const duplicate = columns.duplicates === undefined ? '' : (record[columns.duplicates] ?? '');
    if (text.trim() !== '' && label && keep(label)) texts.push({ text, label, duplicate });
  }
  const groups = groupTexts(texts);
  return texts.map(({ text, label }, i) => ({ features: featuresOf(text), label, group: groups[i] ?? i }));
}

/** Labels with their rows counted, most frequent first. */
export function countLabels(rows: readonly { label: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
