/** Selects the features that get a row of the model, and rewrites the texts as ranks of these features. */
import type { Row } from './history.ts';

/**
 * A feature stays only if it is in at least so many distinct texts (near-copies count once). That is the guard against names: what one citizen,
 * or one street's serial writer, alone has said cannot enter the model even as a hash.
 */
const leastTexts = 5;

/** A text as ranks of kept features (0 is the most telling) and the column of its agency. */
export type Example = { ranks: Int32Array; column: number };

type Seen = { texts: number; lastGroup: number; perColumn: Float64Array };

function count(rows: readonly Row[], columnOf: (label: string) => number, columns: number): Map<number, Seen> {
  const seen = new Map<number, Seen>();
  // In the order of groups, so that "another text" is simply "another group than the last".
  for (const { features, label, group } of rows.toSorted((a, b) => a.group - b.group)) {
    for (const feature of features) {
      const of = seen.get(feature) ?? { texts: 0, lastGroup: -1, perColumn: new Float64Array(columns) };
      if (of.lastGroup !== group) of.texts += 1;
      of.lastGroup = group;
      const column = columnOf(label);
      of.perColumn[column] = (of.perColumn[column] ?? 0) + 1;
      seen.set(feature, of);
    }
  }
  return seen;
}

/** The `most` features whose spread over agencies is furthest from chance (χ² with 1 added to each expectation). */
export function rankFeatures(
  rows: readonly Row[],
  columnOf: (label: string) => number,
  columns: number,
  most: number,
): number[] {
  const shares = new Float64Array(columns);
  for (const { label } of rows) shares[columnOf(label)] = (shares[columnOf(label)] ?? 0) + 1 / rows.length;
  const scored: { feature: number; score: number }[] = [];
  for (const [feature, { texts, perColumn }] of count(rows, columnOf, columns)) {
    if (texts < leastTexts) continue;
    const total = perColumn.reduce((a, b) => a + b, 0);
    const score = perColumn.reduce((sum, observed, c) => {
      const expected = total * (shares[c] ?? 0);
      return sum + (observed - expected) ** 2 / (expected + 1);
    }, 0);
    scored.push({ feature, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || a.feature - b.feature)
    .slice(0, most)
    .map(({ feature }) => feature);
}

/** Answers a function that rewrites a row's features as ranks; unknown ones are left out. */
export function ranker(features: readonly number[]): (row: Row) => Int32Array {
  const rank = new Map(features.map((feature, i) => [feature, i]));
  return (row) => Int32Array.from(row.features.flatMap((feature) => rank.get(feature) ?? []));
}
