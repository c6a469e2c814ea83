/** Whether a text tells of people in danger now. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dangerIn } from '../../../../functions/domain/recognition/danger.ts';
import { figuresOf, goals, sets } from '../../../../bin/lab/measure-danger/figures.ts';
import { loadCityData } from '../../../../lib/city/index.ts';

const { danger } = loadCityData('ambon');
const kindOf = (text: string) => dangerIn(text, danger)?.id;

describe('the texts written for it', () => {
  test.each(sets)('$name', ({ texts }) => {
    const { found, dangers, alarms } = figuresOf(texts);
    expect(found / dangers).toBeGreaterThanOrEqual(goals.recall);
    expect(alarms).toBe(0);
  });
});

describe('the kind of danger', () => {
  test.each([
    ['ada kebakaran rumah di Kudamati tolong cepat', 'kebakaran'],
    ['beta pung mama pingsan', 'kesehatan'],
    ['tabrakan motor, orangnya berdarah', 'kecelakaan'],
    ['perahu terbalik, dua orang tenggelam', 'laut'],
    ['longsor, rumah tertimbun, orang di dalam', 'bencana'],
    ['orang bawa parang mengamuk di pasar', 'kekerasan'],
    ['kabel listrik putus di jalan, keluar api', 'listrik'],
    ['digigit ular di kebun', 'hewan'],
  ])('%s: %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});

describe('no danger', () => {
  test.each([
    'kebakaran sudah padam',
    'kebakaran kemarin sudah ditangani, terima kasih',
    'tidak ada kebakaran di sini',
    'takut nanti ada yang tenggelam',
    'mobil pemadam kebakaran parkir di trotoar',
    'pasar buka pukul 5',
    'kereta api',
    'jalan ini sering terjadi kecelakaan, mohon dibuatkan rambu',
    'demam berdarah, mohon disemprot',
    '',
    '?',
  ])('%s', (text) => {
    expect(kindOf(text)).toBeUndefined();
  });
});

describe('is found however it is typed', () => {
  const cries = ['kebakaran di Kudamati', 'ada orang tenggelam di pantai', 'mama pingsan tolong'];
  const typed = fc.constantFrom(...cries);

  test('in capitals, with marks and more spaces', () => {
    fc.assert(
      fc.property(typed, fc.stringMatching(/^[!., \n]{0,6}$/), (cry, marks) => {
        expect(kindOf(`${marks}${cry.toUpperCase()}${marks}`)).toBe(kindOf(cry));
        expect(kindOf(cry.replaceAll(' ', '   '))).toBe(kindOf(cry));
      }),
    );
  });

  test.each(['kabakarang', 'kebakaraan', 'KEBAKRAN', 'kbakaran', 'k e b a k a r a n', 'k3bakaran', 'kebakarannn'])(
    '%s',
    (word) => {
      expect(kindOf(`ada ${word} di Batu Gajah`)).toBe('kebakaran');
    },
  );

  test('after other words, which do not hide it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('di', 'jalan', 'dekat', 'rumah', 'pak', 'ini'), { maxLength: 12 }),
        (words) => {
          expect(kindOf(`${words.join(' ')}. kebakaran besar`)).toBe('kebakaran');
        },
      ),
    );
  });
});

test('no text makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(['string', 'undefined']).toContain(typeof kindOf(text));
    }),
  );
});
