/**
 * Handles the events that invoke escalation: a deadline of Step Functions, the nightly schedule, and the directory's stream when the
 * calendar changes.
 */
import * as z from 'zod';
import { checkDeadline, deadlineInput, type DeadlineResult } from './check-deadline.ts';
import { recalculate } from './recalculate.ts';
import { sweep, type Deps, type SweepResult } from './sweep.ts';

/** Milliseconds reserved for the last batch of changes and the answer. */
const reserveMs = 20_000;

const input = z.union([
  // Its mapping filters for the calendar. The change itself does not matter, because everything is computed anew.
  z.object({ Records: z.array(z.object({ eventSource: z.literal('aws:dynamodb') })).min(1) }),
  z.object({ task: z.literal('sweep') }),
  deadlineInput,
]);

type Result = DeadlineResult | SweepResult | { batchItemFailures: never[] };

/** Throws when time does not suffice for all; the stream, or the next night, continues. */
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
