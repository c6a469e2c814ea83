import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { State } from '../state.ts';
import type { Template } from '../template/template.ts';
import type { Functions } from './functions.ts';

/** Events handed to functions without waiting for an answer, as a schedule does: durable, retried, then given up. */
export type AsyncEvents = {
  /** Stores the event durably. Call it in the transaction of its cause; it runs after the commit. */
  add: (functionArn: string, payload: string) => void;
  /** Runs the events left at the last stop. */
  resume: () => void;
  leftToDo: () => string | undefined;
  stop: () => Promise<void>;
};

const ConfigProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().default(2),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** Lambda waits one minute, then two. Retries stay on the real clock, so that seconds replace minutes here. */
const RETRY_MS = 1000;

/** Opens the queue of events in the state folder. */
export function openAsyncEvents(
  template: Template,
  state: State,
  functions: Functions,
  clock: MovedClock,
  sendToQueue: (arn: string, body: string) => void,
): AsyncEvents {
  const { db } = state;
  db.exec(`CREATE TABLE IF NOT EXISTS async_events
    (id TEXT PRIMARY KEY, function TEXT NOT NULL, payload TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0) STRICT`);
  const insert = db.prepare('INSERT INTO async_events (id, function, payload) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT function, payload, failures FROM async_events WHERE id = ?');
  const fail = db.prepare('UPDATE async_events SET failures = failures + 1 WHERE id = ?');
  const remove = db.prepare('DELETE FROM async_events WHERE id = ?');
  const configs = new Map(
    template
      .of('AWS::Lambda::EventInvokeConfig', ConfigProperties)
      .map(({ properties }) => [functions.find(properties.FunctionName).name, properties]),
  );
  const pending = new Map<string, string>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  const attempt = async (id: string): Promise<void> => {
    const row = select.get(id);
    // The transaction that added it was rolled back.
    if (row === undefined) return void pending.delete(id);
    const fn = functions.find(String(row['function']));
    const payload = String(row['payload']);
    const outcome = await functions.invoke(fn, payload);
    if (stopped) return;
    if (!outcome.ok) {
      fail.run(id);
      const failures = Number(row['failures']) + 1;
      const config = configs.get(fn.name);
      if (failures <= (config?.MaximumRetryAttempts ?? 2)) {
        setTimeout(() => run(id), RETRY_MS * failures);
        return;
      }
      const destination = config?.DestinationConfig?.OnFailure?.Destination;
      if (destination !== undefined)
        sendToQueue(destination, failureRecord(id, fn.arn, payload, failures, outcome.error, clock.now()));
    }
    remove.run(id);
    pending.delete(id);
  };
  const run = (id: string): void => {
    if (stopped) return;
    const done = attempt(id).finally(() => running.delete(done));
    running.add(done);
  };

  return {
    add: (functionArn, payload) => {
      const id = randomUUID();
      const fn = functions.find(functionArn);
      insert.run(id, fn.name, payload);
      pending.set(id, fn.logicalId);
      setImmediate(() => run(id));
    },
    resume: () => {
      for (const row of db.prepare('SELECT id, function FROM async_events').all()) {
        pending.set(String(row['id']), String(row['function']));
        run(String(row['id']));
      }
    },
    leftToDo: () => {
      for (const name of pending.values()) return `an event for ${name}`;
      return undefined;
    },
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
}

function failureRecord(
  id: string,
  functionArn: string,
  payload: string,
  invocations: number,
  error: object,
  now: number,
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: { requestId: id, functionArn, condition: 'RetriesExhausted', approximateInvokeCount: invocations },
    requestPayload: JSON.parse(payload) as unknown,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error,
  });
}
