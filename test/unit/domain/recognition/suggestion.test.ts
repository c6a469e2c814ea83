import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupTexts } from '../../../../bin/lab/train-routing/groups.ts';
import { readHistory, type Row } from '../../../../bin/lab/train-routing/history.ts';
import { foldsOf, holdOut } from '../../../../bin/lab/train-routing/split.ts';
import { train } from '../../../../bin/lab/train-routing/train.ts';
import { createSuggester } from '../../../../functions/domain/recognition/suggester.ts';
import { probabilities, suggestAgencies } from '../../../../functions/domain/recognition/suggestion.ts';
import { suggestByKeywords } from '../../../../functions/domain/recognition/suggestion-keywords.ts';
import { largestModel, parseModel } from '../../../../functions/domain/recognition/suggestion-model.ts';
import { featuresOf, wordsOf } from '../../../../functions/domain/recognition/suggestion-tokens.ts';
import { loadCityData } from '../../../../lib/city/index.ts';

/** Made-up complaints: a subject, a fault, and words that say nothing about the agency. */
const subjects = {
  'dinas-perhubungan': ['lampu jalan padam', 'pju mati', 'lampu penerangan gelap', 'parkir liar di jalan'],
  'dinas-lingkungan-hidup': ['sampah menumpuk', 'pohon tumbang', 'truk sampah tidak datang', 'tps bau busuk'],
  'dinas-dukcapil': ['ktp belum jadi', 'kartu keluarga hilang', 'akta kelahiran salah nama', 'ktp el rusak'],
};
const fillers = ['mohon segera', 'tolong pak', 'sudah lama', 'di depan rumah', 'sejak kemarin', 'terima kasih'];
const name = 'Zulkarnaen Pattiwael';

function corpus(perAgency: number): Row[] {
  const texts = Object.entries(subjects).flatMap(([label, phrases]) =>
    Array.from({ length: perAgency }, (_, i) => ({
      label,
      // A name in four texts only: it must not reach the model.
      text: [
        phrases[i % 4],
        fillers[(i * 5 + 1) % 6],
        `nomor ${i}`,
        i < 4 && label === 'dinas-dukcapil' ? name : '[NAMA]',
        fillers[(i * 7) % 6],
      ].join(' '),
    })),
  );
  return texts.map(({ label, text }, group) => ({ label, group, features: featuresOf(text) }));
}

const settings = { minRows: 1, maxBytes: 290_000, seed: 1, trainedAt: new Date('2026-11-24T00:00:00Z') };
const file = train(corpus(40), settings);
const model = parseModel(JSON.stringify(file));
const hostile = [
  '',
  '   ',
  '🙏🔥😭',
  '\u0000\uFFFF\uD800',
  '[NAMA]',
  '?'.repeat(4000),
  'a'.repeat(4000),
  '𝕝𝕒𝕞𝕡𝕦 '.repeat(400),
];

describe('words of a text', () => {
  test('folds case, width, numbers, repeated letters and masks', () => {
    expect(wordsOf('TOLOOONG pak [NAMA], LAMPU RT 03/RW12 mati!! ｐａｄａｍ')).toEqual([
      'tolong',
      'pak',
      'lampu',
      'rt',
      '0',
      'rw',
      '0',
      'mati',
      'padam',
    ]);
  });

  test('keeps double letters, and reads no more than its limit', () => {
    expect(wordsOf('maaf, saat ini')).toEqual(['maaf', 'saat', 'ini']);
    expect(wordsOf('ab '.repeat(10_000)).length).toBeLessThan(2700);
  });
});

describe('a trained model', () => {
  test.each([
    ['lampu jalan di gang kami padam lagi', 'dinas-perhubungan'],
    ['sampahnya menumpuk', 'dinas-lingkungan-hidup'],
    ['mau urus ktp', 'dinas-dukcapil'],
  ])('%s → %s', (text, agency) => {
    const [first] = suggestAgencies(model, text);
    expect(first).toMatchObject({ source: 'model', agencyId: agency });
    expect(first?.confidence).toBeGreaterThan(0.5);
  });

  test('is the same for the same rows, seed and date, and another for another seed', () => {
    expect(train(corpus(40), settings)).toEqual(file);
    expect(train(corpus(40), { ...settings, seed: 2 }).version).not.toBe(file.version);
  });

  test('holds no text, and nothing that fewer than five texts said', () => {
    expect(JSON.stringify(file)).not.toMatch(/lampu|sampah|zulkarnaen/i);
    const known = new Set(model.keys);
    expect(featuresOf('lampu padam').some((feature) => known.has(feature))).toBe(true);
    for (const word of ['zulkarnaen', 'pattiwael']) {
      const [whole = -1] = featuresOf(word);
      expect(known.has(whole)).toBe(false);
    }
  });

  test('counts near-copies as one text', () => {
    const copies = corpus(40).map((row) => ({ ...row, group: 0 }));
    expect(() => train(copies, settings)).toThrow(/too little in common/);
  });

  test('keeps to its bytes with many agencies, and says when there is no room', () => {
    const many = corpus(40).map((row, i) => ({ ...row, label: `agency-${i % 60}` }));
    const bytes = (maxBytes: number) => JSON.stringify(train(many, { ...settings, maxBytes })).length;
    expect(bytes(290_000)).toBeLessThanOrEqual(largestModel);
    expect(bytes(25_000)).toBeLessThanOrEqual(25_000);
    expect(() => train(many, { ...settings, maxBytes: 10_000 })).toThrow(/raise --min-rows/);
  });

  test('gives agencies too rare to learn a share of doubt, and never suggests them', () => {
    const rows = [...corpus(40), ...corpus(4).map((row) => ({ ...row, label: `rare-${row.label}` }))];
    const doubtful = parseModel(train(rows, { ...settings, minRows: 20 }));
    expect(doubtful).toMatchObject({ rest: true, columns: 4, counts: { rare: 12 } });
    const given = suggestAgencies(doubtful, 'ktp belum jadi');
    expect(given.map(({ agencyId }) => agencyId).some((id) => id?.startsWith('rare'))).toBe(false);
    expect(given.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThan(1);
  });

  test('reads its own file only', () => {
    expect(() => parseModel({ ...file, format: 'tanggap-routing/2' })).toThrow(/format/);
    expect(() => parseModel({ ...file, weights: file.weights.slice(0, 400) })).toThrow(/do not fit/);
    expect(() => parseModel({ ...file, labels: file.labels.slice(1) })).toThrow(/do not fit/);
    expect(() => parseModel('{')).toThrow(/JSON/);
  });

  test('answers anything with at most three confidences that sum to at most 1', () => {
    const check = (text: string) => {
      const given = suggestAgencies(model, text);
      expect(given.length).toBeLessThanOrEqual(3);
      const sum = given.reduce((total, { confidence }) => total + confidence, 0);
      expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      expect(given.every(({ confidence }) => confidence >= 0)).toBe(true);
    };
    hostile.forEach(check);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), check), { numRuns: 200 });
    expect(suggestAgencies(model, '🙏🔥😭')).toEqual([]);
  });

  test('reads at most two million numbers for the longest complaint: about 1 ms', () => {
    let reads = 0;
    const counted = <T extends object>(array: T): T =>
      new Proxy(array, {
        get(target, key) {
          reads += 1;
          return Reflect.get(target, key, target);
        },
      });
    // The largest model that fits: 20 columns and 9,300 features, all of the text known.
    const longest = Array.from({ length: 700 }, (_, i) => `k${i.toString(36)}ata`)
      .join(' ')
      .slice(0, 4000);
    const features = featuresOf(longest);
    expect(features.length).toBeLessThan(8000);
    const keys = Uint32Array.from({ length: 9300 }, (_, i) => features[i] ?? 2 ** 24 + i).sort();
    const weights = new Int8Array(keys.length * 20);
    const column = Array.from({ length: 20 }, () => 1);
    probabilities(
      { ...model, columns: 20, bias: column, scales: column, keys: counted(keys), weights: counted(weights) },
      features,
    );
    expect(reads).toBeGreaterThan(features.length);
    expect(reads).toBeLessThan(2_000_000);
  });
});

const { agencies, services } = loadCityData('ambon');

describe('keyword rules on the services of Ambon', () => {
  test.each([
    ['lampu jalan mati di depan gereja', 'lampu-jalan', 'dinas-perhubungan'],
    ['lampu di jalan sudah mati', 'lampu-jalan', 'dinas-perhubungan'],
    ['jalang galap sakali, seng ada lampu', 'lampu-jalan', 'dinas-perhubungan'],
    ['aer seng jalang su tiga hari', 'air-bersih', 'perumda-air-minum'],
    ['sampa manumpuk, bobou', 'sampah', 'dinas-lingkungan-hidup'],
    ['ruma tabakar di Batu Merah', 'kebakaran', 'dinas-damkar'],
    ['ktpnya hilang', 'ktp-kk', 'dinas-dukcapil'],
  ])('%s → %s', (text, serviceCode, agencyId) => {
    expect(suggestByKeywords(services, text)[0]).toMatchObject({ source: 'keywords', serviceCode, agencyId });
  });

  test('says which of the city’s own keywords it found, and no other word', () => {
    const [first] = suggestByKeywords(services, 'Bapak Yusuf bilang lampu jalan padam');
    expect(first?.why).toEqual(['lampu jalan', 'lampu padam']);
  });

  test('takes RT 03 for an address, and the kecamatan for where the complaint lies', () => {
    expect(suggestByKeywords(services, 'rumah saya RT 03 RW 05')).toEqual([]);
    const [first] = suggestByKeywords(services, 'kantor camat tutup');
    expect(first).toMatchObject({ serviceCode: 'pelayanan-kecamatan', byDistrict: true });
    expect(first).not.toHaveProperty('agencyId');
  });

  test('gives at most three, sure to at most 1 in sum, for anything', () => {
    for (const text of [...hostile, services.flatMap(({ keywords }) => keywords).join(' ')]) {
      const given = suggestByKeywords(services, text);
      expect(given.length).toBeLessThanOrEqual(3);
      expect(given.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThan(1);
    }
  });
});

describe('the city’s suggester', () => {
  const agencyIds = new Set(agencies.map(({ id }) => id));

  test('prefers the model, and falls back to keywords when the model knows no word', () => {
    const suggester = createSuggester({ model, services, agencyIds });
    expect(suggester.suggest('lampu jalan padam')[0]?.source).toBe('model');
    expect(suggester.suggest('gempa')[0]).toMatchObject({ source: 'keywords', agencyId: 'bpbd' });
    expect(createSuggester({ services, agencyIds }).suggest('lampu jalan padam')[0]?.source).toBe('keywords');
  });

  test('names no agency that is gone', () => {
    const left = new Set([...agencyIds].filter((id) => id !== 'dinas-perhubungan'));
    const given = createSuggester({ model, services, agencyIds: left }).suggest('lampu jalan padam');
    expect(given.map(({ agencyId }) => agencyId)).not.toContain('dinas-perhubungan');
  });
});

describe('a history', () => {
  test('is split with near-copies on one side', () => {
    const long = 'lampu jalan di depan sekolah dasar sudah padam sejak minggu lalu dan belum ada yang datang';
    const texts = [long, `${long} terima kasih`, 'sampah menumpuk', 'Sampah menumpuk!', 'air mati', 'ktp hilang'];
    const groups = groupTexts(texts.map((text, i) => ({ text, duplicate: i > 3 ? 'same' : '' })));
    expect(groups).toEqual([0, 0, 2, 2, 4, 4]);
    const rows = Array.from({ length: 1000 }, (_, i) => ({ group: i >> 2 }));
    const folds = foldsOf(rows, 5, 1);
    expect(rows.every((_, i) => folds[i] === folds[i & ~3])).toBe(true);
    const { learn, examine: held } = holdOut(rows, 1);
    expect([learn.length, held.length]).toEqual([700, 300]);
  });

  test('is read from any columns, mapped, and complains about a missing one', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tanggap-history-'));
    const csv = path.join(folder, 'riwayat.csv');
    writeFileSync(csv, 'teks,opd\nlampu padam,Dishub\n"sampah, bau",DLH\n,DLH\ntanpa instansi,\nuji coba,Uji\n');
    const rows = readHistory({ csv, text: 'teks', label: 'opd' }, { Dishub: 'dinas-perhubungan', Uji: null });
    expect(rows.map(({ label }) => label)).toEqual(['dinas-perhubungan', 'DLH']);
    expect(() => readHistory({ csv, text: 'isi', label: 'opd' })).toThrow(/no column isi/);
    rmSync(folder, { recursive: true });
  });
});
