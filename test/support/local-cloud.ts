import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunning, type Running } from '../../lib/local/lock.ts';
import { PROJECT } from '../../lib/local/synth.ts';
import { ticksOf, until } from '../../bin/support/until.ts';

/** How a test starts a local cloud. */
export type LocalCloudOptions = {
  /** State folder; without one a temporary folder is made, and removed by `stop`. */
  state?: string;
  /** Cloud assembly to run; without one the app is synthesized when its sources have changed. */
  assembly?: string;
  /** More options of the command line. */
  args?: string[];
};

/** A local cloud in a process of its own, on free ports. */
export type TestCloud = {
  /** The HTTP API; local endpoints are under `/_local/`. */
  url: string;
  /** Where the AWS services answer: for an SDK client's `endpoint`. */
  servicesUrl: string;
  state: string;
  pid: number;
  /** GET of a local endpoint, parsed. Throws with what was answered when that is not 200. */
  get: <T>(path: string) => Promise<T>;
  /** POST to a local endpoint, parsed. */
  post: <T>(path: string, body?: unknown) => Promise<T>;
  /** An access token for a local officer, by role, agency or office. */
  token: (wish: Record<string, string>) => Promise<string>;
  /** Moves the clock by an ISO 8601 duration, or to an instant; resolves when nothing is left to do. */
  advance: (by: string) => Promise<string>;
  /** Resolves when nothing is left to do at this instant. */
  idle: () => Promise<void>;
  /** kill -9, then resolves when the process is gone. */
  kill: () => Promise<void>;
  /** Resolves when the process has ended by itself, for example by an injected fault. */
  ended: Promise<void>;
  /** Everything it has printed. */
  printed: () => string;
  /** Stops it cleanly; removes the state folder if it was temporary. */
  stop: () => Promise<void>;
};

/** Starts a local cloud and resolves when it is ready. Throws with what it printed when it does not start. */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<TestCloud> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), 'tanggap-state-'));
  const assembly = options.assembly === undefined ? [] : ['--assembly', options.assembly];
  const args = ['bin/local.ts', '--port', '0', '--state', state, ...assembly, ...(options.args ?? [])];
  const child = spawn(process.execPath, args, {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const removeState = (): void => {
    if (options.state === undefined) rmSync(state, { recursive: true, force: true });
  };

  const started = (): Running | undefined => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended');
    const running = readRunning(state);
    return running?.ready === true && running.pid === child.pid ? running : undefined;
  };
  // Synthesizing takes seconds, on a loaded machine many; starting takes one.
  const running = await until('the local cloud', started, () => [output.length, ticksOf(child.pid ?? 0)]).catch(
    async (error: Error) => {
      child.kill('SIGKILL');
      await ended;
      removeState();
      throw new Error(`The local cloud did not start: ${error.message}\n${output}`);
    },
  );
  const { url, servicesUrl, pid } = running;

  const read = async <T>(response: Response): Promise<T> => {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const get = async <T>(path: string): Promise<T> => read<T>(await fetch(url + path));
  const post = async <T>(path: string, body: unknown = {}): Promise<T> =>
    read<T>(await fetch(url + path, { method: 'POST', body: JSON.stringify(body) }));

  return {
    url,
    servicesUrl,
    state,
    pid,
    get,
    post,
    token: async (wish) => {
      const { access_token: token } = await get<{ access_token: string }>(
        `/_local/token?${new URLSearchParams(wish).toString()}`,
      );
      return token;
    },
    advance: async (by) => {
      const { now } = await post<{ now: string }>('/_local/clock', by.startsWith('P') ? { advance: by } : { to: by });
      return now;
    },
    idle: async () => {
      await get('/_local/idle');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
    printed: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      removeState();
    },
  };
}
