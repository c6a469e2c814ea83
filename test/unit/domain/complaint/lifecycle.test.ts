/** The lifecycle table is complete and true to itself; what it renders to is the table of docs/service.md#states-and-actions. */
import { describe, expect, test } from 'vitest';
import { action, party, state, states } from '../../../../functions/domain/complaint/lifecycle.ts';
import { priorStates, rowFor, rows } from '../../../../functions/domain/complaint/lifecycle-rows.ts';
import { texts } from '../../../../functions/domain/complaint/action-texts.ts';
import { nextSteps } from '../../../../functions/domain/complaint/labels.ts';
import { clockName, stageClockOf } from '../../../../functions/domain/city/policy.ts';
import { ambonPolicy } from '../../../support/ambon.ts';

const exits = (from: (typeof state.options)[number]) => rows.filter((r) => r.from.includes(from) && r.to !== 'same');

describe('the table', () => {
  test('has a way out of every open state', () => {
    const open = state.options.filter((s) => states[s].open);
    expect(open.filter((s) => exits(s).length === 0)).toEqual([]);
  });

  test('reaches every state', () => {
    const reached = new Set<string>(['RECEIVED', ...rows.map((r) => r.to)]);
    expect(state.options.filter((s) => !reached.has(s))).toEqual([]);
  });

  test('goes back only from states that a row with something set aside leads to', () => {
    const back = rows.filter((r) => r.to === 'before').flatMap((r) => r.from);
    const aside = rows.filter((r) => r.effects?.includes('set-aside')).map((r) => r.to);
    expect(new Set(back)).toEqual(new Set(aside));
  });

  test('has a row for every action but filing, and a rule for its text', () => {
    expect(action.options.filter((a) => !rows.some((r) => r.action === a))).toEqual(['file']);
    expect(Object.keys(texts).sort()).toEqual([...action.options].sort());
  });

  test('has at most one row for an action in a state, and one more for an answer that promises the work', () => {
    const pairs = rows.flatMap((r) => r.from.map((s) => `${r.action}${r.scheduling ? ', scheduling' : ''} in ${s}`));
    expect(pairs.filter((p, i) => pairs.indexOf(p) !== i)).toEqual([]);
  });

  test('names for every row somebody who may, and a state to come from', () => {
    expect(rows.filter((r) => r.by.length === 0 || r.from.length === 0)).toEqual([]);
    expect(new Set(rows.flatMap((r) => r.by))).toEqual(new Set(party.options));
  });

  test('gives every open state a clock that the policy knows, and closed ones none', () => {
    const clocks = state.options.flatMap((s) => states[s].clock ?? []);
    const started = rows.flatMap((r) => r.clock ?? []);
    expect(state.options.filter((s) => states[s].open !== (states[s].clock !== undefined))).toEqual([]);
    expect([...clocks, ...started].filter((c) => stageClockOf(ambonPolicy, c) === undefined)).toEqual([]);
    expect(new Set([...clocks, ...started])).toEqual(new Set(clockName.options));
  });

  test('lets no agency close: only the reporter or silence does, and the coordinator what could not be read', () => {
    const closers = rows.filter((r) => r.to === 'CLOSED').flatMap((r) => r.by);
    expect(new Set(closers)).toEqual(new Set(['reporter', 'system', 'coordinator']));
  });

  test('lets only the reporter lower privacy', () => {
    expect(rows.filter((r) => r.effects?.includes('privacy')).flatMap((r) => r.by)).toEqual(['reporter']);
  });
});

describe('as the condition of a write', () => {
  test('an action may come only from the states that have a row for it', () => {
    expect(priorStates('answer')).toEqual(['FORWARDED', 'IN_PROGRESS', 'SCHEDULED']);
    expect(priorStates('note')).toEqual(state.options);
    expect(priorStates('file')).toEqual([]);
    for (const a of action.options) expect(priorStates(a)).toEqual(state.options.filter((s) => rowFor(a, s)));
  });
});

describe('as people read it', () => {
  test.each([
    [
      'RECEIVED',
      'Diterima',
      [
        'verify by coordinator: FORWARDED',
        'forward by system: FORWARDED',
        'keep by coordinator: IN_PROGRESS',
        'ask by coordinator: NEEDS_INFO',
        'merge by coordinator: DUPLICATE',
        'archive by coordinator: ARCHIVED',
        'classify by coordinator: same',
        'complete by reporter: same',
      ],
    ],
    [
      'NEEDS_INFO',
      'Menunggu kelengkapan',
      ['reply by reporter: before', 'archive by coordinator, system: ARCHIVED', 'classify by coordinator: same'],
    ],
    [
      'FORWARDED',
      'Belum ditindaklanjuti',
      [
        'ask by owner: NEEDS_INFO',
        'respond by owner: IN_PROGRESS',
        'return by owner: RETURNED',
        'merge by coordinator: DUPLICATE',
        'answer by owner: ANSWERED',
        'answer by owner: SCHEDULED, scheduled starts anew',
        'classify by coordinator: same',
        'propose by owner: same',
      ],
    ],
    [
      'RETURNED',
      'Bukan kewenangan',
      [
        'reroute by coordinator: FORWARDED',
        'assign by arbiter: FORWARDED',
        'archive by coordinator: ARCHIVED',
        'classify by coordinator: same',
      ],
    ],
    [
      'IN_PROGRESS',
      'Proses',
      [
        'ask by owner: NEEDS_INFO',
        'return by owner: RETURNED',
        'merge by coordinator: DUPLICATE',
        'answer by owner: ANSWERED',
        'answer by owner: SCHEDULED, scheduled starts anew',
        'update by owner, contributor: same',
        'classify by coordinator: same',
        'propose by owner: same',
      ],
    ],
    [
      'SCHEDULED',
      'Dijadwalkan',
      [
        'answer by owner: ANSWERED',
        'answer by owner: SCHEDULED, scheduled starts anew',
        'resume by system: IN_PROGRESS, reopened starts anew',
        'update by owner, contributor: same',
        'object by reporter: IN_PROGRESS, reopened starts anew',
      ],
    ],
    [
      'ANSWERED',
      'Ditindaklanjuti, menunggu tanggapan',
      [
        'update by owner, contributor: same, answered starts anew',
        'accept by reporter: CLOSED',
        'object by reporter: IN_PROGRESS, reopened starts anew',
        'close by system: CLOSED',
        'finish by coordinator: CLOSED',
        'comment by reporter: same, answered starts anew',
      ],
    ],
    ['CLOSED', 'Selesai', ['reopen by reporter: IN_PROGRESS, reopened starts anew', 'rate by reporter: same']],
    ['DUPLICATE', 'Gabungan', ['unmerge by coordinator: before']],
    ['ARCHIVED', 'Diarsipkan', ['restore by coordinator: before']],
    ['WITHDRAWN', 'Dicabut', ['restore by reporter: before']],
  ] as const)('%s (%s) is left as docs/service.md says', (from, label, wanted) => {
    const system = ['revive', 'unreachable', 'reachable', 'recalculate', 'remind', 'escalate', 'hand-over'];
    const anybody = ['note', 'restrict', 'privacy', 'attach', 'withdraw', 'involve', 'release'];
    const everywhere = new Set<string>([...anybody, ...system]);
    const rendered = rows
      .filter((r) => r.from.includes(from) && !everywhere.has(r.action))
      .filter((r) => !(r.action === 'verify' && r.to === 'same') && !(r.action === 'comment' && r.clock === undefined))
      .map((r) => `${r.action} by ${r.by.join(', ')}: ${r.to}${r.clock ? `, ${r.clock} starts anew` : ''}`);
    expect(states[from].label).toBe(label);
    expect(rendered).toEqual(wanted);
  });

  test('a reporter may withdraw from every open state, and from no other', () => {
    expect(priorStates('withdraw')).toEqual(state.options.filter((s) => states[s].open));
  });

  test('every state says what happens next', () => {
    expect(state.options.filter((s) => nextSteps[s].length < 10)).toEqual([]);
  });
});
