/** Starts a local cloud in a process of its own, for commands that need one to themselves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRunning } from '../../lib/local/lock.ts';
import { LocalClient } from './local-client.ts';

/** Synthesizing takes about three seconds and starting one; on a loaded machine many times that. */
const startLimitMs = 90_000;

export type LocalCloud = { client: LocalClient; stop: () => Promise<void> };

/** Resolves when it is ready; throws with what it printed when it does not start. */
export async function startLocalCloud({
  state,
  args = [],
}: {
  state: string;
  args?: readonly string[];
}): Promise<LocalCloud> {
  const root = join(import.meta.dirname, '..', '..');
  const child = spawn(process.execPath, ['bin/local.ts', '--port', '0', '--state', state, '--quiet', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const limit = Date.now() + startLimitMs;
  let running = readRunning(state);
  while (!running?.ready) {
    if (child.exitCode !== null || Date.now() > limit) {
      child.kill();
      throw new Error(`the local cloud did not start:\n${printed}`);
    }
    await sleep(100);
    running = readRunning(state);
  }
  return {
    client: new LocalClient(running.url),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
