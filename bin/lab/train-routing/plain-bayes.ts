/** The baseline: a textbook naive Bayes on the same split and all features, without a size limit. */
import { softmax } from '../../../functions/domain/recognition/suggestion.ts';
import { mark, type Marks } from './examine.ts';
import type { Row } from './history.ts';

/** Best of 0.03, 0.1, 0.3 and 1 for Bandung and for words alone at Surabaya, so that the baseline is not weak. */
const smoothing = 0.1;

export function plainBayes(labels: readonly string[], learn: readonly Row[], held: readonly Row[]): Marks {
  const columns = labels.length;
  const texts = new Float64Array(columns);
  const totals = new Float64Array(columns);
  const counts = new Map<number, Float64Array>();
  for (const { features, label } of learn) {
    const column = labels.indexOf(label);
    texts[column] = (texts[column] ?? 0) + 1;
    totals[column] = (totals[column] ?? 0) + features.length;
    for (const feature of features) {
      const of = counts.get(feature) ?? new Float64Array(columns);
      of[column] = (of[column] ?? 0) + 1;
      counts.set(feature, of);
    }
  }
  return mark(labels, held, ({ features }) => {
    const known = features.flatMap((feature) => counts.get(feature) ?? []);
    const scores = texts.map((count, c) => {
      const total = Math.log((totals[c] ?? 0) + smoothing * counts.size);
      return known.reduce(
        (sum, of) => sum + Math.log((of[c] ?? 0) + smoothing) - total,
        Math.log(count / learn.length),
      );
    });
    return softmax(scores);
  });
}
