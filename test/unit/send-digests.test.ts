/** The daily digest of an agency. */
import { describe, expect, test } from 'vitest';
import { handleDelivery } from '../../functions/delivery/handle-delivery.ts';
import { agencyId } from '../support/complaints.ts';
import { deliveryWorld } from '../support/delivery.ts';
import { officers } from '../support/staff.ts';

const context = { getRemainingTimeInMillis: () => 30_000 };

async function world(digest: boolean) {
  const made = deliveryWorld({ officers: [{ ...officers.liaison, digest }] });
  for (const [id, from] of [
    ['AMB-2222222', '2026-03-02 10:00'],
    ['AMB-2222238', '2026-03-06 10:00'],
    ['AMB-222224F', '2026-03-12 10:00'],
  ] as const) {
    await made.file(from, { id });
    made.act([from, 'verify', 'coordinator', { agencyId }], id);
  }
  made.clock.set('2026-03-12 11:00');
  return { ...made, run: () => handleDelivery(made.deps)({ task: 'digest' }, context) };
}

describe('the daily digest', () => {
  test('tells the agency once a day what is new, due tomorrow and late', async () => {
    const { run, notices, clock } = await world(true);
    expect([await run(), await run()]).toEqual([{ digests: 1 }, { digests: 0 }]);
    expect(notices.sent).toMatchObject([
      {
        agency: agencyId,
        office: 'liaison',
        level: 'digest',
        subject: '[Tanggap] Ringkasan: 2 belum ditanggapi, 1 jatuh tempo besok, 1 lewat batas',
      },
    ]);
    expect(notices.sent[0]?.body).toMatch(
      /Lewat batas:\n- AMB-2222222, batas 9 Mar 2026\n\nJatuh tempo besok:\n- AMB-2222238/,
    );
    clock.set('2026-03-13 07:30');
    expect(await run()).toEqual({ digests: 1 });
  });

  test('is sent to nobody who has not asked for it, nor when there is nothing to say', async () => {
    const unasked = await world(false);
    expect(await unasked.run()).toEqual({ digests: 0 });
    const quiet = deliveryWorld({ officers: [{ ...officers.liaison, digest: true }] });
    expect(await handleDelivery(quiet.deps)({ task: 'digest' }, context)).toEqual({ digests: 0 });
  });
});
