/** An Open311 client posts an update of a request that it filed: what it may, what it costs, and what becomes of it. */
import { describe, expect, test } from 'vitest';
import {
  AlreadyExists,
  Conflict,
  Forbidden,
  InvalidInput,
  NotFound,
  QuotaExceeded,
  Unauthenticated,
} from '../../../functions/domain/kernel/errors.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { postUpdate, type Deps } from '../../../functions/follow-up/post-update.ts';
import { ambon, rulesAt } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { command, filed, steps, type Step } from '../../support/complaints.ts';
import { apiKeys } from '../../support/fakes/directory.ts';
import { fakeQuotaCounter } from '../../support/fakes/quotas.ts';

const id = 'AMB-7K3Q9C5';
const now = '2026-03-18 09:00';
const scopes = ['updates:write' as const];
const quota = { perMinute: 3, perDay: 5 };
const clients = {
  'key-app': { ...apiKeys['key-app'], scopes, quota },
  'key-other': { ...apiKeys['key-other'], scopes },
  'key-reader': apiKeys['key-reader'],
};
const fields = {
  service_request_id: id,
  update_id: 'u-1',
  updated_datetime: '2026-03-18T08:00:00+09:00',
  status: 'OPEN',
  description: 'Masih gelap.',
};
type Fields = Partial<Record<keyof typeof fields, string | undefined>>;

const formOf = (given: Record<string, string | undefined>) => ({
  fields: new Map(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]]]))),
  files: [],
});

async function desk(more: readonly Step[] = [], over: Parameters<typeof filed>[1] = {}) {
  const hall = { ...cityHall(now, { apiKeys: clients }), quotas: fakeQuotaCounter() };
  await hall.keep(filed('2026-03-13 10:00', over), more);
  const post = (given: Fields = {}, apiKey: string | undefined = 'key-app', deps: Partial<Deps> = {}) =>
    postUpdate({ ...hall, ...deps })({ apiKey, jurisdictionId: undefined, form: formOf({ ...fields, ...given }) });
  return { ...hall, post, stored: (one: string) => hall.now(one) };
}

describe('a word', () => {
  const answered = steps.answered('2026-03-16 10:00');
  const closed = steps.closed('2026-03-16 10:00');
  const asked: Step[] = [
    ...steps.forwarded('2026-03-16 10:00'),
    ['2026-03-16 11:00', 'ask', 'owner', { text: 'Tiang nomor berapa?' }],
  ];
  test.each([
    ['OPEN', [], 'comment', 'RECEIVED'],
    ['FIXED', answered, 'accept', 'CLOSED'],
    ['CLOSED', answered, 'accept', 'CLOSED'],
    ['FIXED', steps.forwarded('2026-03-16 10:00'), 'comment', 'FORWARDED'],
    ['OPEN', answered, 'object', 'IN_PROGRESS'],
    ['REOPEN', answered, 'object', 'IN_PROGRESS'],
    ['OPEN', closed, 'reopen', 'IN_PROGRESS'],
    ['REOPEN', closed, 'reopen', 'IN_PROGRESS'],
    ['OPEN', asked, 'reply', 'FORWARDED'],
    ['INVESTIGATING', asked, 'reply', 'FORWARDED'],
    ['INVESTIGATING', answered, 'comment', 'ANSWERED'],
    ['FIXED', closed, 'comment', 'CLOSED'],
  ] as const)('%s is #2 in its state (%#)', async (status, more, action, state) => {
    const { post, stored, actions } = await desk(more);
    expect(await post({ status })).toEqual({
      root: 'service_request_updates',
      value: [{ update_id: `${id}-${more.length + 2}` }],
    });
    expect(actions(id).at(-1)).toBe(action);
    expect(stored(id).state).toBe(state);
  });

  test('is the reporter’s, with its text', async () => {
    const { post, store } = await desk();
    await post({ status: ' open ', description: 'a\r\nb' });
    const { events, texts } = await store.history(id);
    expect(events.at(-1)).toMatchObject({ actor: { role: 'reporter' }, at: '2026-03-18T00:00:00.000Z' });
    expect(events.at(-1)).not.toHaveProperty('actor.id');
    expect(texts.at(-1)!.text).toEqual({ text: 'a\nb' });
  });

  test('needs a description where the action needs one, and none where not', async () => {
    const { post, stored } = await desk(answered);
    await expect(post({ status: 'OPEN', description: undefined })).rejects.toMatchObject({
      fields: [{ field: 'description', message: 'required with OPEN on a request in this state' }],
    });
    expect(stored(id).version).toBe(answered.length + 1);
    await post({ status: 'FIXED', description: undefined });
    expect(stored(id).state).toBe('CLOSED');
  });
});

describe('the quota', () => {
  test('of a minute holds for updates, and refuses with the seconds left', async () => {
    const { post, stored } = await desk();
    for (const n of [1, 2, 3]) await post({ update_id: `u-${n}` });
    await expect(post({ update_id: 'u-4' })).rejects.toMatchObject({ name: 'QuotaExceeded', retryAfter: 60 });
    expect(stored(id).version).toBe(4);
  });

  test('of a day too', async () => {
    const { post, clock } = await desk();
    for (const n of [0, 1, 2, 3, 4]) {
      clock.set(`2026-03-18 09:0${n}`);
      await post({ update_id: `u-${n}` });
    }
    clock.set('2026-03-18 09:30');
    await expect(post({ update_id: 'u-9' })).rejects.toThrow(QuotaExceeded);
  });

  test('counts an update that is refused, and not one of a client without the scope', async () => {
    const { post } = await desk();
    for (let n = 0; n < 3; n += 1) await expect(post({ status: 'NONSENSE' })).rejects.toThrow(InvalidInput);
    await expect(post()).rejects.toThrow(QuotaExceeded);
    const other = await desk();
    for (let n = 0; n < 5; n += 1) await expect(other.post({}, 'key-reader')).rejects.toThrow(Forbidden);
  });
});

describe('an update_id', () => {
  test('that was sent before is refused, whatever state the request has reached', async () => {
    const { post, stored } = await desk();
    await post();
    await expect(post({ description: 'lain' })).rejects.toThrow(new AlreadyExists('update_id: already exists'));
    const closed = await desk(steps.answered('2026-03-16 10:00'));
    await closed.post({ status: 'FIXED', description: undefined });
    await expect(closed.post({ status: 'FIXED', description: undefined })).rejects.toThrow(AlreadyExists);
    expect(stored(id).version).toBe(2);
  });

  test('sent twice at once is stored once, though both have asked before either was stored', async () => {
    const { post, store, stored } = await desk();
    const unseen = { store: { ...store, updateExists: async () => false } };
    await post({}, 'key-app', unseen);
    await expect(post({}, 'key-app', unseen)).rejects.toThrow(AlreadyExists);
    expect(stored(id).version).toBe(2);
  });

  test('is the same with spaces around it', async () => {
    const { post } = await desk();
    await post({ update_id: ' u-1 ' });
    await expect(post({ update_id: 'u-1' })).rejects.toThrow(AlreadyExists);
  });

  test('of another client is another', async () => {
    const { post, table } = await desk();
    await post();
    table.complaints.get(id)!.clientId = 'other-app';
    expect(await post({}, 'key-other')).toMatchObject({ value: [{ update_id: `${id}-3` }] });
  });
});

describe('nobody posts', () => {
  test('without a key in force or without the scope', async () => {
    const { post } = await desk();
    await expect(post({}, '')).rejects.toThrow(Unauthenticated);
    await expect(post({}, 'key-unknown')).rejects.toThrow(Unauthenticated);
    await expect(post({}, 'key-reader')).rejects.toThrow(Forbidden);
  });

  test('to a request that another client filed, that does not exist, or that is no id', async () => {
    const { post } = await desk();
    await expect(post({}, 'key-other')).rejects.toThrow(
      new NotFound('service_request_id: no request that this client filed'),
    );
    await expect(post({ service_request_id: 'AMB-2222222' })).rejects.toThrow(NotFound);
    await expect(post({ service_request_id: 'x' })).rejects.toThrow(NotFound);
    expect(await post({ service_request_id: ` ${id.toLowerCase()} ` })).toMatchObject({
      root: 'service_request_updates',
    });
  });

  test('to another city', async () => {
    const hall = await desk();
    const { open311 } = ambon.city;
    const to = (jurisdictionId: string | undefined, update_id: string) =>
      postUpdate(hall)({ apiKey: 'key-app', jurisdictionId, form: formOf({ ...fields, update_id }) });
    await expect(to('elsewhere', 'a')).rejects.toThrow(NotFound);
    expect(await to(open311?.jurisdictionId, 'b')).toMatchObject({ root: 'service_request_updates' });
    expect(await to('', 'c')).toMatchObject({ root: 'service_request_updates' });
  });
});

describe('a form with faults', () => {
  test('names each of them, and stores nothing', async () => {
    const { post, stored } = await desk();
    const refused = post({
      service_request_id: undefined,
      update_id: 'a b',
      updated_datetime: 'kemarin',
      status: 'x',
      description: 'a\u0000b',
    });
    await expect(refused).rejects.toThrow(InvalidInput);
    const { fields: faults } = (await refused.catch((error: unknown) => error)) as InvalidInput;
    expect(faults.map(({ field }) => field)).toEqual([
      'service_request_id',
      'update_id',
      'updated_datetime',
      'status',
      'description',
    ]);
    expect(faults[0]!.message).toBe('required');
    expect(faults[1]!.message).toBe('1 to 200 visible ASCII characters');
    expect(stored(id).version).toBe(1);
  });

  test('names each field that is missing', async () => {
    const { post } = await desk();
    const none = {
      service_request_id: undefined,
      update_id: undefined,
      updated_datetime: undefined,
      status: undefined,
    };
    await expect(post(none)).rejects.toThrow(
      new InvalidInput(Object.keys(none).map((field) => ({ field, message: 'required' }))),
    );
  });

  test.each([
    ['update_id', ''],
    ['update_id', 'x'.repeat(201)],
    ['update_id', 'ü'],
    ['description', 'x'.repeat(4001)],
  ])('%s %j is refused', async (name, value) => {
    await expect((await desk()).post({ [name]: value })).rejects.toMatchObject({ fields: [{ field: name }] });
  });

  test('a field that comes twice is one of them', async () => {
    const hall = await desk();
    const form = formOf(fields);
    form.fields.set('status', ['OPEN', 'FIXED']);
    const posting = postUpdate(hall)({ apiKey: 'key-app', jurisdictionId: undefined, form });
    await expect(posting).rejects.toMatchObject({ fields: [{ field: 'status', message: 'may be given only once' }] });
  });
});

describe('a race with the agency', () => {
  /** A store in which the agency writes a note just before each of the first saves. */
  async function contended(times: number) {
    const hall = await desk();
    let left = times;
    const save: typeof hall.store.save = async (change, once) => {
      if (left-- > 0)
        await hall.store.save(decide(hall.now(id), command('note', 'staff', { text: 'x' }), rulesAt(now)));
      await hall.store.save(change, once);
    };
    return { ...hall, post: () => hall.post({}, 'key-app', { store: { ...hall.store, save } }) };
  }

  test('is decided anew up to the fourth try', async () => {
    const { post, actions } = await contended(3);
    expect(await post()).toMatchObject({ value: [{ update_id: `${id}-5` }] });
    expect(actions(id).slice(1)).toEqual(['note', 'note', 'note', 'comment']);
  });

  test('is told after that', async () => {
    const { post, actions } = await contended(4);
    await expect(post()).rejects.toThrow(Conflict);
    expect(actions(id)).toHaveLength(5);
  });
});
