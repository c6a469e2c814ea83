/** The lifecycle table is complete and true to itself; what it renders to is the table of domain.md b4. */
import { describe, expect, test } from 'vitest';
import {
  action,
  party,
  priorStates,
  rowFor,
  rows,
  state,
  states,
  texts,
  type State,
} from '../../functions/domain/lifecycle.ts';
import { nextSteps } from '../../functions/domain/next-steps.ts';
import { clockName } from '../../functions/domain/policy.ts';
import { ambonPolicy } from '../support/ambon.ts';

const exits = (from: State) => rows.filter((r) => r.from.includes(from) && r.to !== 'same');
/** Their actions come with issue 3, as rows; a state that gets one must leave this list. */
const notYetReachable: State[] = ['NEEDS_INFO', 'RETURNED', 'DUPLICATE', 'ARCHIVED', 'WITHDRAWN'];

describe('the table', () => {
  test('has a way out of every open state that can be reached', () => {
    const open = state.options.filter((s) => states[s].open && !notYetReachable.includes(s));
    expect(open.filter((s) => exits(s).length === 0)).toEqual([]);
  });

  test('reaches every state but those of the next issue', () => {
    const reached = new Set(['RECEIVED', ...rows.flatMap((r) => (r.to === 'same' ? [] : [r.to]))]);
    expect(state.options.filter((s) => !reached.has(s))).toEqual(notYetReachable);
  });

  test('has a row for every action but filing, and a rule for its text', () => {
    expect(action.options.filter((a) => !rows.some((r) => r.action === a))).toEqual(['file']);
    expect(Object.keys(texts).sort()).toEqual([...action.options].sort());
  });

  test('has at most one row for an action in a state', () => {
    const pairs = rows.flatMap((r) => r.from.map((s) => `${r.action} in ${s}`));
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
    expect([...clocks, ...started].filter((c) => ambonPolicy.clocks[c] === undefined)).toEqual([]);
    expect(new Set([...clocks, ...started])).toEqual(new Set(clockName.options));
  });

  test('lets no staff member close: only the reporter or silence does', () => {
    const closers = rows.filter((r) => r.to === 'CLOSED').flatMap((r) => r.by);
    expect(new Set(closers)).toEqual(new Set(['reporter', 'system']));
  });

  test('lets only the reporter lower privacy', () => {
    expect(rows.filter((r) => r.effects?.includes('privacy')).flatMap((r) => r.by)).toEqual(['reporter']);
  });
});

describe('as the condition of a write', () => {
  test('an action may come only from the states that have a row for it', () => {
    expect(priorStates('answer')).toEqual(['FORWARDED', 'IN_PROGRESS']);
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
        'complete by reporter: same',
      ],
    ],
    ['FORWARDED', 'Belum ditindaklanjuti', ['respond by owner: IN_PROGRESS', 'answer by owner: ANSWERED']],
    ['IN_PROGRESS', 'Proses', ['answer by owner: ANSWERED', 'update by owner: same']],
    [
      'ANSWERED',
      'Ditindaklanjuti, menunggu tanggapan',
      [
        'update by owner: same, answered starts anew',
        'accept by reporter: CLOSED',
        'object by reporter: IN_PROGRESS, reopened starts anew',
        'close by system: CLOSED',
        'comment by reporter: same, answered starts anew',
      ],
    ],
    ['CLOSED', 'Selesai', ['rate by reporter: same']],
  ] as const)('%s (%s) is left as domain.md says', (from, label, wanted) => {
    const everywhere = new Set(['note', 'restrict', 'privacy', 'attach', 'revive', 'remind', 'escalate', 'hand-over']);
    const rendered = rows
      .filter((r) => r.from.includes(from) && !everywhere.has(r.action))
      .filter((r) => !(r.action === 'verify' && r.to === 'same') && !(r.action === 'comment' && r.clock === undefined))
      .map((r) => `${r.action} by ${r.by.join(', ')}: ${r.to}${r.clock ? `, ${r.clock} starts anew` : ''}`);
    expect(states[from].label).toBe(label);
    expect(rendered).toEqual(wanted);
  });

  test('every state says what happens next', () => {
    expect(state.options.filter((s) => nextSteps[s].length < 10)).toEqual([]);
  });
});
