/** Chooses size, mix and heat by cross-validation inside the training rows: least surprise (log loss) wins. */
import { softmax } from '../../functions/domain/suggestion.ts';
import type { Row } from './history.ts';
import { fitBayes, fitLogistic, scores } from './linear.ts';
import { rankFeatures, ranker, type Example } from './select.ts';
import { foldsOf } from './split.ts';

/** `size` features; `mix` of naive Bayes in the logistic model; `heat` scales scores so that confidence is honest. */
export type Choice = { size: number; mix: number; heat: number; logLoss: number };

export const innerFolds = 4;
/** Small histories do best with few features; the largest size is what the file's budget allows. */
const sizes = [700, 2000];
const mixes = [0, 0.2, 0.4, 0.6, 0.8, 1];
const heats = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5];

type Judged = { column: number; logistic: Float64Array; bayes: Float64Array };

function logLoss(judged: readonly Judged[], mix: number, heat: number): number {
  const losses = judged.map(({ column, logistic, bayes }) => {
    const mixed = logistic.map((score, c) => heat * ((1 - mix) * score + mix * (bayes[c] ?? 0)));
    return -Math.log(Math.max(1e-12, softmax(mixed)[column] ?? 0));
  });
  return losses.reduce((a, b) => a + b, 0) / losses.length;
}

export type Task = { rows: readonly Row[]; columnOf: (label: string) => number; columns: number; most: number };

/** `tick` is called after each of `innerFolds` folds. */
export function choose({ rows, columnOf, columns, most }: Task, seed: number, tick: () => void): Choice {
  const folds = foldsOf(rows, innerFolds, seed);
  const tried = [...sizes.filter((size) => size < most), most];
  const judged = new Map<number, Judged[]>(tried.map((size) => [size, []]));
  for (let fold = 0; fold < innerFolds; fold += 1) {
    const learn = rows.filter((_, i) => folds[i] !== fold);
    const rank = ranker(rankFeatures(learn, columnOf, columns, most));
    const examples: Example[] = learn.map((row) => ({ ranks: rank(row), column: columnOf(row.label) }));
    const held = rows.filter((_, i) => folds[i] === fold);
    for (const size of tried) {
      const [logistic, bayes] = [fitLogistic(examples, size, columns, seed), fitBayes(examples, size, columns)];
      for (const row of held) {
        const ranks = rank(row);
        const column = columnOf(row.label);
        judged.get(size)?.push({ column, logistic: scores(logistic, ranks), bayes: scores(bayes, ranks) });
      }
    }
    tick();
  }
  let best: Choice = { size: most, mix: 0, heat: 1, logLoss: Infinity };
  for (const [size, judgements] of judged) {
    for (const mix of mixes) {
      for (const heat of heats) {
        const loss = logLoss(judgements, mix, heat);
        if (loss < best.logLoss) best = { size, mix, heat, logLoss: loss };
      }
    }
  }
  return best;
}
