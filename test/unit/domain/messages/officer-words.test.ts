/** An officer's words on a phone: the newest question or answer, scrubbed, in the alphabet of an SMS, and no longer than it holds. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { septets } from '../../../../functions/domain/kernel/gsm7.ts';
import { cutTo, newestWords, withFirstWords } from '../../../../functions/domain/messages/officer-words.ts';
import { filed, steps, story, type Step } from '../../../support/complaints.ts';

const day = '2026-03-13 10:00';
const told = (...more: Step[]) => story(filed(day), [...steps.inProgress(day), ...more]);
const ask = (text: string): Step => [day, 'ask', 'owner', { text }];
const reply: Step = [day, 'reply', 'reporter', { text: 'Di depan gereja.' }];

describe('the newest words', () => {
  test.each<[string, Step[], object | undefined]>([
    ['none before anybody asked or answered', [], undefined],
    ['a question', [ask('Di mana\n  tepatnya?')], { action: 'ask', text: 'Di mana tepatnya?' }],
    [
      'an answer after it',
      [ask('Di mana?'), reply, [day, 'answer', 'owner', { text: 'Sudah – hubungi 0811 4706 999.' }]],
      { action: 'answer', text: 'Sudah - hubungi [TELP].' },
    ],
    [
      'no note and no update',
      [ask('Di mana?'), reply, [day, 'update', 'owner', { text: 'Kabar.' }], [day, 'note', 'staff', { text: 'x' }]],
      { action: 'ask', text: 'Di mana?' },
    ],
  ])('%s', (_, more, words) => expect(newestWords(told(...more))).toEqual(words));

  test('of an erased text are those before it', () => {
    const { events, texts } = told(ask('Pertama?'), reply, ask('Kedua?'));
    const kept = texts.filter(({ version }) => version !== events.length);
    expect(newestWords({ events, texts: kept })).toEqual({ action: 'ask', text: 'Pertama?' });
  });
});

const gsm = fc.string({ unit: fc.constantFrom(...'abc é{}[]€ .'), maxLength: 400 });

test('is cut to what fits, and says so', () => {
  fc.assert(
    fc.property(gsm, fc.integer({ min: 10, max: 306 }), (text, limit) => {
      const cut = cutTo(text, limit);
      expect(septets(cut)).toBeLessThanOrEqual(limit);
      expect(cut === text || cut.endsWith('..')).toBe(true);
      expect(cut === text).toBe(septets(text)! <= limit);
    }),
  );
});

test('first words are added where they fit, never beyond a segment', () => {
  fc.assert(
    fc.property(gsm, gsm, (sms, words) => {
      fc.pre(septets(sms)! <= 160);
      const full = withFirstWords(sms, words, 160);
      expect(septets(full)).toBeLessThanOrEqual(160);
      expect(full.startsWith(sms)).toBe(true);
      expect(full === sms).toBe(160 - septets(sms)! - 3 < 20);
    }),
  );
  expect(withFirstWords('Laporan dijawab.', undefined, 160)).toBe('Laporan dijawab.');
});
