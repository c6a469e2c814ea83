import { parentPort, workerData } from 'node:worker_threads';
import { shiftDate } from './shifted-date.ts';
import type { FunctionError, WorkerAnswer, WorkerRequest, WorkerSetup } from './protocol.ts';

/** Runs one function's bundle, as Lambda's runtime would, in a worker thread. The clock is moved before the bundle loads. */

type Handler = (event: unknown, context: object) => Promise<unknown>;

const setup = workerData as WorkerSetup;
const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only.');
const answer = (message: WorkerAnswer): void => port.postMessage(message);

shiftDate(setup.clock);
const loaded = (await import(setup.module)) as Record<string, Handler | undefined>;
const handler = loaded[setup.exported];
if (typeof handler !== 'function') throw new Error(`${setup.module} exports no function ${setup.exported}.`);

const contextOf = (request: WorkerRequest): object => {
  const deadline = performance.now() + request.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: request.requestId,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
};

const asFunctionError = (error: unknown): FunctionError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: 'Error', errorMessage: String(error) };

const run = async (request: WorkerRequest): Promise<WorkerAnswer> => {
  const { requestId } = request;
  try {
    const result: unknown = await handler(JSON.parse(request.event), contextOf(request));
    const payload: string | undefined = JSON.stringify(result);
    return { kind: 'result', requestId, payload: payload ?? 'null' };
  } catch (error) {
    return { kind: 'error', requestId, error: asFunctionError(error) };
  }
};

port.on('message', (request: WorkerRequest) => void run(request).then(answer));
answer({ kind: 'ready' });
