/** What the interpreter logs of a run, as far as it is counted: its package does not export the type. */
export type EventLog = { type: string };
