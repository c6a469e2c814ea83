/** Whatever a complaint's life, no subscriber is told more than it may know. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStaffOnly } from '../../../../functions/domain/complaint/staff-only.ts';
import type { Subscription } from '../../../../functions/domain/webhooks/subscription.ts';
import { webhookEvent } from '../../../../functions/webhooks/event-schema.ts';
import { lives, type Life } from '../../../support/models/random-life.ts';
import { subscription } from '../../../support/subscriptions.ts';
import { complaintId, webhookWorld } from '../../../support/webhooks.ts';

/** Tells a life as it happens, or all of it at its end; answers what was posted. */
async function told({ changes }: Life, subscriber: Subscription, late: boolean) {
  const world = webhookWorld(subscriber);
  const versions: number[] = [];
  for (const change of changes) {
    world.keep(change);
    if (!late) await world.deliver(change.event.version);
    versions.push(change.event.version);
  }
  if (late) for (const version of versions) await world.deliver(version);
  return { world, bodies: world.bodies(), raw: JSON.stringify(world.bodies()) };
}

const subscribers = fc.constantFrom<Subscription>(
  subscription({ clientId: 'app' }),
  subscription({ clientId: 'reader' }),
  subscription({ clientId: 'press' }),
  subscription({ clientId: 'reader', relay: { from: 'verified' } }),
  subscription({ clientId: 'press', relay: { from: 'filed' } }),
);

test('events come in order, once each, none of what is the staff’s alone, and no officer by name', async () => {
  await fc.assert(
    fc.asyncProperty(lives, subscribers, fc.boolean(), async (life, subscriber, late) => {
      const { bodies, raw } = await told(life, subscriber, late);
      const sequences = bodies.map((b) => String(b.sequence));
      expect(sequences).toEqual([...new Set<string>(sequences)].toSorted((a, b) => a.localeCompare(b)));
      for (const body of bodies) {
        expect(isStaffOnly(body.data.action)).toBe(false);
        expect(webhookEvent.parse(body)).toEqual(body);
      }
      expect(raw).not.toMatch(/sub-(owner|coordinator|staff|contributor|arbiter)/);
    }),
  );
});

test('an app that did not file it reads no text, and nothing before a person has verified it', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.boolean(), async (life, late) => {
      const { bodies, raw } = await told(life, subscription({ clientId: 'reader' }), late);
      expect(raw).not.toMatch(/Lampu jalan padam|Sudah diperbaiki|Isi pesan|😀/);
      if (late) return;
      const verified = life.changes.find((c) => c.complaint.verifiedAt !== undefined)?.event.version ?? Infinity;
      for (const { sequence } of bodies) expect(Number(sequence)).toBeGreaterThanOrEqual(verified);
    }),
  );
});

test('of a complaint that is confidential now, only the scope shows anything, a relay never', async () => {
  await fc.assert(
    fc.asyncProperty(lives, subscribers, async (life, subscriber) => {
      const { world, bodies } = await told(life, subscriber, true);
      const mayNever = subscriber.clientId !== 'press' || subscriber.relay !== undefined;
      const shown = world.table.complaints.get(complaintId)!.confidential && mayNever ? bodies : [];
      expect(shown).toEqual([]);
    }),
  );
});

test('a complaint that is hidden while it is told of is told of as hidden, and not again before it may be seen', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const { bodies } = await told(life, subscription({ clientId: 'app' }), false);
      const at = (version: number) => life.changes.find((c) => c.event.version === version)!.complaint;
      for (const body of bodies) {
        const hidden = at(Number(body.sequence)).confidential;
        expect(body.type === 'tanggap.complaint.hidden').toBe(hidden);
        expect(Object.keys(body.data).length === 1).toBe(hidden);
      }
    }),
  );
});
