import * as z from 'zod';
import { parseJson } from '../json.ts';
import type { Template } from '../template/template.ts';
import { createPattern, type Pattern } from '../streams/pattern.ts';
import type { Functions, LocalFunction } from './functions.ts';

/** An event source mapping: which records a function gets, and what happens when it fails. */
export type Mapping = {
  id: string;
  sourceArn: string;
  fn: LocalFunction;
  batchSize: number;
  /** A record is passed on when any matches; without patterns, each is. */
  patterns: Pattern[];
  partialResponses: boolean;
  maximumConcurrency: number;
  startingPosition: string | undefined;
  /** -1 retries for as long as the record's age allows. */
  maximumRetries: number;
  /** -1 sets no limit. */
  maximumAgeSeconds: number;
  bisect: boolean;
  /** Batches run at once from one shard; records of one item's partition stay in one of them, in order. */
  lanes: number;
  /** ARN of the queue that is told of records given up. */
  onFailure: string | undefined;
};

const MappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number().optional() }).optional(),
  StartingPosition: z.string().optional(),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  MaximumRecordAgeInSeconds: z.coerce.number().default(-1),
  ParallelizationFactor: z.coerce.number().default(1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** Batches run at once from one queue, where the template sets no limit; more only share the same cores. */
const CONCURRENCY = 2;

/** The enabled mappings of the template. Batching windows are not applied: what can be handed over is, at once. */
export function readMappings(template: Template, functions: Functions): Mapping[] {
  return template
    .of('AWS::Lambda::EventSourceMapping', MappingProperties)
    .filter(({ properties }) => properties.Enabled)
    .map(({ names, properties }) => ({
      id: names.ref,
      sourceArn: properties.EventSourceArn,
      fn: functions.find(properties.FunctionName),
      batchSize: properties.BatchSize ?? (properties.EventSourceArn.includes(':sqs:') ? 10 : 100),
      patterns: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern: text }) => createPattern(parseJson(text))),
      partialResponses: properties.FunctionResponseTypes.length > 0,
      maximumConcurrency: Math.min(CONCURRENCY, properties.ScalingConfig?.MaximumConcurrency ?? CONCURRENCY),
      startingPosition: properties.StartingPosition,
      maximumRetries: properties.MaximumRetryAttempts,
      maximumAgeSeconds: properties.MaximumRecordAgeInSeconds,
      lanes: properties.ParallelizationFactor,
      bisect: properties.BisectBatchOnFunctionError,
      onFailure: properties.DestinationConfig?.OnFailure?.Destination,
    }));
}

const PartialResponse = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/**
 * The records that a function says it failed, by a partial batch response: undefined when all of them failed, since the answer cannot be
 * understood or names a record that was not in the batch.
 */
export function failedItems(mapping: Mapping, payload: string, identifiers: string[]): string[] | undefined {
  if (!mapping.partialResponses) return [];
  const answer = parseJson(payload);
  if (answer === null || answer === '') return [];
  const parsed = PartialResponse.safeParse(answer);
  if (!parsed.success) return undefined;
  const failed = (parsed.data.batchItemFailures ?? []).map((one) => one.itemIdentifier);
  return failed.every((one) => identifiers.includes(one)) ? failed : undefined;
}
