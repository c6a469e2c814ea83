/** Examines a model, as stored and as the functions read it, on rows that it has not seen. */
import { probabilities } from '../../../functions/domain/recognition/suggestion.ts';
import { parseModel, type ModelFile } from '../../../functions/domain/recognition/suggestion-model.ts';
import type { Row } from './history.ts';

export type Marks = {
  rows: number;
  top1: number;
  top3: number;
  /** Mean over the named agencies of the harmonic mean of precision and recall. */
  macroF1: number;
  /** Per tenth of confidence in the first suggestion: how many, their mean confidence, the share that was right. */
  calibration: { count: number; confidence: number; right: number }[];
  /** Mean of |confidence - right| over the tenths, weighted by count. */
  calibrationError: number;
};

type Answer = { truth: string; ranked: string[]; confidence: number };

/** Answers a function that ranks a row's labels by the chances that it is given. */
function answering(labels: readonly string[], chancesOf: (row: Row) => Float64Array | undefined) {
  return (row: Row): Answer => {
    const chances = chancesOf(row);
    const ranked = labels
      .map((label, c) => ({ label, chance: chances?.[c] ?? 0 }))
      .sort((a, b) => b.chance - a.chance)
      .slice(0, 3);
    return { truth: row.label, ranked: ranked.map(({ label }) => label), confidence: ranked[0]?.chance ?? 0 };
  };
}

function f1(answers: readonly Answer[], label: string): number {
  const given = answers.filter(({ ranked }) => ranked[0] === label).length;
  const due = answers.filter(({ truth }) => truth === label).length;
  const right = answers.filter(({ ranked, truth }) => ranked[0] === label && truth === label).length;
  return given + due === 0 ? 0 : (2 * right) / (given + due);
}

function tenths(answers: readonly Answer[]): Marks['calibration'] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = answers.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth);
    const count = inside.length;
    const confidence = inside.reduce((sum, each) => sum + each.confidence, 0) / Math.max(1, count);
    return { count, confidence, right: inside.filter((a) => a.ranked[0] === a.truth).length / Math.max(1, count) };
  });
}

/** The stored model's marks; a row whose agency it does not name counts as wrong in top-1 and top-3. */
export function examine(file: ModelFile, rows: readonly Row[]): Marks {
  const model = parseModel(file);
  return mark(model.labels, rows, ({ features }) => probabilities(model, features));
}

/** Marks of anything that gives each label of a row a chance. */
export function mark(
  labels: readonly string[],
  rows: readonly Row[],
  chancesOf: (row: Row) => Float64Array | undefined,
): Marks {
  const answers = rows.map(answering(labels, chancesOf));
  const share = (right: (a: Answer) => boolean) => answers.filter(right).length / answers.length;
  const calibration = tenths(answers);
  return {
    rows: rows.length,
    top1: share(({ ranked, truth }) => ranked[0] === truth),
    top3: share(({ ranked, truth }) => ranked.includes(truth)),
    macroF1: labels.reduce((sum, label) => sum + f1(answers, label), 0) / labels.length,
    calibration,
    calibrationError: calibration.reduce((e, t) => e + t.count * Math.abs(t.confidence - t.right), 0) / rows.length,
  };
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** One line for people. */
export function describe({ rows, top1, top3, macroF1, calibrationError }: Marks): string {
  // One standard error of a share: √(p(1 - p)/n).
  const error = Math.sqrt((top1 * (1 - top1)) / rows);
  return (
    `top-1 ${percent(top1)} (± ${(100 * error).toFixed(1)}), top-3 ${percent(top3)}, macro-F1 ${macroF1.toFixed(2)}, ` +
    `confidence off by ${percent(calibrationError)}, ${rows} rows`
  );
}
