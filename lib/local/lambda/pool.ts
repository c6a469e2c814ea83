import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { FunctionError, WorkerAnswer, WorkerRequest, WorkerSetup } from './protocol.ts';

/** Outcome of an invocation: the handler's result as JSON text, or its error. */
export type Outcome = { ok: true; payload: string } | { ok: false; error: FunctionError };

/** The workers of one function. */
export type Pool = {
  /** Runs the handler once, as soon as a worker is free. Never rejects. */
  invoke: (event: string) => Promise<Outcome>;
  /** True if so many invocations wait that a caller should be told to retry. */
  isCrowded: () => boolean;
  stop: () => Promise<void>;
};

export type PoolOptions = {
  setup: WorkerSetup;
  environment: Record<string, string>;
  timeoutMs: number;
  /** Most invocations at once, each in a worker of its own. */
  size: number;
  /** Takes the lines that the function prints. */
  onOutput: (chunk: string) => void;
};

/** Waiting invocations per worker before a pool is crowded: about a second of work. */
const QUEUE_PER_WORKER = 64;
/** Lambda gives a function 10 s to load; a loaded machine with two cores gets more. */
const INIT_LIMIT_MS = 30_000;
/** A worker holds 40 MB. Workers started by a burst end soon, the last one as late as Lambda would stop it. */
const SPARE_IDLE_MS = 10_000;
const LAST_IDLE_MS = 300_000;
/** A bundle's live objects are few; V8's default of 16 MB per half only makes a worker larger. */
const YOUNG_GENERATION_MB = 8;

type Job = { request: WorkerRequest; settle: (outcome: Outcome) => void };
type Slot = { worker: Worker; job: Job | undefined; timer: NodeJS.Timeout | undefined; ready: boolean };

/** Makes a pool with no worker yet: the first invocation is a cold start, as on Lambda. */
export function createPool(options: PoolOptions): Pool {
  const slots = new Set<Slot>();
  const waiting: Job[] = [];
  let stopped = false;

  const finish = (slot: Slot, outcome: Outcome): void => {
    clearTimeout(slot.timer);
    const { job } = slot;
    slot.job = undefined;
    job?.settle(outcome);
    if (!slots.has(slot)) return;
    const spare = [...slots].filter((one) => one.job === undefined).length > 1;
    const retire = (): void => discard(slot, { errorType: 'Runtime.ExitError', errorMessage: 'retired' });
    slot.timer = setTimeout(retire, spare ? SPARE_IDLE_MS : LAST_IDLE_MS).unref();
  };

  /** Frees the slot of a worker that is gone, or must go; the invocation in it fails with `error`. */
  const discard = (slot: Slot, error: FunctionError): void => {
    if (!slots.delete(slot)) return;
    finish(slot, { ok: false, error });
    void slot.worker.terminate();
    next();
  };

  const begin = (slot: Slot, job: Job): void => {
    slot.job = job;
    if (!slot.ready) return;
    clearTimeout(slot.timer);
    slot.timer = setTimeout(() => {
      const errorMessage = `${job.request.requestId} Task timed out after ${(options.timeoutMs / 1000).toFixed(2)} seconds`;
      discard(slot, { errorType: 'Sandbox.Timedout', errorMessage });
    }, options.timeoutMs);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    slot.worker.postMessage(job.request);
  };

  const next = (): void => {
    for (const slot of slots) {
      if (waiting.length === 0) return;
      if (slot.job === undefined) begin(slot, waiting.shift()!);
    }
    if (waiting.length > 0 && slots.size < options.size && !stopped) begin(startWorker(), waiting.shift()!);
  };

  const startWorker = (): Slot => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: options.setup,
      env: options.environment,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      stdout: true,
      stderr: true,
      name: options.setup.functionName,
    });
    const slot: Slot = { worker, job: undefined, timer: undefined, ready: false };
    slots.add(slot);
    const tooLate = { errorType: 'Sandbox.Timedout', errorMessage: `not loaded after ${INIT_LIMIT_MS / 1000} s` };
    slot.timer = setTimeout(() => discard(slot, tooLate), INIT_LIMIT_MS);
    worker.stdout.setEncoding('utf8').on('data', options.onOutput);
    worker.stderr.setEncoding('utf8').on('data', options.onOutput);
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'ready') {
        slot.ready = true;
        clearTimeout(slot.timer);
        if (slot.job === undefined) next();
        else begin(slot, slot.job);
      } else if (answer.requestId === slot.job?.request.requestId) {
        finish(
          slot,
          answer.kind === 'result' ? { ok: true, payload: answer.payload } : { ok: false, error: answer.error },
        );
        next();
      }
    });
    worker.on('error', (error: Error) => {
      options.onOutput(`${error.stack ?? error.message}\n`);
      discard(slot, { errorType: error.name, errorMessage: error.message });
    });
    worker.on('exit', (code) => discard(slot, { errorType: 'Runtime.ExitError', errorMessage: `exited with ${code}` }));
    return slot;
  };

  return {
    invoke: (event) =>
      new Promise((settle) => {
        waiting.push({ request: { requestId: randomUUID(), event, timeoutMs: options.timeoutMs }, settle });
        next();
      }),
    isCrowded: () => waiting.length >= options.size * QUEUE_PER_WORKER,
    stop: async () => {
      stopped = true;
      await Promise.all([...slots].map((slot) => slot.worker.terminate()));
    },
  };
}
