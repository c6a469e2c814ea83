/** The city's routing model, as it lies beside the function's code. Read when first asked for: most calls never need it. */
import { existsSync, readFileSync } from 'node:fs';
import { parseModel, type RoutingModel } from '../../domain/recognition/suggestion-model.ts';

/** Answers undefined, for good, when the city has none. Throws on a file that is no model: synthesis refuses those. */
export function routingModelReader(file: URL): () => RoutingModel | undefined {
  let read: { model: RoutingModel | undefined } | undefined;
  return () => {
    read ??= { model: existsSync(file) ? parseModel(readFileSync(file, 'utf8')) : undefined };
    return read.model;
  };
}
