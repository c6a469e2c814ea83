/** "Saya juga", filing for somebody at the counter, and what a reporter is told of complaints like theirs. */
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import { Forbidden, IdempotencyMismatch, NotFound, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { drawTrackingId } from '../../../functions/domain/kernel/ids.ts';
import { outboundMessagesFor } from '../../../functions/domain/messages/outbound-messages.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { fileOnBehalf } from '../../../functions/intake/file-on-behalf.ts';
import { joinComplaint } from '../../../functions/intake/join-complaint.ts';
import type { Filing } from '../../../functions/domain/complaint/filing.ts';
import { ambon, rulesAt } from '../../support/ambon.ts';
import { command, filed, steps, story, type Step } from '../../support/complaints.ts';
import { description, intakeOffice } from '../../support/intake.ts';
import { officers } from '../../support/staff.ts';

const parentId = drawTrackingId('AMB', (length) => new Uint8Array(length).fill(9));
const otherId = drawTrackingId('AMB', (length) => new Uint8Array(length).fill(11));
const place = { areaCode: '81.71.02.1019', lat: -3.695, long: 128.181 };
const areaOfPlace = ambon.areas.find(({ code }) => code === place.areaCode)!;
const parentFiling: Partial<Filing> = { id: parentId, serviceCode: 'lampu-jalan', ...place };
const verified = steps.forwarded('2026-03-13 11:00');

async function office(more: readonly Step[] = verified, over: Partial<Filing> = {}) {
  const intake = intakeOffice();
  const { changes } = story(filed('2026-03-13 10:00', { ...parentFiling, ...over }), more);
  await intake.deps.store.file(changes[0]!, undefined, undefined);
  for (const change of changes.slice(1)) await intake.store.save(change);
  const join = joinComplaint({ ...intake.deps, complaints: intake.store });
  return {
    ...intake,
    join: (body: unknown, over2: { apiKey?: string; trackingId?: string; idempotencyKey?: string } = {}) =>
      join({ apiKey: 'key-app', idempotencyKey: undefined, trackingId: parentId, body, ...over2 }),
    onBehalf: (who: keyof typeof officers, body: unknown, idempotencyKey?: string) =>
      fileOnBehalf(intake.deps)({ subject: officers[who].subject, idempotencyKey, body }),
    joined: async (trackingId: string) => (await intake.store.get(trackingId))!,
  };
}

describe('joining a public complaint', () => {
  test('files a duplicate with an id and a secret of its own, which follows the other and starts no clock', async () => {
    const hall = await office();
    const receipt = await hall.join({
      reporter: { phone: '08114706999' },
      description: 'Di depan rumah saya juga gelap.',
    });

    expect(receipt).toMatchObject({ status: 'DUPLICATE', version: 1, expectedAt: null, possibleDuplicates: [] });
    const complaint = await hall.joined(receipt.trackingId);
    expect(complaint).toMatchObject({
      state: 'DUPLICATE',
      parentId,
      serviceCode: 'lampu-jalan',
      contact: 'mobile',
      channel: 'api',
    });
    expect(complaint).not.toHaveProperty('nextWakeAt');
    expect(complaint).not.toHaveProperty('verifiedAt');
    expect(await hall.store.followers(parentId)).toEqual([receipt.trackingId]);
    const { events } = await hall.store.history(receipt.trackingId);
    expect(events).toMatchObject([{ action: 'file', to: 'DUPLICATE', parentId, actor: { role: 'reporter' } }]);
    expect(outboundMessagesFor(events[0]!).map((o) => [o.recipient.kind, o.template])).toEqual([
      ['reporter', 'merged'],
    ]);
  });

  test('tells nothing of the place that the other keeps to itself', async () => {
    const hall = await office();
    const complaint = await hall.joined((await hall.join({})).trackingId);
    for (const secret of ['lat', 'long', 'areaCode']) expect(complaint).not.toHaveProperty(secret);
  });

  test('may be undone by the coordinator: then it stands by itself, with the clocks of its own day', async () => {
    const hall = await office();
    const complaint = await hall.joined((await hall.join({})).trackingId);
    const { complaint: own } = decide(complaint, command('unmerge', 'coordinator'), rulesAt('2026-03-17 10:00'));
    expect(own).toMatchObject({ state: 'RECEIVED', clock: { name: 'received' } });
    expect(own).not.toHaveProperty('parentId');
    expect(own.dueAt).toBeDefined();
  });

  test('once per key: again gives the same receipt, another parent under it is refused', async () => {
    const hall = await office();
    const [first, again] = [await hall.join({}, { idempotencyKey: 'k' }), await hall.join({}, { idempotencyKey: 'k' })];
    expect(again).toEqual(first);
    expect(hall.stored()).toHaveLength(2);
    await expect(hall.join({ anonymous: true }, { idempotencyKey: 'k' })).rejects.toThrow(IdempotencyMismatch);
    const { changes } = story(filed('2026-03-13 10:00', { id: otherId, ...place }), verified);
    await hall.deps.store.file(changes[0]!, undefined, undefined);
    for (const change of changes.slice(1)) await hall.store.save(change);
    const other = hall.join({}, { idempotencyKey: 'k', trackingId: otherId });
    await expect(other).rejects.toThrow(IdempotencyMismatch);
  });

  test.each<[string, readonly Step[], Partial<Filing>]>([
    ['has not been verified', [], {}],
    ['is confidential', verified, { confidential: true }],
    ['is closed', steps.closed('2026-03-13 11:00'), {}],
  ])('that %s is 404, and nothing is stored', async (_, more, over) => {
    const hall = await office(more, over);
    await expect(hall.join({})).rejects.toThrow(
      new NotFound('no open, public complaint with this tracking id: file your own'),
    );
    expect(hall.stored()).toHaveLength(1);
  });

  test('that was merged at this very moment is 404', async () => {
    const hall = await office();
    const stale = { ...hall.table.complaints.get(parentId)! };
    const join = joinComplaint({ ...hall.deps, complaints: { get: async () => stale } });
    hall.table.complaints.get(parentId)!.state = 'DUPLICATE';
    await expect(
      join({ apiKey: 'key-app', idempotencyKey: undefined, trackingId: parentId, body: {} }),
    ).rejects.toThrow(NotFound);
  });

  test('takes a key that may file, and no field that it does not know', async () => {
    const hall = await office();
    await expect(hall.join({}, { apiKey: 'key-none' })).rejects.toThrow(Unauthenticated);
    await expect(hall.join({}, { apiKey: 'key-reader' })).rejects.toThrow(Forbidden);
    await expect(hall.join({ serviceCode: 'lampu-jalan' })).rejects.toThrow(InvalidInput);
    await expect(hall.join({}, { trackingId: 'AMB-0000000' })).rejects.toThrow(NotFound);
  });
});

describe('filing for somebody at the counter', () => {
  test.each(['coordinator', 'liaison'] as const)('by a %s is the same report by the officer’s hand', async (who) => {
    const hall = await office();
    const receipt = await hall.onBehalf(who, { description, reporter: { name: 'Warga', phone: '08114706999' } });
    expect(receipt.reporterSecret).not.toBe('');
    expect(await hall.joined(receipt.trackingId)).toMatchObject({
      channel: 'staff',
      state: 'RECEIVED',
      contact: 'mobile',
    });
    const { events } = await hall.store.history(receipt.trackingId);
    expect(events[0]!.actor).toEqual({ role: officers[who].role, id: officers[who].subject });
    expect(hall.table.identities.has(receipt.trackingId)).toBe(true);
  });

  test('by others is refused', async () => {
    const hall = await office();
    for (const who of ['auditor', 'admin', 'mayor', 'agencyHead'] as const)
      await expect(hall.onBehalf(who, { description })).rejects.toThrow(Forbidden);
    expect(hall.stored()).toHaveLength(1);
  });

  test('an officer’s keys are their own: neither another officer’s nor a client’s', async () => {
    const hall = await office();
    const first = await hall.onBehalf('coordinator', { description }, 'k');
    expect(await hall.onBehalf('coordinator', { description }, 'k')).toEqual(first);
    expect((await hall.onBehalf('liaison', { description }, 'k')).trackingId).not.toBe(first.trackingId);
    expect((await hall.file({ description }, 'k')).trackingId).not.toBe(first.trackingId);
  });
});

describe('a reporter is told of complaints like theirs', () => {
  const same = { description, serviceCode: 'lampu-jalan', location: place };

  test('that are public, by id alone, and again on a replay though more is known by then', async () => {
    const hall = await office();
    const first = await hall.file(same, 'k');
    expect(first.possibleDuplicates).toEqual([parentId]);
    hall.table.complaints.get(parentId)!.confidential = true;
    expect(await hall.file(same, 'k')).toEqual(first);
    expect((await hall.file(same)).possibleDuplicates).toEqual([]);
  });

  test.each([
    ['the area', { areaCode: place.areaCode }],
    ['the point', { lat: areaOfPlace.lat, long: areaOfPlace.long }],
  ])('by %s alone', async (_, location) => {
    const hall = await office(verified, location);
    const { possibleDuplicates } = await hall.file({ ...same, location });
    expect(possibleDuplicates).toEqual([parentId]);
  });

  test.each([
    ['no service', { description, location: place }, false],
    ['no place', { description, serviceCode: 'lampu-jalan' }, false],
    ['another service', { ...same, serviceCode: 'jalan-rusak' }, true],
  ])('but not with %s', async (_, body, read) => {
    const hall = await office();
    const { candidates } = hall.deps;
    let reads = 0;
    hall.deps.candidates = { publicInGroups: (...args) => ((reads += 1), candidates.publicInGroups(...args)) };
    expect((await hall.file(body)).possibleDuplicates).toEqual([]);
    expect(reads > 0).toBe(read);
  });

  test('and is filed all the same when they cannot be read', async () => {
    const told: unknown[] = [];
    const hall = intakeOffice({
      candidates: { publicInGroups: async () => Promise.reject(new Error('throttled')) },
      onCandidatesUnread: (error) => void told.push(error),
    });
    expect((await hall.file(same)).possibleDuplicates).toEqual([]);
    expect(hall.stored()).toHaveLength(1);
    expect(told).toHaveLength(1);
  });
});
