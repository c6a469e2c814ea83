/** A reporter's identity is shown to who may see it, and the look is written down before anything is decrypted. */
import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../functions/http/problem.ts';
import { showIdentity, type Deps } from '../../../functions/identity/show-identity.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps } from '../../support/complaints.ts';
import { fakeCipher } from '../../support/fakes/keys.ts';
import { officers } from '../../support/staff.ts';

const trackingId = 'AMB-7K3Q9C5';
const identity = { name: 'Ibu A', phone: '+628114706999' };
const reason = { reason: 'menelepon pelapor' };

async function hallWith({ anonymous = false, known = true } = {}) {
  const hall = cityHall('2026-03-17 09:00');
  const ciphertext = known ? await fakeCipher.encrypt(trackingId, identity) : undefined;
  await hall.keep(
    filed('2026-03-13 10:00', { id: trackingId, anonymous }),
    steps.forwarded('2026-03-13 11:00'),
    ciphertext,
  );
  const show = (who: keyof typeof officers, query: unknown = reason, over: Partial<Deps> = {}) =>
    showIdentity({ ...hall, cipher: fakeCipher, ...over })({ subject: officers[who].subject, trackingId, query });
  return { ...hall, show };
}

const statusOf = (showing: Promise<unknown>): Promise<number | undefined> =>
  showing.then(
    () => 200,
    (error: unknown) => problemOf(error)?.status,
  );

describe('an identity', () => {
  test.each([
    ['liaison', false, 200],
    ['liaison', true, 403],
    ['coordinator', false, 200],
    ['coordinator', true, 200],
    ['otherLiaison', false, 404],
    ['agencyHead', false, 403],
    ['mayor', false, 403],
    ['auditor', false, 403],
    ['admin', false, 404],
  ] as const)('asked for by %s, anonim %s: %i', async (who, anonymous, status) => {
    const hall = await hallWith({ anonymous });
    expect(await statusOf(hall.show(who))).toBe(status);
    expect(hall.table.accesses).toHaveLength(status === 200 ? 1 : 0);
  });

  test.each([
    [{}],
    [{ reason: '' }],
    [{ reason: 'mau' }],
    [{ reason: 'x'.repeat(301) }],
    [{ reason: 'a\nbcdef' }],
    [{ ...reason, lain: 'x' }],
  ])('asked for with %o is refused, and nothing is written', async (query) => {
    const hall = await hallWith();
    expect(await statusOf(hall.show('coordinator', query))).toBe(400);
    expect(hall.table.accesses).toEqual([]);
  });

  test('is given with the look that was written down', async () => {
    const hall = await hallWith();
    const shown = await hall.show('liaison');

    expect(shown).toEqual({
      trackingId,
      accessedAt: '2026-03-17T00:00:00.000Z',
      identity: { ...identity, email: null },
    });
    expect(hall.table.accesses).toEqual([
      { complaintId: trackingId, at: shown.accessedAt, officer: 'sub-liaison', role: 'liaison', reason: reason.reason },
    ]);
  });

  test('that is refused says to whom it belongs', async () => {
    await expect((await hallWith({ anonymous: true })).show('liaison')).rejects.toThrow(/anonim.*coordinator/);
    await expect((await hallWith()).show('mayor')).rejects.toThrow(/owning liaison/);
  });

  test('that is not known is an empty one, and the look is written down all the same', async () => {
    const hall = await hallWith({ known: false });
    expect((await hall.show('coordinator')).identity).toEqual({ name: null, phone: null, email: null });
    expect(hall.table.accesses).toHaveLength(1);
  });

  test('leaves the complaint, its version and its timer as they were', async () => {
    const hall = await hallWith();
    const before = hall.now(trackingId);
    await hall.show('coordinator');
    expect(hall.now(trackingId)).toEqual(before);
  });
});

describe('the order', () => {
  test('is: write down, then decrypt', async () => {
    const hall = await hallWith();
    const writtenBefore: number[] = [];
    const cipher: Deps['cipher'] = {
      async decrypt(id, ciphertext) {
        writtenBefore.push(hall.table.accesses.length);
        return fakeCipher.decrypt(id, ciphertext);
      },
    };
    await hall.show('coordinator', reason, { cipher });
    expect(writtenBefore).toEqual([1]);
  });

  test('shows nothing when the look cannot be written down', async () => {
    const hall = await hallWith();
    const decrypted: string[] = [];
    const cipher: Deps['cipher'] = {
      async decrypt(id) {
        decrypted.push(id);
        return identity;
      },
    };
    const identities: Deps['identities'] = {
      ...hall.identities,
      recordAccess: async () => {
        throw new Error('storage is down');
      },
    };
    await expect(hall.show('coordinator', reason, { cipher, identities })).rejects.toThrow('storage is down');
    expect(decrypted).toEqual([]);
  });
});
