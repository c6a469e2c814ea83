import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Entry of a running local cloud in its state folder: process and addresses. */
export const Running = z.object({ pid: z.number(), url: z.string(), servicesUrl: z.string(), ready: z.boolean() });
export type Running = z.infer<typeof Running>;

const fileIn = (folder: string): string => join(folder, 'running.json');

/** Reads the entry of the local cloud that runs on a state folder; undefined when none does, or when a kill cut the write in half. */
export function readRunning(folder: string): Running | undefined {
  try {
    const running = Running.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
    process.kill(running.pid, 0);
    return running;
  } catch {
    return undefined;
  }
}

/** Says that this process runs on the folder. Throws when another one does. */
export function writeRunning(folder: string, running: Running): void {
  refuseSecond(folder);
  writeFileSync(fileIn(folder), JSON.stringify(running));
}

/** Throws, saying what to do, when another process runs on the folder: two would tear its state apart. */
export function refuseSecond(folder: string): void {
  const other = readRunning(folder);
  if (other === undefined || other.pid === process.pid) return;
  throw new Error(
    `A local cloud (process ${other.pid}, ${other.url}) runs on ${folder}: stop it, or give --state another folder.`,
  );
}

/** Removes the entry, so that the folder is free. */
export function removeRunning(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}
