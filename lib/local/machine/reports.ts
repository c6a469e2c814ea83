import { parseJson, isObject, type Json } from '../json.ts';
import type { Execution, Executions } from './executions.ts';

/** A sleeping execution: its complaint and stage from the input, and its wake. */
export type Timer = { name: string; complaintId: Json; stage: Json; n: Json; wakeAt: string };

/** The sleeping executions, the next to wake first. */
export function timersOf(executions: Executions): Timer[] {
  return executions.sleeping().map((execution) => {
    const input = parseJson(execution.input);
    const { complaintId = null, stage = null, n = null } = isObject(input) ? input : {};
    return { name: execution.name, complaintId, stage, n, wakeAt: new Date(execution.due ?? 0).toISOString() };
  });
}

/** State transitions of each execution, as AWS bills them; the oldest first. */
export function transitionsOf(executions: Executions): {
  total: number;
  executions: Pick<Execution, 'name' | 'status' | 'transitions'>[];
} {
  const all = executions.list().map(({ name, status, transitions }) => ({ name, status, transitions }));
  return { total: all.reduce((sum, one) => sum + one.transitions, 0), executions: all };
}
