/** The same request twice, and ids that are taken. */
import { describe, expect, test } from 'vitest';
import { IdempotencyMismatch, InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import { hashCanonical } from '../../../functions/domain/kernel/canonical.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { fileComplaint } from '../../../functions/intake/file-complaint.ts';
import { rulesAt } from '../../support/ambon.ts';
import { command } from '../../support/complaints.ts';
import { fakeFilingStore } from '../../support/fakes/table.ts';
import { description, intakeOffice } from '../../support/intake.ts';

describe('an idempotency key', () => {
  test('gives the same answer again, rebuilt from event 1 though the complaint has moved on', async () => {
    const { file, store, stored } = intakeOffice();
    const receipt = await file({ description, reference: 'a' }, 'kunci');
    expect(receipt).toMatchObject({ reference: 'a' });
    await store.save(
      decide(
        stored()[0]!,
        command('verify', 'coordinator', { agencyId: 'bpbd', track: 'inspection' }),
        rulesAt('2026-03-16 09:00'),
      ),
    );

    const again = await file({ reference: 'a', description: `  ${description}  ` }, 'kunci');

    expect(again).toEqual(receipt);
    expect(stored()).toHaveLength(1);
  });

  test('with another body is refused, and nothing is stored', async () => {
    const { file, table } = intakeOffice();
    await file({ description }, 'kunci');
    await expect(file({ description: `${description} Lagi.` }, 'kunci')).rejects.toThrow(
      new IdempotencyMismatch('this Idempotency-Key was used with another body: send a new key for a new complaint'),
    );
    expect([table.complaints.size, table.events.size]).toEqual([1, 1]);
  });

  test('is kept with the hash of the body alone, by which older releases know it too', async () => {
    const claims: unknown[] = [];
    const { deps, table } = intakeOffice();
    const filing = fakeFilingStore(table);
    const file = fileComplaint({
      ...deps,
      store: {
        ...filing,
        file: (change, identity, claim) => (claims.push(claim), filing.file(change, identity, claim)),
      },
    });
    await file({ apiKey: 'key-app', idempotencyKey: 'kunci', body: { description } });
    expect(claims).toEqual([
      { clientId: 'app', key: 'kunci', bodyHash: hashCanonical({ description }), now: deps.clock.now() },
    ]);
  });

  test('of a complaint whose first event is lost is a failure that names it', async () => {
    const { file, table, stored } = intakeOffice();
    await file({ description }, 'kunci');
    table.events.clear();
    await expect(file({ description }, 'kunci')).rejects.toThrow(`event 1 of ${stored()[0]!.id} is missing`);
  });

  test('makes one complaint of many requests at once', async () => {
    const { file, stored } = intakeOffice({ random: (length) => crypto.getRandomValues(new Uint8Array(length)) });
    const receipts = await Promise.all(Array.from({ length: 20 }, () => file({ description }, 'kunci')));
    expect(new Set(receipts.map((r) => JSON.stringify(r))).size).toBe(1);
    expect(stored()).toHaveLength(1);
  });
});

describe('a tracking id that is taken', () => {
  test('is drawn anew', async () => {
    const { file, stored } = intakeOffice({ draws: [0, 1, 0, 1, 1, 2] });
    await file({ description });
    await file({ description });
    expect(new Set(stored().map((c) => c.id)).size).toBe(2);
  });

  test('three times in a row is a failure, not an endless search', async () => {
    const { file } = intakeOffice({ draws: [1] });
    await file({ description });
    const failing = file({ description });
    await expect(failing).rejects.toThrow('three tracking ids');
    await expect(failing).rejects.not.toBeInstanceOf(InvalidInput);
  });
});
