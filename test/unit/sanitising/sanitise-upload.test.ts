/** What happens to a photo that has arrived: kept clean, recorded once, or refused without a trace. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { handleUpload } from '../../../functions/sanitising/handle-upload.ts';
import { sanitiseUpload, type Deps } from '../../../functions/sanitising/sanitise-upload.ts';
import { checkChain } from '../../../functions/domain/complaint/chain.ts';
import type { AttachmentRef } from '../../../functions/domain/complaint/attachment-ports.ts';
import { parseUploadKey } from '../../../functions/adapters/aws/attachment-keys.ts';
import { cityHall, snapshot } from '../../support/city-hall.ts';
import { command, filed, steps, type Step } from '../../support/complaints.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { rulesAt } from '../../support/ambon.ts';
import { memoryBucket } from '../../support/fakes/attachments.ts';
import { hidden, jpeg, png } from '../../support/images/images.ts';

const complaintId = 'AMB-7K3Q9C5';
const ref = (n = 0): AttachmentRef => ({ complaintId, attachmentId: `photo-${n}`.padEnd(16, '_') });
const by = { role: 'reporter' } as const;

async function hallWith(life: readonly Step[] = []) {
  const hall = cityHall('2026-03-17 09:00');
  await hall.keep(filed('2026-03-13 10:00', { id: complaintId }), life);
  const s3 = memoryBucket();
  const clean = (at = ref(), over: Partial<Deps> = {}) => sanitiseUpload({ ...hall, ...s3, ...over })(at);
  return { ...hall, ...s3, clean };
}

describe('a photo', () => {
  test.each([
    ['reporter', by, []],
    [
      'liaison of an answered complaint',
      { role: 'liaison', id: 'sub-liaison' } as const,
      steps.answered('2026-03-16 10:00'),
    ],
    ['reporter of a closed complaint', by, steps.closed('2026-03-16 10:00')],
  ] as const)('of a %s is kept clean and recorded with its proof, in the same state', async (_, actor, life) => {
    const hall = await hallWith(life);
    const before = hall.now(complaintId);
    hall.arrive({ ...ref(), type: 'image/jpeg', by: actor }, jpeg());
    expect(await hall.clean()).toEqual({ outcome: 'attached' });

    const kept = hall.bucket.clean.get(`${complaintId}/${ref().attachmentId}`);
    expect(Buffer.from(kept!.bytes).includes(hidden)).toBe(false);
    expect(hall.bucket.incoming.size).toBe(0);
    const { events, texts } = await hall.store.history(complaintId);
    expect(events.at(-1)).toMatchObject({
      action: 'attach',
      actor,
      from: before.state,
      to: before.state,
      attachment: {
        id: ref().attachmentId,
        type: 'image/jpeg',
        bytes: kept!.bytes.length,
        sha256: createHash('sha256').update(kept!.bytes).digest('base64url'),
      },
    });
    const after = hall.now(complaintId);
    expect(after).toMatchObject({ attachments: [ref().attachmentId], stage: before.stage, n: before.n });
    expect(checkChain(events, texts, after.head)).toEqual({ valid: true });
  });

  test('told of twice is recorded once, also when the first try died between the fact and the discard', async () => {
    const hall = await hallWith();
    hall.arrive({ ...ref(), type: 'image/png', by }, png());
    const dies = { ...hall.uploads, discard: () => Promise.reject(new Error('killed')) };
    await expect(hall.clean(ref(), { uploads: dies })).rejects.toThrow('killed');
    expect(await hall.clean()).toEqual({ outcome: 'known' });
    expect(await hall.clean()).toEqual({ outcome: 'gone' });
    expect(hall.actions(complaintId)).toEqual(['file', 'attach']);
  });

  test('is decided anew when an officer was first', async () => {
    const hall = await hallWith();
    hall.arrive({ ...ref(), type: 'image/png', by }, png());
    let first = true;
    const files: Deps['files'] = {
      async keep(...given) {
        await hall.files.keep(...given);
        if (first)
          await hall.store.save(
            decide(hall.now(complaintId), command('note', 'staff', { text: 'Catatan.' }), rulesAt('2026-03-17 09:00')),
          );
        first = false;
      },
    };
    expect(await hall.clean(ref(), { files })).toEqual({ outcome: 'attached' });
    expect(hall.actions(complaintId)).toEqual(['file', 'note', 'attach']);
  });

  test('beyond the fifth is refused, and of many at once no more than five are recorded', async () => {
    const hall = await hallWith();
    for (let n = 0; n < 8; n += 1) hall.arrive({ ...ref(n), type: 'image/png', by }, png());
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => hall.clean(ref(n))));
    expect(outcomes.filter(({ outcome }) => outcome === 'attached')).toHaveLength(5);
    expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(3);
    hall.arrive({ ...ref(9), type: 'image/png', by }, png());
    expect(await hall.clean(ref(9))).toMatchObject({ outcome: 'refused' });
    expect(hall.bucket.clean.has(`${complaintId}/${ref(9).attachmentId}`)).toBe(false);
    expect(hall.now(complaintId).attachments).toHaveLength(5);
  });
});

describe('a file', () => {
  test.each([
    ['that is no image', 'image/jpeg', Buffer.from('%PDF-1.7')],
    ['of another type than it says', 'image/jpeg', png()],
    ['of a type that is not accepted', 'image/svg+xml', Buffer.from('<svg/>')],
    ['that is empty', 'image/png', new Uint8Array()],
    ['larger than allowed', 'image/jpeg', jpeg({ padding: 170 })],
  ])('%s is refused: nothing is kept, nothing recorded', async (_, type, bytes) => {
    const hall = await hallWith();
    const before = snapshot(hall.table);
    hall.arrive({ ...ref(), type, by }, bytes);
    expect(await hall.clean()).toMatchObject({ outcome: 'refused' });
    expect([hall.bucket.incoming.size, hall.bucket.clean.size]).toEqual([0, 0]);
    expect(snapshot(hall.table)).toEqual(before);
  });

  test('for a complaint that is not there is refused', async () => {
    const hall = await hallWith();
    const stranger = { complaintId: 'AMB-2222222', attachmentId: ref().attachmentId };
    hall.arrive({ ...stranger, type: 'image/png', by }, png());
    expect(await hall.clean(stranger)).toEqual({ outcome: 'refused', reason: 'no such complaint' });
  });
});

describe('an event', () => {
  test.each([
    ['incoming/AMB-7K3Q9C5/photo-0_________', 'attached'],
    ['clean/AMB-7K3Q9C5/photo-0_________', 'refused'],
    ['incoming/AMB-7K3Q9C5/../photo-0_________', 'refused'],
    ['incoming/AMB-7K3Q9C6/photo-0_________', 'refused'],
    ['incoming/AMB-7K3Q9C5/short', 'refused'],
  ])('for %s: %s', async (key, outcome) => {
    const hall = await hallWith();
    hall.arrive({ ...ref(), type: 'image/png', by }, png());
    const told: unknown[] = [];
    const handle = handleUpload({ ...hall, parseKey: parseUploadKey, onOutcome: (...args) => void told.push(args) });
    expect(await handle({ key, size: 9 })).toMatchObject({ outcome });
    expect(told).toHaveLength(1);
  });

  test('without a key is an error, so that it is not lost', async () => {
    const hall = await hallWith();
    const handle = handleUpload({ ...hall, parseKey: parseUploadKey, onOutcome: () => undefined });
    await expect(handle({})).rejects.toThrow('key');
  });
});
