/** Step Functions in memory: a name is taken for ever once it was started. */
import type { TimerInput, Timers } from '../../../functions/domain/complaint/ports.ts';

export type FakeTimers = Timers & {
  /** Executions that sleep, by name. */
  running: Map<string, TimerInput>;
  /** Every name that was ever started, in order; a second start of one name is not a second execution. */
  started: string[];
  stopped: string[];
};

export function fakeTimers(): FakeTimers {
  const running = new Map<string, TimerInput>();
  const started: string[] = [];
  const stopped: string[] = [];
  return {
    running,
    started,
    stopped,
    async start(name, input) {
      if (started.includes(name)) return;
      started.push(name);
      running.set(name, input);
    },
    async stop(name) {
      stopped.push(name);
      running.delete(name);
    },
  };
}
