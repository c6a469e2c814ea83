/** Every SMS: one segment in the worst case, true to its event, and silent about what it must not say. */
import { assert, boolean, constantFrom, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channel, type ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { callText } from '../../../../functions/domain/city/emergency.ts';
import { office } from '../../../../functions/domain/city/records.ts';
import { archiveReasons } from '../../../../functions/domain/complaint/archive-reasons.ts';
import { cannotReasons, outcome } from '../../../../functions/domain/complaint/outcomes.ts';
import { septets, toGsm7 } from '../../../../functions/domain/kernel/gsm7.ts';
import { byWhen, officeNames, showDay, showInstant } from '../../../../functions/domain/messages/message-dates.ts';
import {
  followerTexts,
  renderSms,
  smsFor,
  smsTexts,
  type SmsFacts,
} from '../../../../functions/domain/messages/messages.ts';
import {
  escalationTextsByNumber,
  escalationTextsBySms,
  smsTextsByNumber,
  smsTextsBySms,
} from '../../../../functions/domain/messages/messages-by-sms.ts';
import { confidentialText, silentHandOver, silentTexts } from '../../../../functions/domain/messages/silent-texts.ts';
import { escalationTexts } from '../../../../functions/domain/messages/escalation-texts.ts';
import { outcomeFacts } from '../../../../functions/domain/messages/outcome-facts.ts';
import { noticeFor, noticeTexts } from '../../../../functions/domain/messages/notices.ts';
import { noticeTemplate, smsTemplate, type SmsTemplate } from '../../../../functions/domain/messages/templates.ts';
import { ambon, wit } from '../../../support/ambon.ts';
import { agencyId, filed, steps, story, type Story } from '../../../support/complaints.ts';
import { lives } from '../../../support/models/random-life.ts';
import { runs } from '../../../support/runs.ts';

const training = { ...ambon.city, trainingDay: 10 };
const day = '2026-03-13 10:00';

/** Every form that a date can take: in time, late, not yet known; of the law, of a training. */
const dates = [
  ...['2026-03-25', '2026-08-25', undefined].flatMap((on) => [
    byWhen(ambon.city, on, wit('2026-01-02 10:00')),
    byWhen(ambon.city, on, wit('2026-12-31 10:00')),
  ]),
  byWhen(training, '2026-03-13T01:00:00.000Z', wit('2026-01-02 10:00')),
  byWhen(training, '2026-03-13T01:00:00.000Z', wit('2026-12-31 10:00')),
];
const longest = (all: readonly string[]): string => all.toSorted((a, b) => b.length - a.length)[0]!;

const outcomes = [undefined, ...outcome.options];

const worst: SmsFacts = {
  id: 'AMB-7K3Q9C5',
  agency: 'W'.repeat(24),
  office: longest(Object.values(officeNames)),
  byDue: longest(dates),
  byExpected: longest(dates),
  answered: longest(outcomes.map((o) => outcomeFacts(o).answered)),
  closed: longest(outcomes.map((o) => outcomeFacts(o).closed)),
  ended: longest(outcomes.map((o) => outcomeFacts(o).ended)),
  cannot: longest(Object.values(cannotReasons)),
  number: '0'.repeat(13),
  limit: ' (batas 14:05:30)',
  code: '999',
  until: longest([showDay(ambon.city, '2026-03-25'), showDay(training, '2026-03-13T01:00:00.000Z')]),
  reason: longest(Object.values(archiveReasons)),
  call: callText([
    { name: 'W'.repeat(24), number: '0811123456789', free: true },
    { name: 'W'.repeat(24), number: '112' },
  ]),
  on: longest([showDay(ambon.city, '2026-03-25'), showInstant(training, wit(day))]),
};

const texts: [string, string][] = [
  ...[...Object.entries(smsTextsBySms), ...Object.entries(escalationTextsBySms)].map(
    ([name, text]): [string, string] => [`${name}, by SMS`, text],
  ),
  ...[...Object.entries(smsTextsByNumber), ...Object.entries(escalationTextsByNumber)].map(
    ([name, text]): [string, string] => [`${name}, by a number`, text],
  ),
  ['confidential', confidentialText],
  ['confidential, hand-over', silentHandOver],
  ...Object.entries(silentTexts).map(([state, text]): [string, string] => [`confidential, ${state}`, text]),
  ...Object.entries(smsTexts),
  ...Object.entries(followerTexts).map(([name, text]): [string, string] => [`${name}, follower`, text]),
  ...Object.entries(escalationTexts).flatMap(([clock, { first, last }]): [string, string][] => [
    [`${clock}, first step`, first],
    [`${clock}, last step`, last],
  ]),
];

describe('one segment', () => {
  test.each(texts)('%s', (_, text) => {
    const filled = text.replaceAll(/\{(\w+)\}/g, (__, name: keyof SmsFacts | 'Office') =>
      name === 'Office' ? worst.office : worst[name],
    );
    expect(filled).not.toMatch(/[{}]|undefined/);
    expect(septets(filled)).toBeDefined();
    expect(septets(filled)).toBeLessThanOrEqual(160);
  });

  test.each(ambon.agencies)('$smsName takes at most 24 septets', ({ smsName }) => {
    expect(septets(toGsm7(smsName))).toBeLessThanOrEqual(24);
  });

  test('even with a name that breaks its limit and its alphabet', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 200 }), (agency) => {
        expect(septets(renderSms(smsTexts.answered, { ...worst, agency }))).toBeLessThanOrEqual(160);
      }),
    );
  });
});

const sms = (template: SmsTemplate, { complaint, events }: Story, over: object = {}) =>
  smsFor({
    template,
    event: events.at(-1)!,
    complaint,
    city: ambon.city,
    agency: 'Dinas Perhubungan',
    now: wit('2026-03-13 12:00'),
    ...over,
  });

describe('as the citizen reads it', () => {
  const forwarded = steps.forwarded(day);
  const answered = steps.answered(day);
  const fired = (name: 'remind' | 'escalate' | 'hand-over', rung: object): Story => {
    const told = story(filed(day), forwarded);
    const event = {
      ...told.events.at(-1)!,
      action: name,
      rung: { clock: 'forwarded', clockStage: 2, step: 1, of: 4, ...rung },
    };
    return { ...told, events: [event as ComplaintEvent] };
  };

  test.each<[string, SmsTemplate, Story, object?]>([
    ['received', 'received', story(filed(day), [])],
    ['received, provisional', 'received', story(filed('2027-12-30 10:00'), [])],
    ['received and forwarded', 'received-forwarded', story(filed(day, { autoForwardTo: agencyId }), [])],
    [
      'received, sent when already forwarded',
      'received',
      { ...story(filed(day), forwarded), events: [filed(day).event] },
    ],
    ['forwarded', 'forwarded', story(filed(day), forwarded)],
    ['kept', 'forwarded', story(filed(day), [[day, 'keep', 'coordinator']]), { agency: 'Diskominfo' }],
    ['answered', 'answered', story(filed(day), answered)],
    ['accepted', 'closed', story(filed(day), steps.closed(day))],
    ['closed by silence', 'closed', story(filed(day), [...answered, ['2026-04-08 00:00', 'close', 'system']])],
    ['reminded', 'first-rung', fired('remind', { office: 'liaison' })],
    ['at the mayor', 'last-rung', fired('escalate', { step: 4, office: 'mayor' }), { now: wit('2026-04-06 07:00') }],
    [
      'all too late',
      'last-rung',
      fired('escalate', { clock: 'total', step: 3, of: 3, office: 'mayor' }),
      { now: wit('2026-05-06 07:00') },
    ],
    ['at the Ombudsman', 'last-rung', fired('hand-over', { clock: 'total', step: 4 })],
    ['confidential', 'answered', story(filed(day, { confidential: true }), answered)],
    [
      'without an agency',
      'first-rung',
      { ...fired('remind', { clock: 'total', office: 'agency-head' }) },
      { agency: undefined },
    ],
  ])('%s', (_, template, told, over) => expect(sms(template, told, over)).toMatchSnapshot());

  test('a deadline moved by a decree is shown as it is now', () => {
    const told = story(filed(day), []);
    const moved = { ...told, complaint: { ...told.complaint, dueOn: '2026-03-26' } };
    expect(sms('received', moved)).toContain('paling lambat 26 Mar');
  });

  test('in training, times of the clock', () => {
    const told = story(filed(day), []);
    const at = { ...told, complaint: { ...told.complaint, dueOn: '2026-03-13T04:00:00.000Z' } };
    expect(sms('received', at, { city: training })).toContain('paling lambat 13:00:10');
  });

  test('of a confidential report no agency and no office is named, whatever is told', () => {
    for (const template of smsTemplate.options) {
      const told = fired('escalate', { office: 'mayor' });
      const text = sms(template, { ...told, complaint: { ...told.complaint, confidential: true } });
      expect(text).toBe(`Laporan ${told.complaint.id} sedang kami proses. Jawabannya paling lambat 10 Apr.`);
    }
  });
});

describe('whatever a complaint has been through', () => {
  /** Every string of a fact that is no word of ours, replaced: what a text shows of it gives it away. */
  const marked = <T extends object>(fact: T, mark: string): T => ({
    ...fact,
    ...Object.fromEntries(
      Object.entries(fact).flatMap(([name, value]) =>
        typeof value === 'string' && !ours.has(name) && !/^\d{4}-\d\d-\d\d/.test(value) ? [[name, mark]] : [],
      ),
    ),
    ...('actor' in fact && { actor: { role: 'liaison', id: mark } }),
    ...('contributing' in fact && { contributing: [mark] }),
  });
  const ours = new Set([
    'id',
    'complaintId',
    'state',
    'from',
    'to',
    'class',
    'track',
    'channel',
    'contact',
    'action',
    'reasonCode',
  ]);

  test('no text of any news, to its reporter or to a follower, shows anything but number, agency, office, day and reason', () => {
    assert(
      property(
        lives,
        constantFrom(...smsTemplate.options),
        string({ unit: 'grapheme', minLength: 9, maxLength: 40 }).map((s) => `${s.replaceAll(/[{}]/g, '')}-rahasia`),
        record({ followed: boolean(), confidential: boolean(), channel: constantFrom(...channel.options) }),
        ({ changes }, template, mark, { followed, ...over }) => {
          for (const { complaint, event } of changes) {
            const text = smsFor({
              template,
              event: marked(event, mark),
              complaint: { ...marked(complaint, mark), ...over },
              follower: followed ? { id: 'AMB-2222222', ...over } : undefined,
              city: ambon.city,
              agency: 'Dinas Perhubungan',
              now: wit('2026-06-01 10:00'),
            });
            expect(text).not.toContain('rahasia');
            expect(text).toContain(followed ? 'AMB-2222222' : complaint.id);
            expect(septets(text)).toBeLessThanOrEqual(160);
          }
        },
      ),
      { numRuns: runs(100, 300) },
    );
  });
});

describe('officer notices', () => {
  const told = story(filed(day, { serviceCode: ambon.services[0]!.code }), steps.forwarded(day));
  const notice = (template: (typeof noticeTemplate.options)[number], over: object = {}) =>
    noticeFor({
      template,
      to: { office: 'liaison', agencyId },
      event: told.events.at(-1)!,
      complaint: told.complaint,
      city: ambon.city,
      service: 'Lampu jalan',
      agency: 'Dinas Perhubungan',
      ...over,
    });

  test.each(noticeTemplate.options)('%s: an ASCII subject that SNS takes, and what to do', (template) => {
    const { subject, body, level } = notice(template);
    expect(subject).toMatch(/^[\u0020-\u007e]{1,99}$/);
    expect(body).not.toMatch(/undefined|[{}]/);
    expect(level).toBe(noticeTexts[template].level);
    expect({ subject, body }).toMatchSnapshot();
  });

  test('carry what subscriptions filter by', () => {
    expect(notice('assigned')).toMatchObject({ agency: agencyId, office: 'liaison', level: 'info' });
    expect(notice('escalation', { to: { office: 'mayor' } })).toMatchObject({
      agency: '-',
      office: 'mayor',
      level: 'red',
    });
  });

  test('name the offices that stand empty', () => {
    const rung = {
      clock: 'forwarded',
      clockStage: 2,
      step: 2,
      of: 4,
      office: 'mayor',
      vacant: ['agency-head', 'city-secretary'],
    };
    const { body } = notice('vacant', { event: { ...told.events.at(-1)!, rung } });
    expect(body).toContain('pimpinan instansi, Sekretaris Kota');
    expect(body).toContain('Wali Kota');
  });

  test('of a confidential report say nothing but its number', () => {
    const { subject, body } = notice('escalation', { complaint: { ...told.complaint, confidential: true } });
    expect(`${subject}\n${body}`).not.toMatch(/Lampu|Dinas|Mar|Belum/);
    expect(body).toContain(told.complaint.id);
  });

  test('know every office', () => expect(Object.keys(officeNames).sort()).toEqual([...office.options].sort()));
});
