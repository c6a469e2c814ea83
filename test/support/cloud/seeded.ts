/** Before journeys: one local cloud is started, seeded and stopped, and each cloud of the run starts on a copy of its state folder. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { readRunning } from '../../../lib/local/lock.ts';
import { startLocalCloud } from '../local-cloud.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of this run, under which its clouds keep their state. */
    runFolder: string;
    /** When the run's clouds begin: the next Tuesday, nine in Ambon. */
    morning: string;
  }
}

const nextTuesday = (now: Date): string => {
  const days = ((2 - now.getUTCDay() + 6) % 7) + 1;
  return `${new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
};

export default async function seedOnce(project: TestProject): Promise<() => void> {
  const runFolder = mkdtempSync(join(tmpdir(), 'tanggap-run-'));
  const morning = nextTuesday(new Date());
  project.provide('runFolder', runFolder);
  project.provide('morning', morning);
  const cloud = await startLocalCloud({ state: join(runFolder, 'seeded'), args: ['--clock', morning] });
  await cloud.stop();
  // A worker that was ended leaves its clouds running.
  return () => {
    for (const name of readdirSync(runFolder)) {
      const running = readRunning(join(runFolder, name));
      if (running !== undefined) process.kill(running.pid, 'SIGKILL');
    }
    rmSync(runFolder, { recursive: true, force: true });
  };
}

/** A state folder as a first start leaves it. */
export function seededState(): string {
  const runFolder = inject('runFolder');
  const state = mkdtempSync(join(runFolder, 'state-'));
  cpSync(join(runFolder, 'seeded'), state, { recursive: true });
  return state;
}
