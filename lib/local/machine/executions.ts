import type { State } from '../state.ts';

/** An execution as it is kept. Instants are on the moved clock, in ms. */
export type Execution = {
  arn: string;
  machineArn: string;
  name: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  input: string;
  /** Start state and input of the next stretch; null when nothing follows the wait. */
  state: string | null;
  stateInput: string;
  /** When a sleeping execution wakes; null while it runs. */
  due: number | null;
  /** States entered and retries, as AWS counts them for the bill. */
  transitions: number;
  startedAt: number;
  stoppedAt: number | null;
  output: string | null;
  error: string | null;
  cause: string | null;
};

/** All executions, including closed ones, because names stay taken. */
export type Executions = {
  insert: (execution: Pick<Execution, 'arn' | 'machineArn' | 'name' | 'input' | 'state' | 'startedAt'>) => void;
  find: (arn: string) => Execution | undefined;
  /** Writes the outcome of a stretch. Returns false, and writes nothing, when the execution was stopped meanwhile. */
  update: (
    arn: string,
    change: Partial<
      Pick<Execution, 'status' | 'state' | 'stateInput' | 'due' | 'stoppedAt' | 'output' | 'error' | 'cause'>
    >,
    entered: number,
  ) => boolean;
  /** Marks those that are due as awake and gives them. */
  takeDue: (now: number) => Execution[];
  nextDue: () => number | undefined;
  sleeping: () => Execution[];
  awake: () => Execution[];
  list: (machineArn?: string) => Execution[];
};

const COLUMNS = `arn, machine AS machineArn, name, status, input, state, state_input AS stateInput, due, transitions,
  started_at AS startedAt, stopped_at AS stoppedAt, output, error, cause`;

/** Opens the executions in the state folder. */
export function openExecutions(state: State): Executions {
  const { db } = state;
  db.exec(`CREATE TABLE IF NOT EXISTS executions
    (arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, state TEXT, state_input TEXT NOT NULL,
     due INTEGER, transitions INTEGER NOT NULL DEFAULT 0, started_at INTEGER NOT NULL, stopped_at INTEGER, output TEXT, error TEXT, cause TEXT) STRICT;
    CREATE INDEX IF NOT EXISTS executions_due ON executions (due) WHERE status = 'RUNNING'`);
  const insert = db.prepare(`INSERT INTO executions (arn, machine, name, status, input, state, state_input, started_at)
    VALUES (?, ?, ?, 'RUNNING', ?, ?, ?, ?)`);
  const select = db.prepare(`SELECT ${COLUMNS} FROM executions WHERE arn = ?`);
  const write =
    db.prepare(`UPDATE executions SET status = ?, state = ?, state_input = ?, due = ?, stopped_at = ?, output = ?, error = ?, cause = ?,
    transitions = transitions + ? WHERE arn = ? AND status = 'RUNNING'`);
  const due = db.prepare(
    `SELECT ${COLUMNS} FROM executions WHERE status = 'RUNNING' AND due <= ? ORDER BY due, started_at`,
  );
  const wake = db.prepare(`UPDATE executions SET due = NULL WHERE arn = ?`);
  const first = db.prepare(`SELECT min(due) AS due FROM executions WHERE status = 'RUNNING'`);
  const rows = (where: string, ...values: string[]): Execution[] =>
    db.prepare(`SELECT ${COLUMNS} FROM executions WHERE ${where}`).all(...values) as Execution[];
  const find = (arn: string): Execution | undefined => select.get(arn) as Execution | undefined;

  return {
    insert: (one) => {
      insert.run(one.arn, one.machineArn, one.name, one.input, one.state, one.input, one.startedAt);
    },
    find,
    update: (arn, change, entered) => {
      const before = find(arn);
      if (before === undefined) return false;
      const after = { ...before, ...change };
      const { status, state: next, stateInput, stoppedAt, output, error, cause } = after;
      const result = write.run(status, next, stateInput, after.due, stoppedAt, output, error, cause, entered, arn);
      return result.changes === 1;
    },
    takeDue: (now) =>
      state.transaction(() => {
        const found = due.all(now) as Execution[];
        for (const one of found) wake.run(one.arn);
        return found;
      }),
    nextDue: () => {
      const next = first.get()?.['due'];
      return typeof next === 'number' ? next : undefined;
    },
    sleeping: () => rows(`status = 'RUNNING' AND due IS NOT NULL ORDER BY due`),
    awake: () => rows(`status = 'RUNNING' AND due IS NULL`),
    list: (machineArn) =>
      machineArn === undefined
        ? rows('1 ORDER BY started_at')
        : rows('machine = ? ORDER BY started_at DESC', machineArn),
  };
}
