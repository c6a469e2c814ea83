/** Measures the time that the functions need per text, on this machine. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { suggestAgencies } from '../../../functions/domain/recognition/suggestion.ts';
import { parseModel, type ModelFile } from '../../../functions/domain/recognition/suggestion-model.ts';

/** Texts timed. */
const sample = 2000;

/** Milliseconds, tokenizing included. The first tenth only warms the compiler up and is not counted. */
export function timeTexts(file: ModelFile, csv: string) {
  const json = JSON.stringify(file);
  const start = performance.now();
  const model = parseModel(json);
  const loading = performance.now() - start;
  const texts = z.array(z.object({ isi: z.string() })).parse(parse(readFileSync(csv), { columns: true, to: sample }));
  const times = texts.map(({ isi }) => {
    const from = performance.now();
    suggestAgencies(model, isi);
    return performance.now() - from;
  });
  const sorted = times.slice(times.length / 10).sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2);
  return { median: at(0.5), p99: at(0.99), most: at(1), loading: loading.toFixed(1) };
}
