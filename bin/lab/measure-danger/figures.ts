/** Counts what is recognised as a danger. Real complaints are citizens' own words: read, counted, never printed or stored. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { dangerIn } from '../../../functions/domain/recognition/danger.ts';
import { loadCityData } from '../../../lib/city/index.ts';
import { column } from '../measure-sms/texts.ts';

/** Goals of issue 12, as parts of one. */
export const goals = { recall: 0.98, falseAlarms: 0.005 } as const;

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));

/** A text: who writes, the kind of danger (false for none), and the words. */
const textSet = z.object({
  note: z.string(),
  texts: z.array(z.tuple([z.string(), z.union([z.string(), z.literal(false)]), z.string()])),
});
type Texts = z.infer<typeof textSet>['texts'];

/** The texts written for this measurement. */
export const sets: { name: string; texts: Texts }[] = [
  { name: 'written before the words', file: 'texts-before.json' },
  { name: 'written with the words', file: 'texts-after.json' },
].map(({ name, file }) => ({ name, texts: textSet.parse(readJson(file)).texts }));

const { danger } = loadCityData('ambon');
const isDanger = (text: string): boolean => dangerIn(text, danger) !== undefined;

/** Counts a set's dangers, those found, its other texts, the false alarms among them, and the dangers missed by kind. */
export function figuresOf(texts: Texts) {
  const dangers = texts.filter(([, kind]) => kind !== false);
  const others = texts.filter(([, kind]) => kind === false);
  const missed = dangers.filter(([, , text]) => !isDanger(text)).map(([, kind]) => String(kind));
  return {
    dangers: dangers.length,
    found: dangers.length - missed.length,
    others: others.length,
    alarms: others.filter(([, , text]) => isDanger(text)).length,
    kinds: Object.fromEntries([...new Set(missed)].map((kind) => [kind, missed.filter((m) => m === kind).length])),
  };
}

export type Corpus = { file: string; texts: string[] };

/** The corpora of real complaints, 9,800 texts. */
export const corpora = (): Corpus[] =>
  ['surabaya-mediacenter.csv', 'bandung-sp4n-lapor.csv', 'purbalingga-aduan.csv'].map((file) => ({
    file,
    texts: column(file, 'isi'),
  }));

/** The rows recognised as dangers, by their number among the rows with words. */
export const hits = ({ texts }: Corpus, tick: () => void = () => undefined): number[] =>
  texts.flatMap((text, row) => {
    tick();
    return isDanger(text) ? [row] : [];
  });

/** Rows of a corpus that tell of a danger that was there when they were written, by the judgement of a person who read them. */
const realDangers = z.record(z.string(), z.array(z.number())).parse(readJson('read-by-hand.json'));

/** The recognised rows that are no real dangers, or were not read yet. */
export const falseAlarms = (file: string, found: readonly number[]): number[] =>
  found.filter((row) => !realDangers[file]?.includes(row));
