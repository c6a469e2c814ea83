/** Each effect writes its own members and nothing else, and refuses a command that lacks what it writes. */
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../functions/domain/complaint/command.ts';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { effects, type Effect } from '../../../../functions/domain/complaint/effects.ts';
import type { State } from '../../../../functions/domain/complaint/lifecycle.ts';
import { InvalidInput } from '../../../../functions/domain/kernel/errors.ts';
import { ambonCalendar } from '../../../support/ambon.ts';
import { command, filed } from '../../../support/complaints.ts';

const at = '2026-03-20T01:00:00.000Z';
const earlier = '2026-03-16T01:00:00.000Z';
const fresh = filed('2026-03-13 10:00').complaint;

function apply(name: Effect, c: Partial<Complaint> = {}, fields: Partial<Command> = {}, from: State = 'FORWARDED') {
  const context = {
    command: command('note', 'staff', fields),
    at,
    from,
    coordinatorAgencyId: 'diskominfo',
    calendar: ambonCalendar,
  };
  return effects[name]({ ...fresh, ...c }, context);
}

/** Members that differ from the complaint before; one that is gone is shown as `undefined`. */
function changes(name: Effect, c: Partial<Complaint> = {}, fields: Partial<Command> = {}, from: State = 'FORWARDED') {
  const [before, after] = [{ ...fresh, ...c }, apply(name, c, fields, from)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Complaint>;
  const differ = [...names].filter((k) => JSON.stringify(before[k]) !== JSON.stringify(after[k]));
  return Object.fromEntries(differ.map((k) => [k, k in after ? after[k] : 'gone']));
}

const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields;
    throw error;
  }
  return 'accepted';
};

describe('verified', () => {
  test('is the instant of the action', () => expect(changes('verified')).toEqual({ verifiedAt: at }));
  test('keeps the first instant of a complaint that came back', () =>
    expect(apply('verified', { verifiedAt: earlier }).verifiedAt).toBe(earlier));
});

describe('assigned', () => {
  test('makes the agency of the command accountable', () =>
    expect(changes('assigned', {}, { agencyId: 'bpbd' })).toEqual({ agencyId: 'bpbd' }));
  test('takes the owner found at filing while it is RECEIVED, and only then', () => {
    expect(changes('assigned', { autoForwardTo: 'bpbd' }, {}, 'RECEIVED')).toEqual({ agencyId: 'bpbd' });
    expect(apply('assigned', { autoForwardTo: 'bpbd' }, { agencyId: 'dinas-pupr' }, 'RECEIVED').agencyId).toBe(
      'dinas-pupr',
    );
    expect(refusal(() => apply('assigned', { autoForwardTo: 'bpbd' }, {}, 'RETURNED'))).toEqual([
      { field: 'agencyId', message: 'required: no agency owns this service here' },
    ]);
  });
  test('an accountable agency no longer merely helps', () => {
    const helped = { contributing: ['dinas-pupr', 'bpbd'] };
    expect(changes('assigned', helped, { agencyId: 'bpbd' })).toEqual({
      agencyId: 'bpbd',
      contributing: ['dinas-pupr'],
    });
    expect(changes('assigned', { contributing: ['bpbd'] }, { agencyId: 'bpbd' })).toEqual({
      agencyId: 'bpbd',
      contributing: 'gone',
    });
    expect(changes('assigned', helped, { agencyId: 'satpol-pp' })).toEqual({ agencyId: 'satpol-pp' });
  });
  test('to the coordinator, the same', () =>
    expect(changes('assigned-to-coordinator', { contributing: ['diskominfo', 'bpbd'] })).toEqual({
      agencyId: 'diskominfo',
      contributing: ['bpbd'],
    }));
});

test('hops are counted, and settled is set', () => {
  expect(changes('hop')).toEqual({ hops: 1 });
  expect(changes('hop', { hops: 1 })).toEqual({ hops: 2 });
  expect(changes('settled')).toEqual({ settled: true });
});

describe('track', () => {
  const late = { track: 'ordinary', totalBreachedOn: '2026-04-02' } as const;
  test('another one is another total, whose due has not passed', () =>
    expect(changes('track', late, { track: 'inspection' })).toEqual({ track: 'inspection', totalBreachedOn: 'gone' }));
  test('the same one, or none, changes nothing', () => {
    expect(changes('track', late, { track: 'ordinary' })).toEqual({});
    expect(changes('track', late, {})).toEqual({});
  });
});

describe('set-aside', () => {
  const clock = { name: 'forwarded', stage: 2, from: '2026-03-16', rungs: 1 } as const;
  test('keeps the state with its clock, the newest last', () => {
    expect(changes('set-aside', { clock })).toEqual({ before: [{ state: 'FORWARDED', clock }] });
    expect(changes('set-aside', { clock, before: [{ state: 'RECEIVED' }] }, {}, 'NEEDS_INFO')).toEqual({
      before: [{ state: 'RECEIVED' }, { state: 'NEEDS_INFO', clock }],
    });
  });
  test('of a state without a clock keeps the state alone', () => {
    const { clock: _, ...still } = fresh;
    const context = {
      command: command('merge', 'coordinator'),
      at,
      from: 'CLOSED',
      coordinatorAgencyId: 'x',
      calendar: ambonCalendar,
    } as const;
    expect(effects['set-aside'](still, context).before).toEqual([{ state: 'CLOSED' }]);
  });
});

test('answered and closed are instants, and opening again takes the closing and its reason away', () => {
  expect(changes('answered', { answeredAt: earlier })).toEqual({ answeredAt: at });
  expect(changes('closed', { closedAt: earlier })).toEqual({ closedAt: at });
  expect(changes('opened-again', { closedAt: earlier, reasonCode: 'spam' })).toEqual({
    closedAt: 'gone',
    reasonCode: 'gone',
  });
});

test('reopening is counted, and the rating of the closing that no longer stands is gone', () =>
  expect(changes('reopened', { reopened: 1, rating: 2 })).toEqual({ reopened: 2, rating: 'gone' }));

describe('reason', () => {
  test('is kept', () => expect(changes('reason', {}, { reasonCode: 'spam' })).toEqual({ reasonCode: 'spam' }));
  test('is required', () =>
    expect(refusal(() => apply('reason'))).toEqual([{ field: 'reasonCode', message: 'required: why it is archived' }]));
});

describe('merged', () => {
  test('follows its parent, and unmerged it follows none', () => {
    expect(changes('merged', {}, { parentId: 'AMB-2222222' })).toEqual({ parentId: 'AMB-2222222' });
    expect(changes('unmerged', { parentId: 'AMB-2222222' })).toEqual({ parentId: 'gone' });
  });
  test('needs a parent other than itself', () => {
    expect(refusal(() => apply('merged'))).toEqual([
      { field: 'parentId', message: 'required: the complaint that this one repeats' },
    ]);
    expect(refusal(() => apply('merged', {}, { parentId: fresh.id }))).toEqual([
      { field: 'parentId', message: 'a complaint cannot be merged into itself' },
    ]);
  });
});

describe('involved', () => {
  const owned = { agencyId: 'dinas-perhubungan', contributing: ['bpbd'] };
  test('agencies are added at the end', () => {
    expect(changes('involved', {}, { contributingAgencyId: 'bpbd' })).toEqual({ contributing: ['bpbd'] });
    expect(changes('involved', owned, { contributingAgencyId: 'dinas-pupr' })).toEqual({
      contributing: ['bpbd', 'dinas-pupr'],
    });
  });
  test.each([
    [undefined, 'required: which agency shall help'],
    ['dinas-perhubungan', 'this agency is accountable already'],
    ['bpbd', 'this agency is involved already'],
  ])('%s is refused: %s', (contributingAgencyId, message) =>
    expect(refusal(() => apply('involved', owned, { contributingAgencyId }))).toEqual([{ field: 'agencyId', message }]),
  );
});

describe('released', () => {
  test('an agency that helped does so no more; with the last one the list is gone', () => {
    expect(changes('released', { contributing: ['bpbd', 'dinas-pupr'] }, { contributingAgencyId: 'bpbd' })).toEqual({
      contributing: ['dinas-pupr'],
    });
    expect(changes('released', { contributing: ['bpbd'] }, { contributingAgencyId: 'bpbd' })).toEqual({
      contributing: 'gone',
    });
  });
  test.each([[undefined], ['dinas-pupr']])('%s, which does not help, is refused', (contributingAgencyId) => {
    const message = [{ field: 'agencyId', message: 'this agency is not involved' }];
    expect(refusal(() => apply('released', { contributing: ['bpbd'] }, { contributingAgencyId }))).toEqual(message);
    expect(refusal(() => apply('released', {}, { contributingAgencyId }))).toEqual(message);
  });
});

describe('rated', () => {
  test('is kept', () => expect(changes('rated', { rating: 2 }, { rating: 5 })).toEqual({ rating: 5 }));
  test('is required', () =>
    expect(refusal(() => apply('rated'))).toEqual([
      { field: 'rating', message: 'required: a whole number from 1 to 5' },
    ]));
});

describe('privacy', () => {
  test.each(['privacy', 'privacy-raised'] as const)('of %s: what is not given stays', (name) => {
    expect(changes(name, {}, { anonymous: true })).toEqual({ anonymous: true });
    expect(changes(name, {}, { confidential: true })).toEqual({ confidential: true });
    expect(changes(name, {}, { anonymous: true, confidential: true })).toEqual({ anonymous: true, confidential: true });
    expect(refusal(() => apply(name))).toEqual([
      { field: 'anonymous', message: 'give anonymous, confidential or both' },
    ]);
  });
  test('is lowered by the reporter', () =>
    expect(changes('privacy', { anonymous: true, confidential: true }, { anonymous: false })).toEqual({
      anonymous: false,
    }));
  test.each([
    [{ anonymous: false }, 'anonymous'],
    [{ confidential: false }, 'confidential'],
    [{ anonymous: true, confidential: false }, 'confidential'],
  ])('is not lowered by staff: %o', (fields, field) =>
    expect(refusal(() => apply('privacy-raised', {}, fields))).toEqual([
      { field, message: 'staff may only raise privacy: the reporter alone may lower it' },
    ]),
  );
});

test('a phone is unreachable from its first failed SMS until it is reachable', () => {
  expect(changes('unreachable')).toEqual({ unreachableAt: at });
  expect(changes('unreachable', { unreachableAt: earlier })).toEqual({});
  expect(changes('reachable', { unreachableAt: earlier })).toEqual({ unreachableAt: 'gone' });
});

describe('completed', () => {
  const given = { areaCode: '81.71.02.1019', autoForwardTo: 'bpbd', anonymous: true, confidential: true };
  test('adds what was missing', () => expect(changes('completed', {}, given)).toEqual(given));
  test('leaves what the report has, and lowers no privacy', () => {
    const has = { areaCode: '81.71.02.1010', autoForwardTo: 'dinas-pupr', anonymous: true, confidential: true };
    expect(changes('completed', has, { ...given, anonymous: false, confidential: false })).toEqual({});
    expect(changes('completed', {}, {})).toEqual({});
    expect(changes('completed', {}, { anonymous: false, confidential: false })).toEqual({});
  });
});

describe('attached', () => {
  const photo = (id: string) => ({ id, type: 'image/jpeg', bytes: 1, sha256: 'x' }) as const;
  test('photos are kept by id, in order', () => {
    expect(changes('attached', {}, { attachment: photo('a') })).toEqual({ attachments: ['a'] });
    expect(changes('attached', { attachments: ['a'] }, { attachment: photo('b') })).toEqual({
      attachments: ['a', 'b'],
    });
  });
  test('a photo is required', () =>
    expect(refusal(() => apply('attached'))).toEqual([{ field: 'attachment', message: 'required' }]));
});

describe('step-fired', () => {
  const rung = { clockStage: 2, step: 2, of: 4 };
  test('counts steps of the total and of the stage clock apart', () => {
    expect(changes('step-fired', { totalRungs: 1 }, { rung: { ...rung, clock: 'total' } })).toEqual({ totalRungs: 2 });
    expect(changes('step-fired', {}, { rung: { ...rung, clock: 'received' } })).toEqual({
      clock: { ...fresh.clock, rungs: 2 },
    });
  });
  test('of a stage whose clock is gone changes nothing', () => {
    const { clock: _, ...still } = fresh;
    const fired = command('remind', 'system', { rung: { ...rung, clock: 'received' } });
    const context = {
      command: fired,
      at,
      from: 'RECEIVED',
      coordinatorAgencyId: 'x',
      calendar: ambonCalendar,
    } as const;
    expect(effects['step-fired'](still, context)).toEqual(still);
  });
  test('a step is required', () =>
    expect(refusal(() => apply('step-fired'))).toEqual([{ field: 'rung', message: 'required' }]));
});
