/** Small rules of a complaint: who may know of it, who holds it, how it begins, and which actions are offered. */
import { describe, expect, test } from 'vitest';
import { mayCompare, mayExport } from '../../../../functions/domain/complaint/authorization.ts';
import { texts } from '../../../../functions/domain/complaint/action-texts.ts';
import { allowedActions, allowedRow } from '../../../../functions/domain/complaint/allowed-actions.ts';
import { attachmentId, imageTypeOf } from '../../../../functions/domain/complaint/attachments.ts';
import { checkChain, hashText } from '../../../../functions/domain/complaint/chain.ts';
import {
  channel,
  complaint as schema,
  contact,
  event,
  holderOf,
  isPublic,
} from '../../../../functions/domain/complaint/complaint.ts';
import { defaultTrack } from '../../../../functions/domain/complaint/filing.ts';
import { accessRecord, identity } from '../../../../functions/domain/complaint/identity.ts';
import { action as anyAction, state } from '../../../../functions/domain/complaint/lifecycle.ts';
import { decideIfAllowed } from '../../../../functions/domain/complaint/transition.ts';
import { rulesAt } from '../../../support/ambon.ts';
import { agencyId, command, filed, steps, story } from '../../../support/complaints.ts';
import { officers } from '../../../support/staff.ts';

const day = '2026-03-16 10:00';
const forwarded = () => story(filed('2026-03-13 10:00'), steps.forwarded(day)).complaint;

describe('the public', () => {
  test.each([
    [{ verifiedAt: '2026-03-16T01:00:00.000Z', confidential: false }, true],
    [{ verifiedAt: '2026-03-16T01:00:00.000Z', confidential: true }, false],
    [{ confidential: false }, false],
    [{ confidential: true }, false],
  ])('may know of %j: %s', (complaint, known) => expect(isPublic(complaint)).toBe(known));
});

test('a returned complaint has no holder, every other one its agency', () => {
  expect(holderOf({ state: 'RETURNED', agencyId })).toBeUndefined();
  for (const other of state.exclude(['RETURNED']).options) expect(holderOf({ state: other, agencyId })).toBe(agencyId);
  expect(holderOf({ agencyId })).toBe(agencyId);
});

describe('an officer', () => {
  test.each([
    [['coordinator', 'staff'], true],
    [['owner', 'staff'], true],
    [['contributor', 'staff'], false],
    [['arbiter', 'staff'], false],
    [[], false],
  ] as const)('who acts as %j may search for duplicates: %s', (parties, may) => expect(mayCompare(parties)).toBe(may));

  test.each([
    ['coordinator', true],
    ['auditor', true],
    ['mayor', true],
    ['citySecretary', true],
    ['diskominfoHead', true],
    ['agencyHead', false],
    ['liaison', false],
    ['admin', false],
  ] as const)('such as the %s may export the Ombudsman’s file: %s', (who, may) =>
    expect(mayExport(officers[who])).toBe(may),
  );
});

test.each([
  ['permintaan-informasi', 'information'],
  ['pengaduan', 'ordinary'],
  ['aspirasi', 'ordinary'],
] as const)('the track of %s is %s', (complaintClass, track) => expect(defaultTrack(complaintClass)).toBe(track));

describe('the first event', () => {
  const first = (over: Parameters<typeof filed>[1]) => filed(day, over).event;

  test('tells that a report came by SMS, and no other channel', () => {
    expect(first({ channel: 'sms' })).toMatchObject({ channel: 'sms' });
    for (const other of ['api', 'open311', 'staff'] as const)
      expect(first({ channel: other })).not.toHaveProperty('channel');
  });

  test('has the candidates that the reporter was told of, if any', () => {
    expect(first({ possibleDuplicates: ['AMB-2222222'] })).toMatchObject({ possibleDuplicates: ['AMB-2222222'] });
    expect(first({ possibleDuplicates: [] })).not.toHaveProperty('possibleDuplicates');
    expect(first({})).not.toHaveProperty('possibleDuplicates');
  });
});

describe('the actions offered', () => {
  test('are those that the table allows, each once, in its order', () => {
    const complaint = forwarded();
    const rules = rulesAt(day);
    for (const parties of [['owner', 'staff'], ['coordinator', 'staff'], ['reporter'], ['system'], []] as const) {
      const allowed = anyAction.options.filter((action) => {
        try {
          return Boolean(allowedRow(complaint, { action, parties }, rules));
        } catch {
          return false;
        }
      });
      expect(allowedActions(complaint, parties, rules).toSorted()).toEqual(allowed.toSorted());
    }
    expect(allowedActions(complaint, ['reporter'], rules)).toEqual(expect.arrayContaining(['comment', 'withdraw']));
    expect(allowedActions(complaint, [], rules)).toEqual([]);
  });
});

describe('an action that is refused', () => {
  const decided = (...[action, by, fields]: Parameters<typeof command>) =>
    decideIfAllowed(forwarded(), command(action, by, fields), rulesAt(day));

  test('makes no change: by its state, its party, its text', () => {
    expect(decided('accept', 'reporter')).toBeUndefined();
    expect(decided('respond', 'reporter')).toBeUndefined();
    expect(decided('comment', 'reporter')).toBeUndefined();
    expect(decided('respond', 'owner')).toMatchObject({ complaint: { state: 'IN_PROGRESS' } });
  });

  test('by a fault of ours is no refusal', () => {
    const broken = { ...rulesAt(day), salt: undefined as never };
    Object.defineProperty(broken, 'salt', {
      get: () => {
        throw new RangeError('broken');
      },
    });
    expect(() => decideIfAllowed(forwarded(), command('respond', 'owner'), broken)).toThrow(RangeError);
  });
});

test('a text is refused by what the system does and by what needs no word', () => {
  const silent = anyAction.options.filter((action) => texts[action].need === 'none');
  expect(silent.join(' ')).toBe(
    'forward involve release close resume privacy attach remind escalate hand-over recalculate revive unreachable reachable',
  );
  expect(texts.file.need).toBe('required');
});

describe('words that are stored', () => {
  test.each([
    [channel, ['api', 'open311', 'sms', 'staff']],
    [contact, ['mobile', 'landline', 'email', 'none']],
    [event.shape.actor.shape.role, ['reporter', 'coordinator', 'liaison', 'supervisor', 'system']],
  ])('are read: %#', (words, all) => {
    for (const word of all) expect(words.safeParse(word).data).toBe(word);
  });

  test('a settled complaint says true, or nothing', () => {
    expect(schema.safeParse({ ...forwarded(), settled: true }).data?.settled).toBe(true);
    expect(schema.safeParse({ ...forwarded(), settled: false }).success).toBe(false);
  });

  test('an identity and an access have their members', () => {
    const who = { name: 'A', phone: '+62811', email: 'a@b.id' };
    expect(identity.parse({ ...who, nik: '1' })).toEqual(who);
    const access = { complaintId: 'AMB-1', at: 'x', officer: 'o', role: 'liaison', reason: 'r' };
    expect(accessRecord.parse(access)).toEqual(access);
    expect(accessRecord.safeParse({}).success).toBe(false);
  });
});

test('a photo’s id is all of the text, and a WebP both of its marks', () => {
  for (const id of [`${'A'.repeat(16)}x`, `/${'A'.repeat(16)}`]) expect(attachmentId.safeParse(id).success).toBe(false);
  expect(imageTypeOf(Buffer.from('RIFF0000WAVE'))).toBeUndefined();
  expect(imageTypeOf(Buffer.from('XXXX0000WEBP'))).toBeUndefined();
  expect(imageTypeOf(Buffer.from('RIFF0000WEBP'))).toBe('image/webp');
});

describe('a broken chain', () => {
  const { events, texts: said } = story(filed('2026-03-13 10:00'), steps.answered(day));
  const check = (over: Parameters<typeof checkChain>[0], more = said) => checkChain(over, more);

  test('is told by its first fault', () => {
    const without = events.toSpliced(1, 1);
    expect(check(without)).toEqual({ valid: false, version: 3, problem: 'expected version 2' });
    const unlinked = events.with(1, { ...events[1]!, previousHash: 'x' });
    expect(check(unlinked)).toEqual({ valid: false, version: 2, problem: 'does not follow the previous event' });
    const changed = events.with(1, { ...events[1]!, at: '2026-03-15T00:00:00.000Z' });
    expect(check(changed)).toEqual({ valid: false, version: 2, problem: 'was changed after it was written' });
    const stray = [...said, { ...said[0]!, version: events.length + 1 }];
    expect(check(events, stray)).toEqual({
      valid: false,
      version: events.length + 1,
      problem: 'a text without its event',
    });
    expect(hashText(said[0]!)).toBe(events[0]!.textHash);
  });
});
