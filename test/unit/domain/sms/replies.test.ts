/** Replies to an SMS: one segment in the worst case, and nothing in them that they must not say. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callText } from '../../../../functions/domain/city/emergency.ts';
import { septets } from '../../../../functions/domain/kernel/gsm7.ts';
import { state } from '../../../../functions/domain/complaint/lifecycle.ts';
import { outcome } from '../../../../functions/domain/complaint/outcomes.ts';
import { outcomeFacts } from '../../../../functions/domain/messages/outcome-facts.ts';
import { byWhen } from '../../../../functions/domain/messages/message-dates.ts';
import { replyTemplate, type ReplyTemplate } from '../../../../functions/domain/sms/reply-templates.ts';
import { everyReplyText, replyText, shortLabels } from '../../../../functions/domain/sms/replies.ts';
import { ambon, wit } from '../../../support/ambon.ts';
import { agencyId, filed, steps, story } from '../../../support/complaints.ts';

const now = wit('2026-03-13 10:00');
const longDate = byWhen(ambon.city, '2026-03-25', wit('2026-12-31 10:00'));
const longest = (fact: 'answered' | 'closed' | 'ended'): string =>
  [undefined, ...outcome.options].map((o) => outcomeFacts(o)[fact]).toSorted((a, b) => b.length - a.length)[0]!;
const worst: Record<string, string> = {
  id: 'AMB-7K3Q9C5',
  agency: 'W'.repeat(24),
  byDue: longDate,
  byExpected: longDate,
  answered: longest('answered'),
  closed: longest('closed'),
  ended: longest('ended'),
  code: '123456',
  call: callText([
    { name: 'W'.repeat(24), number: '0811123456789', free: true },
    { name: 'W'.repeat(24), number: '112' },
  ]),
  place: 'W'.repeat(16),
  city: 'Kabupaten Administrasi W',
  list: `\n1 AMB-7K3Q9C5 ${'x'.repeat(10)}`.repeat(5),
};

describe('one segment', () => {
  test.each(everyReplyText)('%s', (_, text) => {
    const filled = text.replaceAll(/\{(\w+)\}/g, (__, name: string) => worst[name] ?? 'undefined');
    expect(filled).not.toMatch(/[{}]|undefined/);
    expect(septets(filled)).toBeLessThanOrEqual(160);
  });

  test('labels of a list have at most ten letters', () => {
    expect(Math.max(...Object.values(shortLabels).map((label) => label.length))).toBeLessThanOrEqual(10);
  });
});

const secret = 'Lampu jalan padam di depan rumah Pak Yakob, 0812 3456 7890';
const at = '2026-03-13 10:00';
const own = (path: Parameters<typeof story>[1], over = {}) =>
  story(filed(at, { text: { description: secret }, serviceCode: 'lampu-jalan', ...over }), path).complaint;
const paths = [[], steps.forwarded(at), steps.inProgress(at), steps.answered(at), steps.closed(at)];

const say = (template: ReplyTemplate, over: Partial<Parameters<typeof replyText>[0]> = {}): string =>
  replyText({
    reply: { template },
    complaints: [own([])],
    city: ambon.city,
    agency: 'Dinas Perhubungan',
    now,
    ...over,
  });

describe('a reply', () => {
  test('holds no word of the complaint and no identity, whatever the template and the words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...replyTemplate.options),
        fc.constantFrom(...paths),
        fc.boolean(),
        fc.string({ unit: 'grapheme-ascii', minLength: 25, maxLength: 60 }),
        (template, path, confidential, words) => {
          const text = say(template, {
            complaints: [own(path, { confidential, text: { description: words, name: 'Yakob' } })],
          });
          expect(text).not.toContain(words);
          expect(text).not.toMatch(/Yakob|0812/);
          expect(septets(text)).toBeLessThanOrEqual(160);
        },
      ),
    );
  });

  test('of a confidential report tells the procedure and its date, and no agency', () => {
    const complaints = [own(steps.answered(at), { confidential: true })];
    expect(say('status', { complaints })).toBe(
      'Laporan AMB-7K3Q9C5 dijawab. Baca di laman pelaporan, lalu SETUJU AMB-7K3Q9C5 774 atau TOLAK AMB-7K3Q9C5 alasan paling lambat 6 Apr, atau ditutup.',
    );
    expect(say('choose', { complaints })).toBe('Laporan mana? Balas angkanya.\n1 AMB-7K3Q9C5');
  });

  test('says where the report is at this moment', () => {
    expect(say('received')).toContain('Petugas memeriksanya');
    expect(say('received', { complaints: [own([], { autoForwardTo: agencyId })] })).toContain('Dinas Perhubungan');
    expect(say('located')).toContain('tempatnya kami catat');
    expect(say('located', { complaints: [own([], { autoForwardTo: agencyId })] })).toContain('teruskan ke Dinas');
    expect(say('status', { complaints: [own(steps.answered(at))] })).toMatch(
      /SETUJU AMB-7K3Q9C5 \d{3} atau TOLAK AMB-7K3Q9C5/,
    );
  });

  test('has a text for every state', () => {
    for (const one of state.options) {
      expect(say('status', { complaints: [{ ...own([]), state: one }] })).toContain('AMB-7K3Q9C5');
    }
  });
});

describe('a reply to a danger', () => {
  const call = [
    { name: 'darurat kota', number: '112', free: true },
    { name: 'polisi', number: '110' },
  ];

  test('begins with whom to call, and names no day', () => {
    expect(say('danger', { reply: { template: 'danger', call } })).toMatch(
      /^Telepon 112 SEKARANG, gratis, atau polisi 110\. Laporan AMB-\w+ kami terima; petugas jaga sudah kami beri tahu\.$/,
    );
  });

  test('names the general number alone where the report is confidential, because phones are shared', () => {
    const complaints = [own([], { confidential: true })];
    const text = say('danger', { reply: { template: 'danger', call }, complaints });
    expect(text).toContain('Telepon 112');
    expect(text).not.toContain('110');
  });
});
