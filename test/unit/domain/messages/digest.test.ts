/** The boundaries of the daily digest, and its words. */
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { createCalendar } from '../../../../functions/domain/deadlines/calendar.ts';
import { digestNotice, digestOf, digestSms, joined } from '../../../../functions/domain/messages/digest.ts';
import { ambon, ambonCalendar, wit } from '../../../support/ambon.ts';
import { filed } from '../../../support/complaints.ts';

const base = filed('2026-03-02 10:00').complaint;
const { dueOn: _, dueAt: __, ...undated } = base;
let last = 0;
const complaint = (over: Partial<Complaint> = {}): Complaint => ({
  ...undated,
  id: `AMB-${String((last += 1)).padStart(7, '2')}`,
  state: 'IN_PROGRESS',
  ...over,
});
/** Due at the end of a local day. */
const due = (dueOn: string, over: Partial<Complaint> = {}) =>
  complaint({ dueOn, dueAt: wit(`${dueOn} 23:59:59.999`).toISOString(), ...over });
const digest = (queue: Complaint[], local: string, calendar = ambonCalendar) => {
  const made = digestOf(queue, calendar, wit(local));
  return made && Object.fromEntries(Object.entries(made).map(([name, all]) => [name, all.map((c) => c.id)]));
};

describe('a complaint is late', () => {
  const one = complaint({ dueOn: '2026-03-12', dueAt: '2026-03-12T15:00:00.000Z' });
  test.each([
    ['2026-03-12 23:59:59.999', 'soon'],
    ['2026-03-13 00:00:00.000', 'late'],
    ['2026-03-13 00:00:00.001', 'late'],
  ])('at %s it is %s', (local, where) => {
    expect(digest([one], local)).toEqual({ fresh: [], soon: [], late: [], [where]: [one.id] });
  });

  test('and then neither new nor soon', () => {
    const fresh = due('2026-03-12', { state: 'FORWARDED' });
    expect(digest([fresh], '2026-03-13 00:00')).toEqual({ fresh: [], soon: [], late: [fresh.id] });
    expect(digest([fresh], '2026-03-12 07:00')).toEqual({ fresh: [fresh.id], soon: [fresh.id], late: [] });
  });
});

describe('a complaint is soon due', () => {
  const [thursday, friday, monday, tuesday] = ['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-17'].map((d) =>
    due(d),
  );
  test('today and on the next working day, not on the one after', () => {
    const all = [thursday!, friday!, monday!, tuesday!];
    expect(digest(all, '2026-03-12 07:30')?.['soon']).toEqual([thursday!.id, friday!.id]);
    expect(digest(all.slice(1), '2026-03-13 07:30')?.['soon']).toEqual([friday!.id, monday!.id]);
    expect(digest(all.slice(2), '2026-03-14 07:30')?.['soon']).toEqual([monday!.id]);
  });

  test('beyond the loaded calendar tomorrow, and no day more', () => {
    const calendar = createCalendar(ambon.city, []);
    expect(digest([due('2026-03-13'), due('2026-03-14')], '2026-03-12 07:30', calendar)?.['soon']).toHaveLength(1);
  });

  test('an error that is none of the calendar’s end is thrown', () => {
    const calendar = {
      ...ambonCalendar,
      nthWorkingDayAfter: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => digest([thursday!], '2026-03-12 07:30', calendar)).toThrow(TypeError);
  });
});

test('there is none where nothing is new, soon or late', () => {
  expect(digest([], '2026-03-12 07:30')).toBeUndefined();
  expect(digest([complaint(), due('2026-04-30')], '2026-03-12 07:30')).toBeUndefined();
  const fresh = complaint({ state: 'FORWARDED' });
  expect(digest([fresh, complaint()], '2026-03-12 07:30')).toEqual({ fresh: [fresh.id], soon: [], late: [] });
});

describe('the notice', () => {
  const fresh = complaint({ state: 'FORWARDED' });
  const [soon, late] = [due('2026-03-12'), due('2026-03-09')];

  test('counts all and lists the late first, with their last days', () => {
    expect(digestNotice('bpbd', { fresh: [fresh], soon: [soon], late: [late] }, ambon.city)).toEqual({
      agency: 'bpbd',
      office: 'liaison',
      level: 'digest',
      subject: '[Tanggap] Ringkasan: 1 belum ditanggapi, 1 segera jatuh tempo, 1 lewat batas',
      body: [
        'Ringkasan hari ini: 1 belum ditanggapi, 1 segera jatuh tempo, 1 lewat batas.',
        '',
        'Lewat batas:',
        `- ${late.id}, batas 9 Mar 2026`,
        '',
        'Jatuh tempo hari ini atau hari kerja berikutnya:',
        `- ${soon.id}, batas 12 Mar 2026`,
        '',
        'Belum ditanggapi:',
        `- ${fresh.id}`,
        '',
      ].join('\n'),
    });
  });

  test('leaves out what there is none of', () => {
    const { body } = digestNotice('bpbd', { fresh: [fresh], soon: [], late: [] }, ambon.city);
    expect(body.split('\n')).toEqual([
      'Ringkasan hari ini: 1 belum ditanggapi, 0 segera jatuh tempo, 0 lewat batas.',
      '',
      'Belum ditanggapi:',
      `- ${fresh.id}`,
      '',
    ]);
  });

  test('lists ten of a kind, and says how many more there are', () => {
    const many = (n: number) => Array.from({ length: n }, () => complaint({ state: 'FORWARDED' }));
    const linesOf = (n: number) =>
      digestNotice('bpbd', { fresh: many(n), soon: [], late: [] }, ambon.city)
        .body.split('\n')
        .filter((line) => line.startsWith('- '));
    expect(linesOf(10)).toHaveLength(10);
    expect(linesOf(10).join()).not.toContain('lagi');
    expect(linesOf(12)).toHaveLength(11);
    expect(linesOf(12).at(-1)).toBe('- dan 2 lagi');
  });
});

describe('the SMS', () => {
  const counts = (fresh: number, soon: number, late: number) =>
    `Tanggap hari ini: ${fresh} belum ditanggapi, ${soon} segera jatuh tempo, ${late} lewat batas.`;

  test('names the late, then the soon, then the new, each once', () => {
    const [fresh, soon, late] = [complaint(), complaint(), complaint()];
    expect(digestSms({ fresh: [fresh, soon], soon: [soon], late: [late] })).toBe(
      `${counts(2, 1, 1)} Dahulukan: ${late.id}, ${soon.id}, ${fresh.id}`,
    );
    expect(digestSms({ fresh: [], soon: [], late: [] })).toBe(counts(0, 0, 0));
  });

  test('has as many ids as 160 characters hold', () => {
    const text = digestSms({ fresh: [], soon: [], late: Array.from({ length: 30 }, () => complaint()) });
    expect(text.length).toBeLessThanOrEqual(160);
    expect(text.length + ', AMB-2222222'.length).toBeGreaterThan(160);
  });
});

test('those of several agencies are joined, each kind by itself', () => {
  const [a, b, c, d, e, f] = Array.from({ length: 6 }, () => complaint());
  expect(
    joined([
      { fresh: [a!], soon: [b!], late: [c!] },
      { fresh: [d!], soon: [e!], late: [f!] },
    ]),
  ).toEqual({ fresh: [a, d], soon: [b, e], late: [c, f] });
});
