import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startLocalCloud, type TestCloud } from '../support/local-cloud.ts';
import { putItem, sortKeys, startTimer } from './aws.ts';
import { writeAssembly } from './fixtures/assembly.ts';

const assembly = writeAssembly();
const state = mkdtempSync(join(tmpdir(), 'tanggap-durability-'));
const DAY = 86_400_000;
let cloud: TestCloud | undefined;
afterAll(async () => {
  await cloud?.stop();
  rmSync(assembly, { recursive: true });
  rmSync(state, { recursive: true });
});

type Sms = { body: string };
const restart = async (): Promise<TestCloud> => {
  cloud = await startLocalCloud({ assembly, state });
  return cloud;
};
const bodies = async (running: TestCloud): Promise<string[]> =>
  (await running.get<Sms[]>('/_local/sms')).map((one) => one.body);

test('kill -9 at any moment loses no timer, no event, no message, no moved clock', async () => {
  const first = await restart();
  const moved = Date.parse(await first.advance('P1D'));
  await startTimer(first, 'k1', moved + 20 * DAY);
  await Promise.all(Array.from({ length: 20 }, (_, n) => putItem(first, { pk: `k${n}`, sk: 'event#1' })));
  await first.kill();

  const second = await restart();
  await second.idle();
  // What a reader had taken is hidden for its visibility timeout; nobody waits for that here.
  await second.post('/_local/visibility');
  await second.idle();
  expect(new Set(await bodies(second)).size).toBe(20);
  expect(await second.get('/_local/timers')).toMatchObject([
    { name: 'k1-1-1', wakeAt: new Date(moved + 20 * DAY).toISOString() },
  ]);
  await expect(startTimer(second, 'k1', moved)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });

  await second.kill();
  const third = await restart();
  const { now } = await third.get<{ now: string }>('/_local/clock');
  expect(Date.parse(now)).toBeGreaterThan(moved);
  await third.advance('P21D');
  expect(await sortKeys(third, 'wake#k1')).toHaveLength(1);
  // One nightly run for each of the 22 days, none twice.
  expect(new Set((await sortKeys(third, 'nightly')).map((at) => at.slice(0, 10))).size).toBe(22);
  expect(await sortKeys(third, 'nightly')).toHaveLength(22);
  await third.stop();
});

test('a process that dies between sending an SMS and hearing of it has sent it', async () => {
  const first = await restart();
  const before = (await bodies(first)).length;
  await first.post('/_local/faults', { service: 'sns', action: 'Publish', effect: 'kill-after' });
  await putItem(first, { pk: 'fatal', sk: 'event#1' });
  await first.ended;

  const second = await restart();
  expect(await bodies(second)).toHaveLength(before + 1);
  await second.post('/_local/visibility');
  await second.idle();
  expect((await bodies(second)).filter((body) => body.includes('fatal'))).toHaveLength(2);
  await second.stop();
});

test('a second start on the same state is refused, and says what to do', async () => {
  await restart();
  await expect(startLocalCloud({ assembly, state })).rejects.toThrow(/stop it, or give --state another folder/);
});

test('a failed custom resource stops the start with its reason', async () => {
  const broken = writeAssembly((all) => {
    all.Service.Resources.SeedResource.Properties['city'] = 'broken';
  });
  await expect(startLocalCloud({ assembly: broken })).rejects.toThrow(/no such city/);
  rmSync(broken, { recursive: true });
});

test('a function without the right to its stream stops the start', async () => {
  const broken = writeAssembly((all) => {
    Object.assign(all.Service.Resources, {
      StreamPolicy: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [] } } },
    });
  });
  await expect(startLocalCloud({ assembly: broken })).rejects.toThrow(/Service-StreamRole lacks dynamodb:GetRecords/);
  rmSync(broken, { recursive: true });
});
