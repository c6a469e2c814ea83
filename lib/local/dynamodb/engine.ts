import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { listen } from '../http/listen.ts';
import { callerOf, type CallEngine } from './call.ts';

/** A running DynamoDB-compatible engine. */
export type Engine = { endpoint: string; call: CallEngine; stop: () => Promise<void> };

/** Starting takes 0.1 s on an idle machine. */
const START_LIMIT_MS = 60_000;
const BETWEEN_TRIES_MS = 20;

/**
 * Starts dynoxide with its file in the state folder, or uses the engine that `DYNAMODB_ENDPOINT` names. Throws, saying what to do, when there is
 * neither. `onDeath`: told when the engine ends by itself.
 */
export async function startEngine(folder: string, onDeath: (message: string) => void): Promise<Engine> {
  const named = process.env['DYNAMODB_ENDPOINT'];
  if (named !== undefined && named !== '') {
    const call = callerOf(named);
    await whenReady(call, undefined);
    return { endpoint: named, call, stop: () => Promise.resolve() };
  }
  const pidFile = join(folder, 'dynoxide.pid');
  endOrphan(pidFile);
  const { port, stop: freePort } = await listen(0, () => Promise.resolve());
  await freePort();
  const file = join(folder, 'tables.db');
  const child = spawnEngine(port, file);
  if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
  const endpoint = `http://127.0.0.1:${port}`;
  const call = callerOf(endpoint);
  await whenReady(call, child);
  indexStreams(file);
  let stopping = false;
  child.once('exit', (code, signal) => {
    if (!stopping) onDeath(`The DynamoDB engine ended (${signal ?? code}).`);
  });
  return {
    endpoint,
    call,
    stop: async () => {
      stopping = true;
      rmSync(pidFile, { force: true });
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The engine ends with this process, or a kill -9 would leave it on its port: by the kernel on Linux, by a pid file elsewhere. */
function spawnEngine(port: number, file: string): ChildProcess {
  const args = ['--host', '127.0.0.1', '--port', String(port), '--db-path', file];
  const log = openSync(join(dirname(file), 'engine.log'), 'a');
  const stdio: StdioOptions = ['ignore', log, log];
  const binary = engineBinary();
  if (process.platform !== 'linux' || !existsSync('/usr/bin/setpriv')) return spawn(binary, args, { stdio });
  return spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', binary, ...args], { stdio });
}

/**
 * dynoxide 1.2 reads all stream records of a table at each write, for the next number, and at each reading of the stream: 4 ms a write after
 * 17,000 records, and ever slower. With an index on that very expression it takes 0.8 ms however many there are.
 */
function indexStreams(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec(`PRAGMA busy_timeout = 5000;
      CREATE INDEX IF NOT EXISTS stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`);
  } finally {
    db.close();
  }
}

function engineBinary(): string {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    throw new Error(
      'There is no DynamoDB engine for this platform. Start one (for example DynamoDB Local in Docker) and name it: DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start',
    );
  }
}

function endOrphan(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  if (command.includes('dynoxide')) process.kill(pid, 'SIGKILL');
  rmSync(pidFile, { force: true });
}

async function whenReady(call: CallEngine, child: ChildProcess | undefined): Promise<void> {
  const limit = performance.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await call('ListTables', {});
      return;
    } catch (error) {
      if (child?.exitCode !== null && child !== undefined)
        throw new Error('The DynamoDB engine ended at once.', { cause: error });
      if (performance.now() > limit) throw new Error('The DynamoDB engine does not answer.', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    }
  }
}
