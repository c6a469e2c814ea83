/** Which text a message has: by ladder, outcome, channel, danger and confidence. */
import { escalationTexts } from '../../../../functions/domain/messages/escalation-texts.ts';
import { describe, expect, test } from 'vitest';
import type { Complaint, ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { emailFor } from '../../../../functions/domain/messages/emails.ts';
import { renderSms, smsFor, smsTexts, wordsOf } from '../../../../functions/domain/messages/messages.ts';
import { escalationTextsBySms, smsTextsBySms } from '../../../../functions/domain/messages/messages-by-sms.ts';
import { noticeFor, noticeTexts } from '../../../../functions/domain/messages/notices.ts';
import {
  messageRules,
  outboundDigest,
  outboundMessagesFor,
  queuedMessage,
  recipientName,
} from '../../../../functions/domain/messages/outbound-messages.ts';
import { noticeTemplate, type SmsTemplate } from '../../../../functions/domain/messages/templates.ts';
import { ambon, wit } from '../../../support/ambon.ts';
import { filed, steps, story } from '../../../support/complaints.ts';

const { complaint, events } = story(filed('2026-03-13 10:00'), steps.forwarded('2026-03-13 10:00'));
const event = events.at(-1)!;
const call = [
  { name: 'Pemadam', number: '113' },
  { name: 'Darurat', number: '112' },
];
const danger = { kind: 'fire', call } as unknown as ComplaintEvent['danger'];

type Over = { event?: Partial<ComplaintEvent>; complaint?: Partial<Complaint>; follower?: Partial<Complaint> };
const source = (template: SmsTemplate, over: Over = {}) => ({
  template,
  event: { ...event, ...over.event },
  complaint: { ...complaint, ...over.complaint },
  ...(over.follower
    ? { follower: { id: 'AMB-2222222', confidential: false, channel: 'api' as const, ...over.follower } }
    : {}),
  city: { ...ambon.city },
  agency: 'Dinas Perhubungan',
  now: wit('2026-03-13 12:00'),
});
const textOf = (template: SmsTemplate, over?: Over) => wordsOf(source(template, over)).text;
const rung = (clock: string) => ({ clock, clockStage: 2, step: 1, of: 4, office: 'liaison' }) as ComplaintEvent['rung'];

describe('a step of a ladder', () => {
  const clocks = Object.keys(escalationTexts).filter(
    (clock) => clock !== 'promised',
  ) as (keyof typeof escalationTexts)[];

  test.each(clocks)('of %s has its own texts, which name the report', (clock) => {
    const { first, last } = escalationTexts[clock];
    expect(textOf('first-rung', { event: { action: 'remind', rung: rung(clock) } })).toBe(first);
    expect(textOf('last-rung', { event: { action: 'escalate', rung: rung(clock) } })).toBe(last);
    for (const text of [first, last]) expect(text).toMatch(/\{id\}.*\{(byDue|byExpected)\}/);
  });

  test('after a promised day speaks of the promise', () => {
    const scheduled = { outcome: 'scheduled' } as const;
    const { first, last } = escalationTexts.promised;
    const of = (template: SmsTemplate, clock: string) =>
      textOf(template, { event: { rung: rung(clock) }, complaint: scheduled });
    expect([of('first-rung', 'reopened'), of('last-rung', 'reopened')]).toEqual([first, last]);
    expect(of('first-rung', 'answered')).toBe(escalationTexts.answered.first);
    for (const text of [first, last]) expect(text).toMatch(/\{id\}/);
  });

  test('of a clock that is not known speaks as the total does', () => {
    expect(textOf('first-rung', { event: { rung: rung('newer') } })).toBe(escalationTexts.total.first);
    expect(textOf('first-rung', { event: { rung: undefined } })).toBe(escalationTexts.total.first);
  });
});

describe('an answer', () => {
  test.each([
    ['done', 'answered'],
    ['explained', 'answered'],
    ['scheduled', 'answered-scheduled'],
    ['cannot', 'answered-cannot'],
    [undefined, 'answered'],
  ] as const)('with the outcome %s has the text %s', (outcome, name) => {
    expect(textOf('answered', { event: { outcome } })).toBe(smsTexts[name]);
  });

  test('says in words of its own what each outcome is', () => {
    const factsOf = (outcome: ComplaintEvent['outcome']) => {
      const { answered, closed, ended } = wordsOf(source('answered', { event: { outcome } })).facts;
      return [answered, closed, ended];
    };
    const all = (['done', 'scheduled', 'explained', 'cannot', undefined] as const).map(factsOf);
    expect(all.flat().every((words) => words.length > 5)).toBe(true);
    expect(new Set(all.map(([answered]) => answered)).size).toBe(5);
    expect(factsOf('newer' as never)).toEqual(factsOf(undefined));
  });

  test('that something cannot be done says why', () => {
    const factOf = (cannotCode: ComplaintEvent['cannotCode']) =>
      wordsOf(source('answered', { event: { outcome: 'cannot', cannotCode } })).facts.cannot;
    expect([factOf('budget'), factOf(undefined)]).toEqual(['belum ada anggaran', '']);
  });
});

describe('the facts of a text', () => {
  const factsOf = (over: Over) => wordsOf(source('archived', over)).facts;

  test('have the due of the stage as it is now, or as it was if the stage is over', () => {
    const moved = { dueOn: '2026-04-30' };
    expect(factsOf({ complaint: moved }).byDue).toContain('30 Apr');
    const over = { complaint: { ...moved, stage: event.stage + 1 }, event: { dueOn: '2026-03-20' } };
    expect(factsOf(over).byDue).toContain('20 Mar');
  });

  test('have a reason only where there is one', () => {
    expect(factsOf({}).reason).toBe('');
    expect(factsOf({ event: { reasonCode: 'spam' } }).reason).not.toBe('');
  });

  test('have the end of the total in brackets, or nothing', () => {
    expect(factsOf({}).limit).toMatch(/^ \(batas \d+ \w+\)$/);
    expect(factsOf({ complaint: { expectedOn: undefined } }).limit).toBe('');
  });

  test('name the coordinator where a step names no office', () => {
    expect(factsOf({ event: { rung: undefined } }).office).toBe('petugas pengaduan');
    expect(factsOf({ event: { rung: { ...rung('total')!, office: 'mayor' } } }).office).toBe('Wali Kota');
  });
});

describe('a danger', () => {
  test.each(['received', 'received-forwarded'] as const)(
    'is answered in %s with whom to call, of a confidential report too',
    (template) => {
      const open = wordsOf(source(template, { event: { danger } }));
      expect([open.text, open.facts.call.includes('112'), open.facts.call.includes('113')]).toEqual([
        smsTexts.danger,
        true,
        true,
      ]);
      const hidden = wordsOf(source(template, { event: { danger }, complaint: { confidential: true } }));
      expect([hidden.text, hidden.facts.call.includes('112'), hidden.facts.call.includes('113')]).toEqual([
        smsTexts.danger,
        false,
        true,
      ]);
      expect(textOf(template)).not.toBe(smsTexts.danger);
    },
  );

  test('changes no other news', () => expect(textOf('forwarded', { event: { danger } })).toBe(smsTexts.forwarded));
});

describe('a reporter who has only SMS', () => {
  const bySms = (template: SmsTemplate, over: Over = {}, channel: Complaint['channel'] = 'sms') =>
    smsFor(source(template, { ...over, complaint: { ...over.complaint, channel } }));

  test.each<[SmsTemplate, Over, string]>([
    ['asked', {}, smsTextsBySms.asked],
    ['answered', {}, smsTextsBySms.answered],
    ['closed', { event: { action: 'accept' } }, smsTextsBySms['closed-accepted']],
    ['closed', { event: { action: 'close' } }, smsTextsBySms['closed-silent']],
    ['first-rung', { event: { rung: rung('needs-info') } }, escalationTextsBySms['needs-info']],
    ['first-rung', { event: { rung: rung('answered') } }, escalationTextsBySms.answered],
  ])('is told of %s %j what to send', (template, over, text) => {
    const { facts } = wordsOf(source(template, over));
    expect(bySms(template, over)).toBe(renderSms(text, facts));
    expect(bySms(template, over, 'api')).not.toBe(renderSms(text, facts));
  });

  test('is told all else as others are', () => expect(bySms('merged')).toBe(bySms('merged', {}, 'api')));
});

test('a text of exactly one segment stays whole, a longer one is cut', () => {
  expect(renderSms('x'.repeat(160), {})).toBe('x'.repeat(160));
  expect(renderSms('x'.repeat(161), {}).length).toBeLessThanOrEqual(160);
  expect(renderSms('abc', {}, 3)).toBe('abc');
  expect(renderSms('{Office}{none}', { office: 'wali kota' })).toBe('Wali kota');
});

describe('a follower', () => {
  test('has a text of its own, or the one of all', () => {
    const follower = {};
    expect(textOf('answered', { follower })).not.toBe(textOf('answered'));
    expect(textOf('forwarded', { follower })).toBe(textOf('forwarded'));
    expect(wordsOf(source('answered', { follower })).facts.id).toBe('AMB-2222222');
  });

  test('learns nothing if either report is confidential', () => {
    for (const over of [{ follower: { confidential: true } }, { follower: {}, complaint: { confidential: true } }]) {
      const { text, silent } = wordsOf(source('answered', over));
      expect([text, silent]).toEqual(['Laporan {id}: ada perkembangan.', true]);
    }
    expect(wordsOf(source('answered', { follower: {} })).silent).toBe(false);
  });
});

test('an e-mail says how to go on, and that nobody reads an answer', () => {
  const { body } = emailFor(source('forwarded'));
  const lines = body.split('\n');
  expect([lines[0], lines[1], lines[3], lines.at(-2), lines.at(-1)]).toEqual([
    'Yth. pelapor,',
    '',
    '',
    ambon.city.name,
    '',
  ]);
  expect(lines[4]).toContain(complaint.id);
  expect(lines[5]).toContain('tidak dapat dibalas');
  expect(lines[6]).toBe('');
});

describe('a notice', () => {
  const notice = (template: Parameters<typeof noticeFor>[0]['template'], over: Over = {}, to: object = {}) =>
    noticeFor({
      template,
      to: { office: 'liaison', agencyId: 'bpbd', ...to },
      event: { ...event, ...over.event },
      complaint: { ...complaint, ...over.complaint },
      city: ambon.city,
      service: undefined,
      agency: undefined,
    });
  const levels = (level: string) => noticeTemplate.options.filter((template) => noticeTexts[template].level === level);

  test('is red where somebody must act at once, yellow where soon', () => {
    expect(levels('red')).toEqual(expect.arrayContaining(['arbitrate', 'escalation', 'hand-over', 'vacant', 'danger']));
    expect(levels('yellow')).toEqual(
      expect.arrayContaining(['returned', 'reopened', 'reminder', 'objection', 'unreachable']),
    );
    expect(levels('info')).toEqual(
      expect.arrayContaining(['new', 'assigned', 'resumed', 'replied', 'involved', 'merged', 'withdrawn', 'comment']),
    );
    expect(['red', 'yellow', 'info'].flatMap(levels)).toHaveLength(noticeTemplate.options.length);
  });

  test('says where nothing is set', () => {
    const bare = notice('new', { complaint: { dueOn: undefined, expectedOn: undefined } });
    expect(bare.body).toContain('Layanan: belum ditentukan\nInstansi: belum ditentukan\n');
    expect(bare.body).toContain('Batas: belum ditetapkan\nBatas jawaban akhir: belum ditetapkan\n\n');
    expect(bare.body.endsWith('\n')).toBe(true);
    expect(notice('new', {}, { agencyId: undefined }).agency).toBe('-');
  });

  test('names the due of the ladder that it tells of', () => {
    const dues = { dueOn: '2026-03-20', expectedOn: '2026-04-10' };
    const batas = (clock: string) =>
      /^Batas: (.*)$/m.exec(notice('reminder', { complaint: dues, event: { rung: rung(clock) } }).body)?.[1];
    expect([batas('total'), batas('forwarded')]).toEqual(['10 Apr 2026', '20 Mar 2026']);
  });

  test('names the offices that are empty, and the one that hears of it', () => {
    const step = {
      ...rung('total')!,
      office: 'mayor',
      vacant: ['liaison', 'diskominfo-head'],
    } as ComplaintEvent['rung'];
    const { body } = notice('vacant', { event: { rung: step } });
    expect(body).toContain('pejabat penghubung, Kepala Diskominfo');
    expect(body).toContain('kepada Wali Kota');
    const none = notice('vacant', { event: { rung: { ...step!, vacant: undefined } } });
    expect(none.body).toContain('untuk: . ');
  });

  test('of a danger says so in its subject, and names the numbers', () => {
    const { subject, body } = notice('danger', { event: { danger } });
    expect(subject).toContain('BAHAYA');
    expect(body).toContain('113 atau 112');
    const hidden = notice('danger', { event: { danger }, complaint: { confidential: true } });
    expect([hidden.subject.includes('BAHAYA, buka sekarang'), hidden.body.includes('113')]).toEqual([true, false]);
    const other = notice('new', { complaint: { confidential: true } });
    expect(other.subject).toBe(`[Tanggap] ${complaint.id}: ada perkembangan`);
  });

  test('has a subject of fewer than a hundred characters', () => {
    expect(notice('new', { complaint: { id: 'x'.repeat(200) } }).subject).toHaveLength(99);
  });
});

describe('what a danger owes', () => {
  const owed = (over: object | undefined) =>
    outboundMessagesFor({
      ...filed('2026-03-13 10:00').event,
      ...(over ? { danger: { ...danger, ...over } } : {}),
    } as ComplaintEvent).map((o) => `${o.template} → ${recipientName(o.recipient)}`);

  test('comes before the other messages, to the coordinator and the agency on duty', () => {
    const usual = owed(undefined);
    expect(owed({})).toEqual(['danger → coordinator', ...usual]);
    expect(owed({ agencyId: 'bpbd' })).toEqual(['danger → coordinator', 'danger → liaison@bpbd', ...usual]);
  });
});

test('a promised day that passes is told to the reporter and the owner', () => {
  const passed = outboundMessagesFor({ ...event, action: 'resume' });
  expect(passed.map((o) => [o.template, recipientName(o.recipient)])).toEqual([
    ['promise-passed', 'reporter'],
    ['promise-due', `liaison@${event.agencyId}`],
  ]);
});

test('the rules can be read in words', () => {
  expect(messageRules('verify')).toEqual([
    { to: 'reporter', template: 'forwarded', when: 'leavesReceived', followers: true },
    { to: 'owner', template: 'assigned', when: 'leavesReceived', followers: false },
  ]);
  expect(messageRules('keep')).toEqual([{ to: 'reporter', template: 'forwarded', when: undefined, followers: true }]);
  expect(messageRules('note')).toEqual([]);
  const addressees = ['object', 'reopen', 'comment', 'unreachable', 'forward', 'reply'] as const;
  for (const action of addressees) expect(messageRules(action).at(-1)?.to).toBe('owner');
});

test('the queue holds messages that were held, and digests', () => {
  const message = outboundMessagesFor(event)[0]!;
  expect(queuedMessage.parse({ ...message, heldOn: '2026-03-14' })).toMatchObject({ heldOn: '2026-03-14' });
  for (const digest of [
    { day: '2026-03-13', agencyId: 'bpbd' },
    { day: '2026-03-13', subject: 'sub-a' },
  ])
    expect(outboundDigest.parse({ digest })).toEqual({ digest });
  for (const digest of [{ day: '2026-03-13' }, { agencyId: 'bpbd' }, {}, undefined])
    expect(outboundDigest.safeParse({ digest }).success).toBe(false);
});
