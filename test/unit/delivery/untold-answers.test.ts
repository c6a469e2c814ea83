/** An answer that its reporter was never told marks the complaint; and whose words an SMS quotes. */
import { describe, expect, test } from 'vitest';
import { drop } from '../../../functions/delivery/drop-message.ts';
import type { DropReason } from '../../../functions/domain/messages/idempotency-record.ts';
import type { OutboundMessage } from '../../../functions/domain/messages/outbound-messages.ts';
import { filing, steps } from '../../support/complaints.ts';
import { deliveryWorld, toReporter } from '../../support/delivery.ts';

const day = '2026-03-13 10:00';
const { id } = filing();

async function answered() {
  const world = deliveryWorld();
  await world.file(day);
  let owed: OutboundMessage[] = [];
  for (const step of steps.answered(day)) owed = world.act(step);
  const [message] = toReporter(owed);
  return { ...world, message: message!, marked: () => world.table.complaints.get(id)!.unreachableAt !== undefined };
}

describe('an answer that is dropped', () => {
  test.each<[DropReason, boolean]>([
    ['stale', true],
    ['not-textable', true],
    ['no-email-relay', true],
    ['refused', true],
    ['opted-out', true],
    ['capped', true],
    ['spend', true],
    ['coalesced', false],
    ['superseded', false],
    ['no-longer-visible', false],
  ])('as %s was not read by anybody: %s', async (reason, marked) => {
    const world = await answered();
    expect(await drop(world.deps, world.message, reason)).toBe('dropped');
    expect(world.marked()).toBe(marked);
    expect(world.metrics).toMatchObject({ MessagesDropped: 1 });
  });

  test.each<[string, Partial<OutboundMessage>]>([
    ['other news', { template: 'forwarded' }],
    ['a notice', { recipient: { kind: 'office', office: 'liaison', agencyId: 'bpbd' } }],
    ['a follower’s', { recipient: { kind: 'reporter', complaintId: 'AMB-2222222' } }],
  ])('marks nothing if it was %s', async (_, over) => {
    const world = await answered();
    await drop(world.deps, { ...world.message, ...over }, 'refused');
    expect(world.marked()).toBe(false);
  });
});

describe('an SMS', () => {
  const reads = (world: Awaited<ReturnType<typeof answered>>) => {
    const asked: string[] = [];
    const { complaints } = world.deps;
    const history = async (complaintId: string) => {
      asked.push(complaintId);
      return complaints.history(complaintId);
    };
    return { asked, deps: { ...world.deps, complaints: { ...complaints, history } } };
  };

  test('of an answer reads its words', async () => {
    const world = await answered();
    const { asked, deps } = reads(world);
    await world.deliver(day, [world.message], deps);
    expect(asked).toEqual([id]);
  });

  test('of a question reads them too, of other news none', async () => {
    const world = deliveryWorld();
    await world.file(day);
    const question = toReporter(world.act([day, 'ask', 'coordinator', { text: 'Di mana tepatnya?' }]));
    const asked = reads(world as never);
    await world.deliver(day, question, asked.deps);
    expect(asked.asked).toEqual([id]);
    const other = deliveryWorld();
    await other.file(day);
    const [forwarded] = toReporter(other.act(steps.forwarded(day)[0]!));
    const none = reads(other as never);
    await other.deliver(day, [forwarded!], none.deps);
    expect(none.asked).toEqual([]);
  });

  test('of a confidential report, or to a follower, reads none', async () => {
    const world = await answered();
    world.table.complaints.get(id)!.confidential = true;
    const { asked, deps } = reads(world);
    await world.deliver(day, [world.message], deps);
    expect([asked, world.sms.sent.length]).toEqual([[], 1]);
  });
});
