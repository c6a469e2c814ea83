import { AwsError } from './aws-error.ts';
import * as z from 'zod';

/**
 * A fault that tests inject, at most `times` times: `error` answers the call with the error and does nothing; `kill-before` ends this process,
 * as kill -9 would, before the call has any effect; `kill-after` once its effect is durable, before it is answered.
 */
export const Fault = z.object({
  service: z.enum(['dynamodb', 'kms', 's3', 'sns', 'sqs', 'ssm', 'states']),
  action: z.string().describe('the operation, for example Publish'),
  effect: z.enum(['error', 'kill-before', 'kill-after']),
  times: z.number().int().positive().default(1),
  error: z.string().default('ThrottlingException'),
  /** Only calls by this function, by a part of its name. */
  caller: z.string().optional(),
});

/** The injected faults. */
export type Faults = {
  add: (fault: z.infer<typeof Fault>) => void;
  clear: () => void;
  /** Applies the fault injected for this call: throws it, or ends the process. */
  before: (service: string, action: string, caller: string | undefined) => void;
  after: (service: string, action: string, caller: string | undefined) => void;
};

/** No faults, until a test adds some. */
export function createFaults(): Faults {
  let waiting: z.infer<typeof Fault>[] = [];
  const take = (service: string, action: string, caller: string | undefined, moment: 'before' | 'after') => {
    const fault = waiting.find(
      (one) =>
        one.service === service &&
        one.action === action &&
        (one.effect === 'kill-after') === (moment === 'after') &&
        (one.caller === undefined || (caller ?? '').includes(one.caller)),
    );
    if (fault === undefined) return;
    fault.times -= 1;
    if (fault.times === 0) waiting = waiting.filter((one) => one !== fault);
    if (fault.effect !== 'error') process.kill(process.pid, 'SIGKILL');
    throw new AwsError(fault.error, `a fault injected by a test: ${fault.error}`);
  };
  return {
    add: (fault) => waiting.push({ ...fault }),
    clear: () => {
      waiting = [];
    },
    before: (service, action, caller) => take(service, action, caller, 'before'),
    after: (service, action, caller) => take(service, action, caller, 'after'),
  };
}
