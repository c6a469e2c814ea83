/** A small simulated year on the real engine holds every invariant, is the same for the same seed, and finds what is broken. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { checkWard } from '../../bin/lab/simulate/check.ts';
import { reportOf } from '../../bin/lab/simulate/report.ts';
import { liveWard, simulate } from '../../bin/lab/simulate/simulate.ts';
import { newTally } from '../../bin/lab/simulate/tally.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { runs } from '../support/runs.ts';
import { engineOfThisFile } from '../support/stores.ts';

const engine = engineOfThisFile();
const tick = () => undefined;

const complaints = runs(50, 200);

test(`${complaints} complaints, from filing to the Ombudsman, break no invariant`, async () => {
  const tally = await simulate({ engine: await engine(), complaints, days: 240, seed: runs(5, 8), tick });
  expect(tally.violations).toEqual([]);
  expect(tally).toMatchObject({ filed: complaints, checked: complaints });
  // The year had everything in it that it is for.
  const seen = Object.keys(tally.events);
  for (const action of ['verify', 'forward', 'keep', 'ask', 'reply', 'return', 'reroute', 'answer', 'object', 'reopen'])
    expect(seen).toContain(action);
  for (const action of ['merge', 'archive', 'withdraw', 'close', 'escalate', 'hand-over', 'recalculate', 'revive'])
    expect(seen).toContain(action);
  expect(Object.keys(tally.steps).some((step) => step.endsWith('mayor'))).toBe(true);
  expect(tally.timers.lateWakes).toBeGreaterThan(0);
  expect(reportOf(tally)).toContain('No violation.');
});

describe('a small ward', () => {
  const small = async () => liveWard({ engine: await engine(), complaints: 12, days: 60, seed: 3, tick });

  test('lives the same year for the same seed', async () => {
    const [once, again] = [await small(), await small()];
    const lives = [once, again].map(({ ward }) =>
      [...ward.histories.values()].map((changes) => changes.map(({ event }) => `${event.at} ${event.action}`)),
    );
    expect(lives[0]!.length).toBe(12);
    expect(lives[0]).toEqual(lives[1]);
  });

  test('in which an event was changed, privacy lowered by staff and a timer forgotten: all three are found, with the chain', async () => {
    const { ward } = await small();
    const [first, second] = [...ward.histories.values()];
    const { event } = first!.at(-1)!;
    const [{ client }, { table }] = [await engine(), ward];
    const Item = { ...keys.event(event.complaintId, event.version), ...event, actor: { role: 'supervisor' } };
    await client.send(new PutCommand({ TableName: table, Item }));
    second![0]!.complaint.confidential = true;
    second![1]!.complaint.confidential = false;
    ward.running.clear();

    const tally = newTally();
    await checkWard(ward, tally, tick);
    const found = new Set(tally.violations.map((v) => v.fault.replace(/^v\d+: /, '')));
    expect(found).toContain('the chain of stored events does not verify');
    expect([...found].some((fault) => fault.startsWith('lowered by'))).toBe(true);
    expect(found).toContain('no timer sleeps for it');
    const report = reportOf(tally);
    expect(report).toMatch(/BROKEN: .*\n {2}2025-\S+ v1 file by reporter: - -> RECEIVED/);
    expect(report).toContain(`${tally.violations.length} violations.`);
  });
});
