/** Reads the city's routing model from a file beside the function's code, when it is first asked for, because most calls never need it. */
import { existsSync, readFileSync } from 'node:fs';
import { parseModel, type RoutingModel } from '../../domain/recognition/suggestion-model.ts';

/** Returns a reader of the model; undefined when the city has none. Throws on a file that is no model, which synthesis refuses. */
export function routingModelReader(file: URL): () => RoutingModel | undefined {
  let read: { model: RoutingModel | undefined } | undefined;
  return () => {
    read ??= { model: existsSync(file) ? parseModel(readFileSync(file, 'utf8')) : undefined };
    return read.model;
  };
}
