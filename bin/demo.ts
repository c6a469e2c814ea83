/**
 * Plays two complaints' lives on a local cloud of its own, over HTTP and with the clock moved: one answered and accepted in time, one that
 * its agency ignores until the mayor is told. Prints one line per step and each SMS as the citizen reads it; exit code 0 only if every
 * step held.
 *
 *   npm run demo
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answeredInTime } from './demo/answered-in-time.ts';
import { ignoredToTheMayor } from './demo/ignored-to-the-mayor.ts';
import { Story } from './demo/story.ts';
import { startLocalCloud } from './support/start-local-cloud.ts';

const state = await mkdtemp(join(tmpdir(), 'tanggap-demo-'));
console.log('Starting a local cloud on a free port…');
const cloud = await startLocalCloud({ state });
try {
  const story = new Story(cloud.client);
  await cloud.client.moveTo(nextWorkingMorning(new Date()));
  await answeredInTime(story);
  await ignoredToTheMayor(story);
  story.finish();
} finally {
  await cloud.stop();
  await rm(state, { recursive: true, force: true });
}

/** The next Tuesday, 09:00 in Ambon (UTC+9): a quiet start in the middle of a week. */
function nextWorkingMorning(now: Date): string {
  const day = new Date(now.getTime() + 86_400_000);
  while (day.getUTCDay() !== 2) day.setTime(day.getTime() + 86_400_000);
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}
