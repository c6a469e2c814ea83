/** Starts a local cloud in a process of its own, for commands that need one to themselves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunning, type Running } from '../../lib/local/lock.ts';
import { PROJECT } from '../../lib/local/synth.ts';
import { LocalClient } from './local-client.ts';
import { ticksOf, until } from './until.ts';

export type LocalCloudOptions = {
  /** Fills the new state folder before the start. */
  prepare?: (state: string) => Promise<void>;
  /** More options of `npm start`. */
  args?: readonly string[];
};

/** Runs `work` with a client of a new local cloud, then stops the cloud and removes its state. Throws with the cloud's output when it does not start. */
export async function withLocalCloud<T>(
  { prepare, args = [] }: LocalCloudOptions,
  work: (client: LocalClient) => Promise<T>,
): Promise<T> {
  const state = await mkdtemp(join(tmpdir(), 'tanggap-'));
  try {
    await prepare?.(state);
    const { client, stop } = await start(state, args);
    try {
      return await work(client);
    } finally {
      await stop();
    }
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}

async function start(
  state: string,
  args: readonly string[],
): Promise<{ client: LocalClient; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['bin/local.ts', '--port', '0', '--state', state, '--quiet', ...args], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const started = (): Running | undefined => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended');
    const running = readRunning(state);
    return running?.ready === true ? running : undefined;
  };
  // Synthesizing takes about three seconds and starting one; beside other work any time.
  const running = await until('it to be ready', started, () => ticksOf(child.pid ?? 0)).catch((error: Error) => {
    child.kill('SIGKILL');
    throw new Error(`the local cloud did not start: ${error.message}\n${printed}`);
  });
  return {
    client: new LocalClient(running.url),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
