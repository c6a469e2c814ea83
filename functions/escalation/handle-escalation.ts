/** What wakes escalation: a deadline of Step Functions, the nightly schedule, or the directory's stream when the calendar has changed. */
import * as z from 'zod';
import { checkDeadline, deadlineInput, type DeadlineResult } from './check-deadline.ts';
import { recalculate } from './recalculate.ts';
import { sweep, type Deps, type SweepResult } from './sweep.ts';

/** Left for the last batch of changes and the answer, in ms. */
const reserveMs = 20_000;

const input = z.union([
  // Filtered by its mapping to the calendar. What changed does not matter: all is computed anew.
  z.object({ Records: z.array(z.object({ eventSource: z.literal('aws:dynamodb') })).min(1) }),
  z.object({ task: z.literal('sweep') }),
  deadlineInput,
]);

type Result = DeadlineResult | SweepResult | { batchItemFailures: never[] };

/** A run that finds no time for all throws: the stream, or the next night, goes on where it stopped. */
export function handleEscalation(deps: Deps) {
  return async (event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<Result> => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
    const parsed = input.parse(event);
    if ('task' in parsed) return sweep(deps)(hasTime);
    if (!('Records' in parsed)) return checkDeadline(deps)(parsed);
    deps.count('DeadlinesMoved', await recalculate(deps)(hasTime));
    return { batchItemFailures: [] };
  };
}
