/**
 * Replaying the whole stream from the start, twice, in shuffled shard order with duplicates, changes nothing: not a counter, not a timer,
 * not a message (issue 3). Over random lives of complaints that are merged into one another.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../../functions/domain/complaint/complaint.ts';
import { wit } from '../../support/ambon.ts';
import { filed, steps, story } from '../../support/complaints.ts';
import { lives, type Life } from '../../support/models/random-life.ts';
import { streamWorld, type Delivery } from '../../support/stream-world.ts';
import { runs } from '../../support/runs.ts';

const ids = ['AMB-222222A', 'AMB-333333B', 'AMB-444444C', 'AMB-555555D', 'AMB-666666E'];

/** The lives as those of several complaints; each that is merged follows the one before it. */
const named = (life: Life, i: number): Change[] =>
  JSON.parse(
    JSON.stringify(life.changes)
      .replaceAll('AMB-7K3Q9C5', ids[i]!)
      .replaceAll('AMB-234567C', ids[i === 0 ? ids.length - 1 : i - 1]!),
  ) as Change[];

const deliveries: fc.Arbitrary<Delivery[]> = fc.array(
  fc.record({ shard: fc.nat(7), back: fc.oneof(fc.constant(0), fc.nat(5)) }),
  { minLength: 50, maxLength: 150 },
);

const cities = fc.record({
  lives: fc.array(lives, { minLength: 2, maxLength: ids.length }),
  /** How many facts the stream's reader is behind when it sees one. */
  lag: fc.nat(3),
  shards: fc.integer({ min: 1, max: 4 }),
  first: deliveries,
  second: deliveries,
});

/** The stream as it came the first time: each event some minutes after its fact, when the complaint may have moved on. */
async function live(all: readonly Change[][], lag: number) {
  const world = streamWorld('2026-01-05 09:00');
  const facts = all.flat().sort((a, b) => a.event.at.localeCompare(b.event.at) || a.event.version - b.event.version);
  // A forward that routing itself decides must not come between the facts of a life.
  const ahead = new Set(all.flatMap(([first]) => (first?.event.autoForwardTo ? [first.complaint.id] : [])));
  for (const fact of facts.filter((f) => ahead.has(f.complaint.id))) await world.put(fact);
  for (let i = 0; i < facts.length + lag; i += 1) {
    const [written, brought] = [facts[i], facts[i - lag]];
    if (written && !ahead.has(written.complaint.id)) await world.put(written);
    if (!brought) continue;
    await world.moveTo(new Date(Date.parse((written ?? facts.at(-1)!).event.at) + 60_000));
    await world.bring(brought.event);
  }
  // What routing wrote itself.
  for (const event of world.table.events.values()) await world.bring(event);
  await world.moveTo(wit('2027-12-01 09:00'));
  return world;
}

test('the whole stream, twice, shuffled by shard and with duplicates: nothing changes', async () => {
  let messages = 0;
  const tried = runs(30, 150);
  await fc.assert(
    fc.asyncProperty(cities, async ({ lives: all, lag, shards, first, second }) => {
      const world = await live(all.map(named), lag);
      const before = world.state();
      messages += world.sms.sent.length;
      // Step Functions forgets the names of what ended 90 days ago.
      world.timers.started.length = 0;
      const running = [...world.timers.running.keys()];

      await world.replay(shards, first);
      await world.moveTo(wit('2027-12-02 23:30'));
      await world.replay(shards, second);
      await world.moveTo(wit('2027-12-05 10:00'));

      expect(world.state()).toEqual(before);
      expect(world.timers.started.filter((name) => !running.includes(name))).toEqual([]);
    }),
    { numRuns: tried },
  );
  expect(messages).toBeGreaterThan(tried * 3);
});

test('news from before a merge stays with those who had it, and news after it goes to the followers too, once', async () => {
  const world = streamWorld('2026-01-05 09:00');
  const [parentId, childId] = ids as [string, string];
  const { changes } = story(filed('2026-01-05 10:00', { id: parentId }), [
    ...steps.forwarded('2026-01-06 10:00'),
    ['2026-01-09 10:00', 'answer', 'owner', { text: 'Sudah diperbaiki.' }],
  ]);
  const child = story(filed('2026-01-07 10:00', { id: childId }), [
    ['2026-01-07 11:00', 'merge', 'coordinator', { parentId }],
  ]);
  const toFollower = () => [...world.state().records.keys()].filter((name) => name.includes(`reporter@${childId}`));
  const happen = async (facts: readonly Change[]) => {
    for (const fact of facts) {
      await world.put(fact);
      await world.moveTo(new Date(fact.event.at));
      await world.bring(fact.event);
    }
    const before = world.state();
    await world.moveTo(new Date(world.clock.now().getTime() + 3_600_000));
    await world.replay(2, []);
    expect(world.state()).toEqual(before);
  };

  // Forwarded, then followed: the forward is still true, but it is no news to the follower.
  await happen([...changes.slice(0, 2), ...child.changes]);
  expect(toFollower()).toEqual([]);
  await happen(changes.slice(2));
  expect(toFollower()).toEqual([`${parentId}/000003/reporter@${childId}/answered`]);
});
