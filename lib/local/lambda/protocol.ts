/** Start parameters of a worker. */
export type WorkerSetup = {
  /** The module to import, a file URL, and the export in it that handles events. */
  module: string;
  exported: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  /** The moved clock's offset in ms: one BigInt64. */
  clock: SharedArrayBuffer;
};

/** One invocation, sent to a worker. */
export type WorkerRequest = { requestId: string; event: string; timeoutMs: number };

/** A failed invocation, in the shape in which Lambda reports it. */
export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] };

/** A worker's answers: ready, or the outcome of an invocation. */
export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'result'; requestId: string; payload: string }
  | { kind: 'error'; requestId: string; error: FunctionError };
