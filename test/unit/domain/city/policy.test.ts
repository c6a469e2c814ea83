/** The policy in force on a day, and the edges of its schema. */
import { describe, expect, test } from 'vitest';
import { policy, policyInForce, policyOn, type Policy } from '../../../../functions/domain/city/policy.ts';
import { ambonPolicy } from '../../../support/ambon.ts';
import { misjudged, type Edge } from '../../../support/schemas.ts';

const of = (version: number, validFrom: string, validTo?: string): Policy => ({
  ...ambonPolicy,
  version,
  validFrom,
  ...(validTo === undefined ? {} : { validTo }),
});

describe('the policy in force', () => {
  const all = [of(3, '2026-07-01'), of(1, '2026-01-01'), of(2, '2026-03-01', '2026-03-31')];
  test.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 1],
    ['2026-02-28', 1],
    ['2026-03-01', 2],
    ['2026-03-31', 2],
    ['2026-04-01', 1],
    ['2026-06-30', 1],
    ['2026-07-01', 3],
  ])('on %s is number %s', (day, version) => {
    expect(policyInForce(all, day)?.version).toBe(version);
    expect(policyInForce(all.toReversed(), day)?.version).toBe(version);
  });

  test('of two that begin on one day is the higher number', () => {
    const two = [of(12, '2026-01-01'), of(3, '2026-01-01')];
    expect(policyInForce(two, '2026-02-01')?.version).toBe(12);
    expect(policyInForce(two.toReversed(), '2026-02-01')?.version).toBe(12);
  });

  test('must be one', () => {
    expect(policyOn(all, '2026-01-01').version).toBe(1);
    expect(() => policyOn(all, '2025-12-31')).toThrow(/2025-12-31/);
  });
});

describe('a policy', () => {
  const step = { act: 'remind', office: 'mayor', at: { wd: 1 } };
  test.each<Edge>([
    ['version', [1], [0, 1.5, undefined]],
    ['edit', [1, undefined], [0, 1.5]],
    ['validFrom', ['2026-01-01'], ['x', undefined]],
    ['validTo', ['2026-01-01', undefined], ['x']],
    ['reopenWindow', [1, 1000], [0, 1001, 1.5, undefined]],
    ['tracks.ordinary', [1, 1000], [0, 1001, undefined]],
    ['tracks.other', [], [1]],
    ['clocks.received.limit', [1, 1000, undefined], [0, 1001]],
    ['clocks.received.cutByTotal', [true, false], [undefined]],
    ['clocks.received.x', [], [1]],
    ['clocks.received', [], [undefined]],
    ['clocks.other', [], [ambonPolicy.clocks.received]],
    ['total.x', [], [1]],
    [
      'total.rungs',
      [
        [],
        [step],
        [{ ...step, act: 'escalate' }],
        ...['remind-reporter', 'archive', 'close', 'hand-over'].map((act) => [{ act, at: { wd: 1 } }]),
      ],
      [
        undefined,
        [{ ...step, act: 'close' }],
        [{ act: 'remind', at: { wd: 1 } }],
        [{ act: 'escalate', at: { wd: 1 } }],
        [{ ...step, act: 'other' }],
        [{ act: 'archive', at: { wd: 1 }, x: 1 }],
        [{ act: 'hand-over', at: { wd: 1 }, x: 1 }],
        [{ act: 'remind-reporter', at: { wd: 1 }, x: 1 }],
      ],
    ],
    [
      'total.rungs.0.at',
      [{ wd: 1 }, { wd: 1000 }, { percent: 1 }, { percent: 99 }, { afterDue: 0 }, { afterDue: 1000 }],
      [
        {},
        { wd: 0 },
        { wd: 1001 },
        { percent: 0 },
        { percent: 100 },
        { percent: 1.5 },
        { afterDue: -1 },
        { afterDue: 1001 },
        { afterDue: 0.5 },
        { wd: 1, percent: 1 },
        undefined,
      ],
    ],
  ])('%s', (...edge) => expect(misjudged(policy, ambonPolicy, edge)).toEqual([]));

  test('that was never edited is at edit 1', () => {
    const { edit: _, ...rest } = ambonPolicy;
    expect(policy.parse(rest).edit).toBe(1);
  });
});
