/** Two ways to learn the same shape of model: score = bias + (sum of the weights of a text's features) / √their count. */
import { softmax } from '../../../functions/domain/recognition/suggestion.ts';
import type { Example } from './select.ts';
import { random, shuffle } from './split.ts';

/** A row of `columns` weights per feature, and a bias per column. */
export type Linear = { columns: number; weights: Float32Array; bias: Float64Array };

/** Count added to every feature of every agency, and the weight of the log prior beside scaled weights. */
const smoothing = 0.1;
const priorWeight = 0.3;

/** Share of naive Bayes in the blend. 0.2 to 0.4 gave equal results on the training parts of Surabaya and Bandung. */
const bayesShare = 0.25;

/** Chosen by cross-validation on the training part of the Surabaya file; the results move little around them. */
const passes = 12;
const learningRate = 0.3;
const decay = 3e-4;

/** Score of each column for a text. */
export function scores({ columns, weights, bias }: Linear, ranks: Int32Array): Float64Array {
  const sums = new Float64Array(columns);
  for (const rank of ranks) {
    const row = rank * columns;
    for (let c = 0; c < columns; c += 1) sums[c] = (sums[c] ?? 0) + (weights[row + c] ?? 0);
  }
  const scale = 1 / Math.sqrt(Math.max(1, ranks.length));
  return sums.map((sum, c) => (bias[c] ?? 0) + sum * scale);
}

/** Multinomial naive Bayes; each feature's weights are centred, which changes no probability and fits a byte better. */
function fitBayes(examples: readonly Example[], size: number, columns: number): Linear {
  const counts = new Float64Array(size * columns).fill(smoothing);
  const totals = new Float64Array(columns).fill(smoothing * size);
  const texts = new Float64Array(columns).fill(1);
  for (const { ranks, column } of examples) {
    texts[column] = (texts[column] ?? 0) + 1;
    for (const rank of ranks) {
      const at = rank * columns + column;
      counts[at] = (counts[at] ?? 0) + 1;
      totals[column] = (totals[column] ?? 0) + 1;
    }
  }
  const weights = new Float32Array(size * columns);
  for (let row = 0; row < size; row += 1) {
    const logs = totals.map((total, c) => Math.log((counts[row * columns + c] ?? 0) / total));
    const mean = logs.reduce((a, b) => a + b, 0) / columns;
    weights.set(
      logs.map((log) => log - mean),
      row * columns,
    );
  }
  return { columns, weights, bias: texts.map((n) => priorWeight * Math.log(n / (examples.length + columns))) };
}

/** Softmax regression by AdaGrad over shuffled examples, with weight decay on what each example touches. */
function fitLogistic(examples: readonly Example[], size: number, columns: number, seed: number): Linear {
  const model: Linear = { columns, weights: new Float32Array(size * columns), bias: new Float64Array(columns) };
  const { weights, bias } = model;
  const squares = new Float32Array(size * columns).fill(1e-6);
  const biasSquares = new Float64Array(columns).fill(1e-6);
  const next = random(seed);
  const order = [...examples];
  for (let pass = 0; pass < passes; pass += 1) {
    for (const { ranks, column } of shuffle(order, next)) {
      const error = softmax(scores(model, ranks));
      error[column] = (error[column] ?? 0) - 1;
      const value = 1 / Math.sqrt(Math.max(1, ranks.length));
      for (let c = 0; c < columns; c += 1) {
        const slope = error[c] ?? 0;
        const square = (biasSquares[c] = (biasSquares[c] ?? 0) + slope * slope);
        bias[c] = (bias[c] ?? 0) - (learningRate * slope) / Math.sqrt(square);
      }
      for (const rank of ranks) {
        for (let c = 0, at = rank * columns; c < columns; c += 1, at += 1) {
          const weight = weights[at] ?? 0;
          const slope = (error[c] ?? 0) * value + decay * weight;
          const square = (squares[at] = (squares[at] ?? 0) + slope * slope);
          weights[at] = weight - (learningRate * slope) / Math.sqrt(square);
        }
      }
    }
  }
  return model;
}

/** The weighted sum of two linear models is one linear model. */
function blend(logistic: Linear, bayes: Linear, mix: number): Linear {
  const of = (a: number, b: number | undefined) => (1 - mix) * a + mix * (b ?? 0);
  return {
    ...logistic,
    weights: logistic.weights.map((weight, i) => of(weight, bayes.weights[i])),
    bias: logistic.bias.map((bias, c) => of(bias, bayes.bias[c])),
  };
}

/** The model: logistic regression with a quarter of naive Bayes, which is better where examples are few. */
export function fit(examples: readonly Example[], size: number, columns: number, seed: number): Linear {
  return blend(fitLogistic(examples, size, columns, seed), fitBayes(examples, size, columns), bayesShare);
}

/** The same probabilities, more or less sharply put. */
export function heated(model: Linear, heat: number): Linear {
  const of = (value: number) => heat * value;
  return { ...model, weights: model.weights.map(of), bias: model.bias.map(of) };
}
