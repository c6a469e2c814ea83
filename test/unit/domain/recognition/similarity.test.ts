/** Similarity of two complaints: symmetric, bounded, highest with itself, and giving its reasons. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceBetween, similarity, type Comparable } from '../../../../functions/domain/recognition/similarity.ts';
import { tellingWords, textSimilarity } from '../../../../functions/domain/recognition/text-similarity.ts';
import { hostileText } from '../../../support/open311/hostile.ts';

const point = fc.record({
  lat: fc.double({ min: -3.8, max: -3.5, noNaN: true }),
  long: fc.double({ min: 128, max: 128.3, noNaN: true }),
});
const comparable: fc.Arbitrary<Comparable> = fc
  .tuple(
    fc.record(
      {
        serviceCode: fc.constantFrom('lampu-jalan', 'jalan-rusak'),
        areaCode: fc.constantFrom('81.71.02.1019', '81.71.01.1001'),
        text: fc.oneof(
          fc.constantFrom('Lampu jalan padam', 'Jalan berlubang depan gereja'),
          fc.string({ unit: 'grapheme' }),
        ),
      },
      { requiredKeys: [] },
    ),
    fc.option(point, { nil: {} }),
    fc.integer({ min: 0, max: 200 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString()),
  )
  .map(([fields, at, receivedAt]) => ({ ...fields, ...at, receivedAt }));

describe('similarity', () => {
  test('is the same both ways, between 0 and 1, with a reason for every score above chance', () => {
    fc.assert(
      fc.property(comparable, comparable, (a, b) => {
        const found = similarity(a, b);
        expect(found.score).toBe(similarity(b, a).score);
        expect(found.score).toBeGreaterThanOrEqual(0);
        expect(found.score).toBeLessThanOrEqual(1);
        expect(found.score > 0.3 ? found.why : ['chance']).not.toEqual([]);
      }),
    );
  });

  test('never rises when two complaints move apart, in place or in time', () => {
    const base = { serviceCode: 'lampu-jalan', lat: -3.7, long: 128.18, receivedAt: '2026-03-01T00:00:00.000Z' };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.boolean(),
        (x, y, inTime) => {
          const [near, far] = [Math.min(x, y), Math.max(x, y)];
          const moved = (by: number): Comparable =>
            inTime
              ? { ...base, receivedAt: new Date(Date.parse(base.receivedAt) + by * 3_600_000).toISOString() }
              : { ...base, lat: base.lat + by / 111_000 };
          expect(similarity(base, moved(far)).score).toBeLessThanOrEqual(similarity(base, moved(near)).score);
        },
      ),
    );
  });

  const lamp: Comparable = {
    serviceCode: 'lampu-jalan',
    areaCode: '81.71.02.1019',
    lat: -3.695,
    long: 128.181,
    receivedAt: '2026-03-10T01:00:00.000Z',
    text: 'Lampu jalan padam di depan gereja Maranatha sejak tiga malam.',
  };

  test('of one lamp told by two neighbours is high, and says why', () => {
    const { score, why } = similarity(lamp, {
      ...lamp,
      lat: -3.6952,
      receivedAt: '2026-03-12T13:00:00.000Z',
      text: 'Tolong pak lampu jln mati depan greja maranatha, gelap sekali',
    });
    expect(score).toBeGreaterThan(0.7);
    expect(why.map((w) => w.what)).toEqual(['alike-text', 'near', 'same-service', 'close-in-time']);
    expect(why).toContainEqual({ what: 'near', metres: 22 });
    expect(why).toContainEqual({ what: 'close-in-time', days: 2 });
  });

  test('of another lamp a kilometre on, in the same kelurahan, is low', () => {
    const other = { ...lamp, lat: -3.705, text: 'Lampu jalan padam di depan pasar Mardika.' };
    expect(similarity(lamp, other).score).toBeLessThan(0.6);
    expect(similarity(lamp, other).why.map((w) => w.what)).not.toContain('near');
  });

  test('without texts goes by place, service and time alone', () => {
    const { text: _text, ...bare } = lamp;
    expect(similarity(bare, { ...bare, lat: -3.6952 }).score).toBe(1);
    expect(
      similarity(bare, { areaCode: bare.areaCode, serviceCode: bare.serviceCode, receivedAt: bare.receivedAt }).score,
    ).toBe(0.7);
  });
});

describe('similarity of texts', () => {
  test.each([
    ['lampu jln mati', 'Lampu jalan padam', 1],
    ['Assalamualaikum pak, mohon jalan berlubang segera diperbaiki, terima kasih', 'jalannya bolong', 1],
    ['Sampah menumpuk di pasar', 'Air tidak mengalir sejak pagi', 0],
    ['mohon tolong pak', 'mohon tolong bu', 0],
  ])('%s | %s', (a, b, expected) => {
    const share = textSimilarity(a, b);
    expect(Math.abs(share - expected)).toBeLessThan(0.15);
  });

  test('takes words for words, whatever they mean to a program', () => {
    expect(tellingWords('constructor toString valueOf hasOwnProperty')).toEqual([
      'constructor',
      'tostring',
      'valueof',
      'hasownproperty',
    ]);
    expect(textSimilarity(hostileText, hostileText)).toBe(1);
  });

  test('reads through slips of the thumb, and keeps numbers: RT 3 is not RT 7', () => {
    expect(textSimilarity('lampu jalan padamm', 'lampu jalan padam')).toBeGreaterThan(0.6);
    expect(textSimilarity('banjir di RT 03', 'banjir di RT 7')).toBeLessThan(
      textSimilarity('banjir di RT 03', 'banjir di RT 3'),
    );
    expect(tellingWords('Banjir di RT 03!')).toEqual(['banjir', 'rt', '3']);
  });

  test('of any text with itself is 1, unless it says nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(textSimilarity(text, text)).toBe(tellingWords(text).length === 0 ? 0 : 1);
      }),
    );
  });

  test('takes a bounded time on whatever is sent', () => {
    const long = 'lampu jalan '.repeat(5000);
    expect(tellingWords(long).length).toBeLessThan(200);
  });
});

test('distance is metres on the ground', () => {
  const at = (lat: number, long: number) => ({ lat, long });
  expect(distanceBetween(at(-3.7, 128.18), at(-3.7, 128.18))).toBe(0);
  // One minute of arc along a meridian is a nautical mile.
  expect(distanceBetween(at(0, 128), at(1 / 60, 128))).toBeCloseTo(1853, -1);
  expect(distanceBetween(at(-3.7, 128.18), {})).toBeUndefined();
});
