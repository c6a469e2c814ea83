/** Who is there on a day, who acts for whom, and which offices an edit empties. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Officer } from '../../../../functions/domain/city/records.ts';
import { actingFor, isPresent, postsOf, vacanciesAfter } from '../../../../functions/domain/city/officers.ts';

const officer = (subject: string, over: Partial<Officer> = {}): Officer => ({
  version: 1,
  subject,
  name: subject,
  role: 'liaison',
  office: 'liaison',
  agencies: ['dlh'],
  ...over,
});
const away = (from: string, to: string) => ({ absence: { from, to } });
const liaisonOf = (agencyId: string) => ({ office: 'liaison', agencyId }) as const;
const who = (officers: Officer[], day: string, post = liaisonOf('dlh')) =>
  actingFor(officers, post, day).map((a) =>
    a.deputyFor ? `${a.officer.subject} for ${a.deputyFor}` : a.officer.subject,
  );

describe('presence', () => {
  test.each([
    ['2026-03-09', true],
    ['2026-03-10', false],
    ['2026-03-12', false],
    ['2026-03-13', true],
    ['2026-03-31', true],
    ['2026-04-01', false],
  ])('on %s is %s: absent from the 10th to the 12th, in force until the 31st', (day, present) => {
    expect(isPresent(officer('a', { ...away('2026-03-10', '2026-03-12'), validTo: '2026-03-31' }), day)).toBe(present);
  });
});

describe('a post', () => {
  test('is held for each agency, or once in the city', () => {
    expect(postsOf(officer('a', { agencies: ['dlh', 'dinkes'] }))).toEqual([liaisonOf('dlh'), liaisonOf('dinkes')]);
    expect(postsOf(officer('a', { role: 'supervisor', office: 'mayor', agencies: [] }))).toEqual([{ office: 'mayor' }]);
    expect(postsOf(officer('a', { role: 'admin', office: undefined }))).toEqual([]);
  });

  test('is of its own agency only', () => {
    expect(who([officer('a'), officer('b', { agencies: ['dinkes'] })], '2026-03-10')).toEqual(['a']);
  });

  test('of an absent officer is filled by the deputy, or the deputy of the deputy', () => {
    const a = officer('a', { ...away('2026-03-10', '2026-03-12'), deputy: 'b' });
    // Office or none: the role and the agency are what lets a deputy act.
    const b = officer('b', { office: undefined, deputy: 'c' });
    const c = officer('c', { office: undefined, agencies: ['dinkes', 'dlh'] });
    expect(who([a, b, c], '2026-03-10')).toEqual(['b for a']);
    expect(who([a, { ...b, ...away('2026-03-10', '2026-03-10') }, c], '2026-03-10')).toEqual(['c for a']);
    expect(who([a, b, c], '2026-03-13')).toEqual(['a']);
  });

  test.each([
    ['of another role', { role: 'supervisor', office: 'agency-head' }],
    ['of another agency', { agencies: ['dinkes'] }],
    ['who only reads', { role: 'auditor', office: undefined }],
  ] as const)('is vacant with a deputy %s, who could do nothing', (_, over) => {
    const a = officer('a', { ...away('2026-03-10', '2026-03-12'), deputy: 'b' });
    expect(who([a, officer('b', over as Partial<Officer>)], '2026-03-10')).toEqual([]);
  });

  test('is vacant when deputies only name each other, or nobody', () => {
    const gone = away('2026-03-10', '2026-03-12');
    expect(who([officer('a', { ...gone, deputy: 'b' }), officer('b', { ...gone, deputy: 'a' })], '2026-03-11')).toEqual(
      [],
    );
    expect(who([officer('a', { ...gone, deputy: 'unknown' })], '2026-03-11')).toEqual([]);
    expect(
      who([officer('a', { validTo: '2026-03-01', deputy: 'b' }), officer('b', { agencies: ['x'] })], '2026-03-11'),
    ).toEqual([]);
  });

  test('names each person once, whoever they are, and always ends', () => {
    const names = ['a', 'b', 'c', 'd'];
    const people = fc.tuple(
      ...names.map((subject) =>
        fc
          .record({ deputy: fc.option(fc.constantFrom(...names), { nil: undefined }), absent: fc.boolean() })
          .map(({ deputy, absent }) =>
            officer(subject, { ...(deputy && { deputy }), ...(absent && away('2026-03-10', '2026-03-12')) }),
          ),
      ),
    );
    fc.assert(
      fc.property(people, (officers) => {
        const acting = actingFor(officers, liaisonOf('dlh'), '2026-03-11').map((a) => a.officer);
        expect(new Set(acting.map((o) => o.subject)).size).toBe(acting.length);
        expect(acting.every((o) => isPresent(o, '2026-03-11'))).toBe(true);
        // All hold the post here, so it is vacant only when all are away.
        expect(acting.length === 0).toBe(officers.every((o) => o.absence !== undefined));
      }),
    );
  });
});

describe('an edit', () => {
  const today = '2026-03-10';
  const after = (before: Officer | undefined, edited: Officer, others: Officer[] = []) =>
    vacanciesAfter([...others, edited], { before, after: edited }, today);
  const a = officer('a');

  test('that retires the only one leaves the office vacant the day after', () => {
    expect(after(a, { ...a, validTo: '2026-03-31' })).toEqual([{ ...liaisonOf('dlh'), from: '2026-04-01' }]);
    expect(after(a, { ...a, validTo: '2026-03-31' }, [officer('b')])).toEqual([]);
    expect(after(a, { ...a, validTo: '2025-01-01' })).toEqual([{ ...liaisonOf('dlh'), from: today }]);
  });

  test('that moves the only one elsewhere leaves the old agency vacant', () => {
    expect(after(a, { ...a, agencies: ['dinkes'] })).toEqual([{ ...liaisonOf('dlh'), from: today }]);
  });

  test('of an absence is silent only with a deputy who is there all the time', () => {
    const absent = { ...a, ...away('2026-04-01', '2026-04-10'), deputy: 'b' };
    const b = officer('b', { office: undefined });
    expect(after(a, absent, [b])).toEqual([]);
    expect(after(a, absent, [{ ...b, ...away('2026-04-05', '2026-04-06') }])).toEqual([
      { ...liaisonOf('dlh'), from: '2026-04-05' },
    ]);
    expect(after(a, { ...absent, deputy: undefined }, [b])).toEqual([{ ...liaisonOf('dlh'), from: '2026-04-01' }]);
  });

  test('of a deputy looks at those he stands in for', () => {
    const absent = { ...a, ...away(today, '2026-03-20'), deputy: 'b' };
    const b = officer('b', { office: undefined });
    expect(after(b, { ...b, validTo: '2026-03-15' }, [absent])).toEqual([{ ...liaisonOf('dlh'), from: '2026-03-16' }]);
  });

  test('says nothing of offices that others leave empty, unless it is their deputy', () => {
    const other = officer('c', { agencies: ['dinkes'], ...away(today, '2026-03-20'), deputy: 'x' });
    expect(after(a, { ...a, validTo: '2026-03-31' }, [other])).toEqual([{ ...liaisonOf('dlh'), from: '2026-04-01' }]);
  });

  test('names each office once, with the first day on which it is empty', () => {
    const two = { ...a, agencies: ['dlh', 'dinkes'], validTo: '2026-03-31' };
    const c = officer('c', { agencies: ['dinkes'], ...away('2026-04-05', '2026-04-06') });
    const d = officer('d', { agencies: ['dinkes'], ...away('2026-04-02', '2026-04-09') });
    expect(after({ ...two, validTo: undefined }, two, [c, d])).toEqual([
      { ...liaisonOf('dlh'), from: '2026-04-01' },
      { ...liaisonOf('dinkes'), from: '2026-04-05' },
    ]);
  });

  test('of a head of an agency is about that agency’s head', () => {
    const head = officer('h', { role: 'supervisor', office: 'agency-head' });
    const other = officer('i', { role: 'supervisor', office: 'agency-head', agencies: ['dinkes'] });
    expect(after(head, { ...head, validTo: '2026-03-31' }, [other, a])).toEqual([
      { office: 'agency-head', agencyId: 'dlh', from: '2026-04-01' },
    ]);
    const mayor = officer('m', { role: 'supervisor', office: 'mayor', agencies: [] });
    expect(after(mayor, { ...mayor, validTo: '2026-03-31' })).toEqual([{ office: 'mayor', from: '2026-04-01' }]);
  });
});
