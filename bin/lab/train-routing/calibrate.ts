/** Calibrates the model's confidence by cross-validation inside the training rows. */
import { softmax } from '../../../functions/domain/recognition/suggestion.ts';
import type { Row } from './history.ts';
import { fit, scores } from './linear.ts';
import { rankFeatures, ranker } from './select.ts';
import { foldsOf } from './split.ts';

export const innerFolds = 4;

/** Factors tried on the scores, 0.3 to 3 in steps of 5 %. The factor with the least log loss is kept. */
const heats = Array.from({ length: 48 }, (_, i) => 0.3 * 1.05 ** i);

export type Task = { rows: readonly Row[]; columnOf: (label: string) => number; columns: number; most: number };

/** The factor for the scores; `tick` is called after each of `innerFolds` folds. */
export function calibrate({ rows, columnOf, columns, most }: Task, seed: number, tick: () => void): number {
  const folds = foldsOf(rows, innerFolds, seed);
  const judged: { column: number; given: Float64Array }[] = [];
  for (let fold = 0; fold < innerFolds; fold += 1) {
    const learn = rows.filter((_, i) => folds[i] !== fold);
    const features = rankFeatures(learn, columnOf, columns, most);
    const rank = ranker(features);
    const examples = learn.map((row) => ({ ranks: rank(row), column: columnOf(row.label) }));
    const model = fit(examples, features.length, columns, seed);
    for (const row of rows.filter((_, i) => folds[i] === fold)) {
      judged.push({ column: columnOf(row.label), given: scores(model, rank(row)) });
    }
    tick();
  }
  const loss = (heat: number) =>
    judged.reduce((sum, { column, given }) => {
      const chances = softmax(given.map((score) => heat * score));
      return sum - Math.log(Math.max(1e-12, chances[column] ?? 0));
    }, 0);
  return heats.reduce(
    (best, heat) => {
      const found = loss(heat);
      return found < best.loss ? { heat, loss: found } : best;
    },
    { heat: 1, loss: Infinity },
  ).heat;
}
