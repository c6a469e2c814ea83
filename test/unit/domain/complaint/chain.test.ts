/** The chain of events finds every change, loss and forgery (docs/design.md#data). */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkChain, drawSalt, hashEvent } from '../../../../functions/domain/complaint/chain.ts';
import type { ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { rulesAt } from '../../../support/ambon.ts';
import { filed, steps, story } from '../../../support/complaints.ts';

const { events, texts, complaint } = story(
  filed('2026-03-13 23:50', { autoForwardTo: 'bpbd', serviceCode: 'lampu-jalan' }),
  [
    ...steps.answered('2026-03-16 10:00'),
    ['2026-03-17 08:00', 'privacy', 'reporter', { anonymous: true, confidential: false }],
    ['2026-03-17 09:00', 'comment', 'reporter', { text: 'Terima kasih.' }],
    ['2026-03-17 10:00', 'accept', 'reporter'],
    ['2026-03-17 11:00', 'rate', 'reporter', { rating: 5 }],
  ],
);
const { head } = complaint;

/** Another value of the same kind. */
function altered(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return { ...(value as object), forged: true };
}

const withEvent = (index: number, change: Partial<Record<keyof ComplaintEvent, unknown>>) =>
  events.map((e, i) => (i === index ? ({ ...e, ...change } as ComplaintEvent) : e));

describe('an untouched chain', () => {
  test('verifies, with and without its head', () => {
    expect(checkChain(events, texts, head)).toEqual({ valid: true });
    expect(checkChain(events, texts)).toEqual({ valid: true });
  });

  test('verifies after a text was erased: its hash stays', () => {
    expect(checkChain(events, texts.slice(1), head)).toEqual({ valid: true });
    expect(checkChain(events, [], head)).toEqual({ valid: true });
  });
});

describe('a forged chain', () => {
  const fields = events.flatMap((e, index) => Object.entries(e).map(([field, value]) => ({ index, field, value })));

  test.each(fields)('event $index with another $field', ({ index, field, value }) => {
    const forged = withEvent(index, { [field]: altered(value) });
    expect(checkChain(forged, texts, head)).toMatchObject({ valid: false });
  });

  test.each(fields)('event $index without its $field', ({ index, field }) => {
    const forged = withEvent(index, { [field]: undefined });
    expect(checkChain(forged, texts, head)).toMatchObject({ valid: false });
  });

  test.each(events.map((_, i) => i))('without event %i', (dropped) => {
    const forged = events.filter((_, i) => i !== dropped);
    expect(checkChain(forged, texts, head)).toMatchObject({ valid: false });
  });

  test.each(events.slice(1).map((_, i) => i))("with events %i and the next in each other's place", (i) => {
    const forged = events.toSpliced(i, 2, events[i + 1]!, events[i]!);
    expect(checkChain(forged, texts, head)).toMatchObject({ valid: false });
  });

  test('with one event twice, or one more at the end', () => {
    expect(checkChain([...events, events.at(-1)!], texts, head)).toMatchObject({ valid: false });
    expect(checkChain([events[0]!, ...events], texts, head)).toMatchObject({ valid: false });
  });

  test('with an event rewritten together with its own hash', () => {
    const { hash, ...unhashed } = { ...events[2]!, at: '2026-03-15T00:00:00.000Z' };
    const rehashed = withEvent(2, { ...unhashed, hash: hashEvent(unhashed) });
    expect(hash).not.toBe(rehashed[2]!.hash);
    expect(checkChain(rehashed, texts, head)).toMatchObject({ valid: false, version: 4 });
  });

  test('with the last event rewritten together with its own hash: the head tells', () => {
    const { hash: _, ...unhashed } = { ...events.at(-1)!, rating: 1 };
    const rehashed = withEvent(events.length - 1, { ...unhashed, hash: hashEvent(unhashed) });
    expect(checkChain(rehashed, texts, head)).toMatchObject({ valid: false });
  });

  test.each(texts.map((t) => t.version))('with another text at event %i', (version) => {
    const forged = texts.map((t) => (t.version === version ? { ...t, text: { ...t.text, text: 'lain' } } : t));
    expect(checkChain(events, forged, head)).toEqual({ valid: false, version, problem: 'its text was changed' });
  });

  test('with a salt changed, or two texts swapped', () => {
    const [first, second, ...rest] = texts;
    const salted = [{ ...first!, salt: 'x' }, second!, ...rest];
    const swapped = [{ ...first!, version: second!.version }, { ...second!, version: first!.version }, ...rest];
    expect(checkChain(events, salted, head)).toMatchObject({ valid: false });
    expect(checkChain(events, swapped, head)).toMatchObject({ valid: false });
  });

  test('with a text slipped in, at an event that had none or at none at all', () => {
    const silent = events.find((e) => e.textHash === undefined)!.version;
    expect(checkChain(events, [...texts, { ...texts[0]!, version: silent }], head)).toMatchObject({ valid: false });
    expect(checkChain(events, [...texts, { ...texts[0]!, version: 99 }], head)).toMatchObject({ valid: false });
  });

  test('with nothing left of it', () => {
    expect(checkChain([], [], head)).toMatchObject({ valid: false });
  });
});

describe('the text of an event', () => {
  test('has a salt of its own, so that equal short texts have unequal hashes', () => {
    const twoWords = [
      ['2026-03-13 11:00', 'comment', 'reporter', { text: 'ya' }],
      ['2026-03-13 12:00', 'comment', 'reporter', { text: 'ya' }],
    ] as const;
    const twice = story(filed('2026-03-13 10:00'), twoWords, (local) => ({
      ...rulesAt(local),
      salt: drawSalt(randomBytes),
    }));
    expect(twice.texts[1]!.salt).toHaveLength(22);
    expect(twice.events[1]!.textHash).not.toBe(twice.events[2]!.textHash);
  });
});
