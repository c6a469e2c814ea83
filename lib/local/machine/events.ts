/** The interpreter's log entries that are counted; its package does not export the type. */
export type EventLog = { type: string };
