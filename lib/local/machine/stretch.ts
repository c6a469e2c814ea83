import { isObject, parseJson, stringAt, type Json, type JsonObject } from '../json.ts';
import { AwsError } from '../aws-error.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Execution } from './executions.ts';
import type { Machine } from './definition.ts';

/** The interpreter's log entries that are counted; its package does not export the type. */
type EventLog = { type: string };

/** Outcome of a stretch, and the number of states it entered. */
type StretchEnd = { entered: number } & (
  | { kind: 'sleeps'; due: number; next: string | null; input: Json }
  | { kind: 'succeeded'; output: Json }
  | { kind: 'failed'; error: string; cause: string }
  | { kind: 'aborted' }
);

/** A stretch under way. */
export type Stretch = { abort: () => void; end: Promise<StretchEnd> };

/** Runs an execution from where it is to its next Wait or its end. */
export function runStretch(machine: Machine, execution: Execution, functions: Functions, now: () => number): Stretch {
  let reached: { name: string; input: Json } | undefined;
  const handlers: Record<string, (input: Json) => Promise<Json> | Json> = {};
  for (const [name, task] of machine.tasks) handlers[name] = (input) => runTask(task, input, functions);
  for (const name of machine.waits.keys()) {
    handlers[name] = (input) => {
      reached = { name, input };
      return input;
    };
  }
  const run = machine.startingAt(execution.state ?? machine.startAt).run(parseJson(execution.stateInput), {
    overrides: { taskResourceLocalHandlers: handlers, retryIntervalOverrides: machine.retryIntervals },
    context: contextOf(machine, execution),
  });
  let entered = 0;
  const counted = countStates(run.eventLogs as AsyncIterable<EventLog>, () => (entered += 1));

  const finish = async (): Promise<StretchEnd> => {
    try {
      const output = await run.result;
      await counted;
      if (reached === undefined) return { kind: 'succeeded', output, entered };
      const wait = machine.waits.get(reached.name);
      if (wait === undefined) throw new Error(`no wait ${reached.name}`);
      const due = dueOf(wait.timing, reached.input, now());
      return { kind: 'sleeps', due, next: wait.next ?? null, input: output, entered };
    } catch (error) {
      if (error instanceof Error && error.name === 'ExecutionAbortedError') return { kind: 'aborted', entered };
      const real = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const name = real instanceof Error ? real.name : 'States.Runtime';
      return { kind: 'failed', error: name, cause: real instanceof Error ? real.message : String(real), entered };
    }
  };
  return { abort: run.abort, end: finish() };
}

async function runTask(
  task: { functionArn: string | undefined; integration: boolean },
  input: Json,
  functions: Functions,
): Promise<Json> {
  const request = isObject(input) ? input : {};
  const fn = functions.find(task.functionArn ?? stringAt(request, 'FunctionName') ?? '');
  const payload = task.integration ? (request['Payload'] ?? {}) : input;
  const outcome = await functions.invoke(fn, JSON.stringify(payload));
  // Under its own name, so that Retry and Catch can match it.
  if (!outcome.ok) throw new AwsError(outcome.error.errorType, JSON.stringify(outcome.error));
  const result = parseJson(outcome.payload);
  return task.integration ? { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: result } : result;
}

function contextOf(machine: Machine, execution: Execution): JsonObject {
  const StartTime = new Date(execution.startedAt).toISOString();
  return {
    Execution: { Id: execution.arn, Name: execution.name, Input: parseJson(execution.input), StartTime },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}

async function countStates(events: AsyncIterable<EventLog>, count: () => void): Promise<void> {
  for await (const event of events) if (event.type === 'StateEntered' || event.type === 'StateRetried') count();
}

/** When a Wait ends, in ms. Throws a States.Runtime error when its path leads to no instant. */
function dueOf(wait: JsonObject, input: Json, now: number): number {
  const seconds = wait['Seconds'] ?? atPath(stringAt(wait, 'SecondsPath'), input);
  const timestamp = wait['Timestamp'] ?? atPath(stringAt(wait, 'TimestampPath'), input);
  const due = typeof timestamp === 'string' ? Date.parse(timestamp) : now + Number(seconds ?? Number.NaN) * 1000;
  if (!Number.isNaN(due)) return due;
  throw new AwsError('States.Runtime', `The wait has no instant: ${JSON.stringify(timestamp ?? seconds ?? null)}`);
}

/** The value at a plain path such as `$.check.wakeAt`. */
function atPath(path: string | undefined, input: Json): Json | undefined {
  if (path === undefined) return undefined;
  let value: Json | undefined = input;
  for (const part of path.split('.').slice(1)) value = isObject(value) ? value[part] : undefined;
  return value;
}
