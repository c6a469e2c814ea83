/** The reporter acts, known by the secret alone. */
import { describe, expect, test } from 'vitest';
import { Conflict, NotFound, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { actAsReporter } from '../../../functions/follow-up/act-as-reporter.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { rulesAt } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { command, filed, reporterSecret, steps, type Step } from '../../support/complaints.ts';

const trackingId = 'AMB-7K3Q9C5';

async function hallWith(more: readonly Step[], over: Parameters<typeof filed>[1] = {}) {
  const hall = cityHall('2026-03-18 09:00');
  await hall.keep(filed('2026-03-13 10:00', { id: trackingId, ...over }), more);
  const act = (action: string, body?: unknown, secret: string | undefined = reporterSecret) =>
    actAsReporter(hall)({ secret, trackingId, action, body });
  return { ...hall, act };
}
const answered = steps.answered('2026-03-16 10:00');

const statusOf = (acting: Promise<unknown>): Promise<number | undefined> =>
  acting.then(
    () => 200,
    (error: unknown) => problemOf(error)?.status,
  );

describe('without the right secret', () => {
  test('nothing is done, and nothing told of the complaint', async () => {
    const hall = await hallWith(answered);
    expect(await statusOf(actAsReporter(hall)({ secret: undefined, trackingId, action: 'accept', body: {} }))).toBe(
      401,
    );
    expect(await statusOf(hall.act('accept', {}, 'salah'))).toBe(404);
    expect(await statusOf(hall.act('accept', { nonsense: 1 }, 'salah'))).toBe(404);
    expect(
      await statusOf(
        actAsReporter(hall)({ secret: reporterSecret, trackingId: 'AMB-2222222', action: 'accept', body: {} }),
      ),
    ).toBe(404);
    expect(hall.now(trackingId).version).toBe(4);
  });

  test('the header that is missing is named', async () => {
    const hall = await hallWith(answered);
    await expect(actAsReporter(hall)({ secret: undefined, trackingId, action: 'accept', body: {} })).rejects.toThrow(
      new Unauthenticated('send the reporter secret in the header x-reporter-secret'),
    );
  });
});

describe('an action', () => {
  test.each([
    ['accept', {}, answered, 'CLOSED'],
    ['accept', undefined, answered, 'CLOSED'],
    ['object', { text: 'Masih padam.' }, answered, 'IN_PROGRESS'],
    ['comment', { text: 'Terima kasih.' }, answered, 'ANSWERED'],
    ['comment', { text: 'Masih padam.' }, [], 'RECEIVED'],
    ['rate', { rating: 5, text: 'Cepat.' }, steps.closed('2026-03-16 10:00'), 'CLOSED'],
    ['privacy', { anonymous: true }, [], 'RECEIVED'],
    ['privacy', { confidential: false }, answered, 'ANSWERED'],
  ] as const)('%s with %o leaves the complaint %#', async (action, body, before, status) => {
    const hall = await hallWith(before);
    expect(await hall.act(action, body)).toMatchObject({ status, version: before.length + 2 });
    expect(hall.actions(trackingId).at(-1)).toBe(action);
  });

  test.each([
    ['accept', {}, [], 409],
    ['object', {}, answered, 400],
    ['object', { text: '   ' }, answered, 400],
    ['rate', { rating: 6 }, steps.closed('2026-03-16 10:00'), 400],
    ['rate', { rating: 4.5 }, steps.closed('2026-03-16 10:00'), 400],
    ['rate', { rating: 5 }, answered, 409],
    ['privacy', {}, [], 400],
    ['privacy', { anonymous: true, text: 'x' }, [], 400],
    ['comment', { text: 'a\u0000b' }, [], 400],
    ['comment', { text: 'x'.repeat(4001) }, [], 400],
    ['comment', { text: 'x', expectedVersion: 0 }, [], 400],
    ['accept', [], answered, 400],
    ['answer', { outcome: 'done', text: 'x' }, answered, 404],
    ['constructor', {}, answered, 404],
  ] as const)('%s with %o is refused: %#', async (action, body, before, status) => {
    const hall = await hallWith(before);
    expect(await statusOf(hall.act(action, body))).toBe(status);
    expect(hall.now(trackingId).version).toBe(before.length + 1);
  });

  test('that does not exist is answered with those that do', async () => {
    const hall = await hallWith(answered);
    await expect(hall.act('answer', {})).rejects.toThrow(
      new NotFound(
        'no such action for reporters: use one of reply, accept, object, reopen, withdraw, restore, rate, comment, privacy',
      ),
    );
  });

  test('of privacy lowers what staff have raised', async () => {
    const hall = await hallWith([['2026-03-16 10:00', 'restrict', 'staff', { anonymous: true, confidential: true }]]);
    await hall.act('privacy', { anonymous: false });
    expect(hall.now(trackingId)).toMatchObject({ anonymous: false, confidential: true });
  });

  test('of privacy is kept in its event, so that the chain proves who lowered it', async () => {
    const hall = await hallWith([]);
    await hall.act('privacy', { confidential: true });
    expect((await hall.store.history(trackingId)).events.at(-1)).toMatchObject({
      action: 'privacy',
      confidential: true,
      actor: { role: 'reporter' },
    });
  });
});

describe('a race with the agency', () => {
  /** A store in which the agency writes a note just before each of the first saves. */
  async function contended(times: number) {
    const hall = await hallWith(answered);
    let left = times;
    const save: typeof hall.store.save = async (change) => {
      if (left-- > 0)
        await hall.store.save(
          decide(hall.now(trackingId), command('note', 'staff', { text: 'x' }), rulesAt('2026-03-18 09:00')),
        );
      await hall.store.save(change);
    };
    const act = (body: object) =>
      actAsReporter({ ...hall, store: { ...hall.store, save } })({
        secret: reporterSecret,
        trackingId,
        action: 'accept',
        body,
      });
    return { ...hall, act };
  }

  test('is not the reporter’s concern who named no version', async () => {
    const { act, actions } = await contended(3);
    expect(await act({})).toMatchObject({ status: 'CLOSED', version: 8 });
    expect(actions(trackingId).slice(-4)).toEqual(['note', 'note', 'note', 'accept']);
  });

  test('is told to the reporter who did', async () => {
    const { act } = await contended(1);
    await expect(act({ expectedVersion: 4 })).rejects.toMatchObject({
      name: 'Conflict',
      current: { version: 5, status: 'ANSWERED' },
    });
  });

  test('that never ends is told too', async () => {
    const { act } = await contended(99);
    await expect(act({})).rejects.toBeInstanceOf(Conflict);
  });
});
