/** What the public may not read in a text is masked in whatever form people write it; all else stays as it is. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masksIn, scrubText } from '../../../../functions/domain/recognition/scrub-text.ts';
import { hasCorpora } from '../../../../bin/lab/corpora.ts';
import { corpora, measure } from '../../../../bin/lab/measure-scrub/figures.ts';
import { identifiers } from '../../../support/identifiers.ts';
import probes from '../../../fixtures/scrub-probes.json' with { type: 'json' };
import { runs } from '../../../support/runs.ts';

const sentence = fc.constantFrom(
  'Lampu jalan padam',
  'tolong diperbaiki',
  'Jl. Pattimura No. 12 RT 003/RW 02',
  'sejak 12-03-2026 jam 19.30 WIT',
  'biaya Rp 1.500.000',
  '',
);

describe('a text', () => {
  test.each(probes)('%j loses %j', (text, secret) => expect(scrubText(text)).not.toContain(secret));

  test.each([
    'Pak Camat dan Ibu Lurah sudah tahu, Pak RT belum',
    'Kepada Bapak Walikota Ambon, Ibu Kepala Dinas',
    'di dekat rumah ibu hamil, tolong Pak',
    'luas 3.5 ha, jarak 12.75 km; dana desa 2026',
  ])('keeps offices and plain words: %j', (text) => expect(scrubText(text)).toBe(text));

  test('is searched by no pattern that folds cases by itself, which costs seconds beside classes of letters', () => {
    const source = readFileSync('functions/domain/recognition/scrub-text.ts', 'utf8');
    expect(source.match(/\/[a-z]*iu\b|'[a-z]*iu'/g)).toBeNull();
  });

  test.each(Object.entries(identifiers))('loses %s wherever it stands', (_, identifier) => {
    fc.assert(
      fc.property(
        sentence,
        identifier,
        sentence,
        fc.constantFrom(' ', ', ', ': ', '\n', ' ('),
        (a, secret, b, mark) => {
          const scrubbed = scrubText(`${a}${mark}${secret}${mark}${b}`);
          const kept = secret.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
          expect(Object.keys(masksIn(scrubbed))).not.toEqual([]);
          expect(scrubbed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')).not.toContain(kept);
          // Not in part either: no run of four of its digits, but where the sentence around has them itself.
          const stretches = (secret.match(/\d{4,}/g) ?? []).filter((run) => !`${a} ${b}`.includes(run));
          expect(stretches.filter((run) => scrubbed.includes(run))).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['Hub 0812-3456-7890 ya', 'Hub [TELP] ya'],
    ['telp (0911) 312 345.', 'telp [TELP].'],
    ['telp 312345', 'telp [TELP]'],
    ['nol delapan satu dua tiga empat lima enam tujuh delapan', '[TELP]'],
    ['WA ０８１２３４５６７８９０', 'WA [TELP]'],
    ['NIK 8171 0212 3456 7890, KK 8171021234567890', 'NIK [NIK], KK [NIK]'],
    ['no meter 12345678901', 'no meter [NOMOR]'],
    ['surat ke budi.s@contoh.id', 'surat ke [EMAIL]'],
    ['mobil DE 1234 AB dan de1234ab', 'mobil [PLAT] dan [PLAT]'],
    ['angkot B 12 XY', 'angkot [PLAT]'],
    ['021 5551234, 021-555 1234', '[TELP], [TELP]'],
  ])('%j becomes %j', (text, scrubbed) => expect(scrubText(text)).toBe(scrubbed));

  test.each([
    'Jalan berlubang di Jl. A. Y. Patty No. 15, RT 003/RW 02, sejak 08-12-2025.',
    'Jam 08.00-16.00 WIT, tahun 2023, 2024, 2025, 2026; hubungi 112 atau call center 14045',
    'Blok B 12 RT 03, tipe 36, 3 @ 5000 rb, Rp 1.500.000.000',
    'Koordinat -3.695, 128.181; Perpres 76/2013; 25 kg; 100 m dari A',
    'SD Negeri 71 Ambon, kelas 5 B, ada 40 siswa 🚧 漢字',
    '',
  ])('stays as it is: %j', (text) => expect(scrubText(text)).toBe(text));

  test('without digits and signs of an address stays as it is', () => {
    const plain = fc
      .array(fc.stringMatching(/^[a-zA-Z.,;!?()\n-]{1,12}$/), { maxLength: 30 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(plain, (text) => {
        expect(scrubText(text)).toBe(text);
      }),
    );
  });

  test('holds no long number afterwards, whatever it held', () => {
    const any = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.stringMatching(/^[08+62@. a-cE-]{0,80}$/));
    fc.assert(
      fc.property(any, (text) => {
        expect(scrubText(text)).not.toMatch(/\d{9}/);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['a', '0', '08', '0 8 ', 'a@', 'nol ', 'wa ', '1 ', 'B 1', '(021) ', 'a @ b. ', 'a.', '+62 '])(
    'of %j alone, 8,000 characters long, costs no more than any other',
    (part) => {
      const text = part.repeat(8000 / part.length);
      scrubText(text);
      const start = process.cpuUsage().user;
      scrubText(text);
      expect((process.cpuUsage().user - start) / 1000).toBeLessThan(250);
    },
  );
});

test.runIf(hasCorpora())('real complaints keep what is not masked, and lose what is put into them', () => {
  for (const texts of Object.values(corpora())) {
    const figures = measure(texts.filter((_, n) => n % runs(10, 1) === 0));
    expect(figures.survivors).toEqual({ mobile: 0, landline: 0, local: 0, nik: 0, email: 0, plate: 0 });
    expect(figures.left).toBe(0);
    expect(figures.changed / figures.texts).toBeLessThan(0.03);
  }
});
