/** What citizens type, and what is understood of it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawTrackingId } from '../../../../functions/domain/kernel/ids.ts';
import { keywordOf } from '../../../../functions/domain/sms/said.ts';
import { readSms } from '../../../../functions/domain/sms/grammar.ts';
import type { SmsIntent } from '../../../../functions/domain/sms/intent.ts';
import { commandWords } from '../../../../functions/domain/sms/command-words.ts';
import { ambonWords } from '../../../support/ambon.ts';
import { runs } from '../../../support/runs.ts';

const parse = (text: string): SmsIntent => readSms(text, ambonWords).intent;
const ids = fc
  .uint8Array({ minLength: 200, maxLength: 200 })
  .map((bytes) => drawTrackingId('AMB', () => bytes.map((b) => b % 248)));
const id = drawTrackingId('AMB', (n) => new Uint8Array(n).fill(7));
const typed = (intent: SmsIntent): string => (intent.kind === 'command' ? intent.command : intent.kind);

describe('a command', () => {
  test.each([
    ['status', 'status'],
    ['STATUS!!', 'status'],
    ['pak tolong status laporan saya', 'status'],
    ['cek status', 'status'],
    ['setuju', 'accept'],
    ['Setujuuu', 'accept'],
    ['stuju pak, terima kasih', 'accept'],
    ['tidak setuju', 'object'],
    ['seng setuju', 'object'],
    ['TOLAK masih gelap', 'object'],
    ['balas di depan gereja', 'reply'],
    ['NILAI5', 'rate'],
    ['nilai : 4', 'rate'],
    ['bintang lima', 'rate'],
    ['cabut laporan saya', 'withdraw'],
    ['Bantuan', 'help'],
    ['?', 'help'],
    ['berhenti', 'stop'],
    ['STOP.', 'stop'],
    ['STOP AMBON', 'stop'],
    ['UNREG AMBON', 'stop'],
    ['STOP kirim sms', 'stop'],
    ['Berhenti kirim SMS', 'stop'],
    ['STOP AMB-7K3Q9CX', 'stop'],
    ['AMB-7K3Q9CX stop', 'stop'],
    ['jangan kirim sms lagi', 'stop'],
    ['tolong jang kirim sms par beta lai', 'stop'],
    ['STATUS AMBON', 'status'],
    ['tarima kasi', 'thanks'],
    ['terima kasi pak', 'thanks'],
    ['tarima kasi banya', 'thanks'],
    ['tarima kase banyo bung', 'thanks'],
    ['mulai', 'start'],
    ['halo pak', 'empty'],
    ['p', 'empty'],
    ['', 'empty'],
    ['terima kasih banyak pak wali', 'thanks'],
    ['ok', 'thanks'],
    ['2', 'number'],
    ['no 3', 'number'],
    ['RAHASIA', 'confidential'],
    ['tolong rahasiakan laporan saya', 'confidential'],
    ['anonim', 'anonymous'],
    ['ANONIM lampu jalan mati di Passo', 'report'],
    ['RAHASIA AMBON pungli di kantor lurah', 'report'],
    ['LAPOR ANONIM', 'report'],
  ])('%j is understood as %s', (text, expected) => expect(typed(parse(text))).toBe(expected));

  test.each([
    'stop parkir liar di pasar mardika',
    'Berhenti kirim sampah ke kali',
    'stop kirim sampah ke kali Batu Merah',
    'jangan buang sampah di kali lagi',
    'jangan kirim sms penipuan ke warga lagi',
    'tarima kasi mar lampu masih mati di Passo',
    'Bantuan sosial belum cair',
    'bantuannya belum sampai juga',
    'Mulai kemarin air mati',
    'Nilai rapor anak saya tidak keluar',
    'cabut izin toko itu, ribut setiap malam',
    'kabut asap di kota',
    'status tanah negeri tidak jelas',
    'terima kasih lampu sudah nyala tetapi got masih tersumbat',
    'cek jalan ini pak, rusak',
    'informasi jadwal sampah',
  ])('%j is a report, whatever its first word', (text) => {
    expect(parse(text)).toMatchObject({ kind: 'report', explicit: false, text });
  });

  test.each([
    'tolak pembangunan minimarket di Batu Merah',
    'balas dendam warga terjadi lagi',
    'nilai 5 anak saya di rapor hilang semua',
  ])('%j may be a report, which the words are kept for', (text) =>
    expect(parse(text)).toMatchObject({ kind: 'command', orReport: { kind: 'report' } }),
  );

  test('ANONIM and RAHASIA with an id behind them are about that report; an id among other words is part of a report', () => {
    expect(parse(`RAHASIA ${id}`)).toMatchObject({ kind: 'command', command: 'confidential', id });
    expect(parse(`${id} anonim`)).toMatchObject({ kind: 'command', command: 'anonymous', id });
    expect(parse(`anonim laporan ${id} pak`)).toMatchObject({ kind: 'command', command: 'anonymous', id });
    expect(parse(`ANONIM lampu mati seperti laporan ${id}`)).toMatchObject({ kind: 'report', anonymous: true });
  });

  test('a rating out of range is a rating without a value', () => {
    expect(parse('nilai 9')).toEqual({ kind: 'command', command: 'rate', text: '' });
    expect(parse(`nilai ${id} 0`)).toMatchObject({ command: 'rate', id });
    expect(parse(`nilai ${id} 0`)).not.toHaveProperty('rating');
  });
});

describe('an id', () => {
  const spellings: readonly ((id: string) => string)[] = [
    (i) => i,
    (i) => i.toLowerCase(),
    (i) => i.replace('-', ''),
    (i) => i.replace('-', ' '),
    (i) => `${i.slice(0, 7)} ${i.slice(7)}`,
    (i) => `(${i})`,
    (i) => `#${i}.`,
  ];

  test('is found however it is spelt, behind or before any command that takes one', () => {
    const taking = commandWords.filter((c) => c.form !== 'nothing' && c.command !== 'answered');
    fc.assert(
      fc.property(
        ids,
        fc.constantFrom(...taking),
        fc.constantFrom(...spellings),
        fc.boolean(),
        (own, rule, spell, first) => {
          const word = rule.words[0]!;
          const value = rule.command === 'rate' ? ' 4' : '';
          const text = first ? `${spell(own)} ${word}${value}` : `${word} ${spell(own)}${value}`;
          expect(parse(text)).toMatchObject({ kind: 'command', command: rule.command, id: own });
        },
      ),
    );
  });

  test('alone asks for the status, with words behind it it is a reply', () => {
    expect(parse(id)).toMatchObject({ command: 'status', id });
    expect(parse(`${id} kapan dikerjakan?`)).toEqual({
      kind: 'command',
      command: 'reply',
      id,
      text: 'kapan dikerjakan?',
    });
  });

  test('that is none of ours is said to be unknown', () => {
    expect(parse('status AMB-0O1IL00')).toEqual({ kind: 'command', command: 'status', text: '', unknownId: true });
  });

  test('is needed for what an officer reports as answered', () => {
    expect(parse(`LAPOR DIJAWAB ${id} lampu diganti`)).toEqual({
      kind: 'command',
      command: 'answered',
      id,
      text: 'lampu diganti',
    });
    expect(parse('lapor dijawab sudah')).toMatchObject({ kind: 'report' });
  });
});

describe('a report', () => {
  test.each([
    ['AMBON lampu mati', { text: 'lampu mati', explicit: true, anonymous: false, confidential: false }],
    ['ambon: lampu mati', { text: 'lampu mati', explicit: true }],
    ['AMBON ANONIM guru tidak masuk', { text: 'guru tidak masuk', anonymous: true, confidential: false }],
    ['rahasia anonim, pungli di kantor', { text: 'pungli di kantor', anonymous: true, confidential: true }],
    ['Ambon Plaza macet terus', { text: 'Ambon Plaza macet terus', explicit: false }],
    ['lampu mati lagi', { text: 'lampu mati lagi', explicit: false }],
  ])('%j', (text, expected) => expect(parse(text)).toMatchObject({ kind: 'report', ...expected }));
});

describe('any text at all', () => {
  test('is read without a crash and keeps its words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem()), (text) => {
        const intent = parse(text);
        expect(intent.kind !== 'report' || intent.text.isWellFormed()).toBe(true);
      }),
      { numRuns: runs(300, 1000) },
    );
  });

  test('no more than the API takes of a text is read, however long it is', () => {
    const intent = parse(`AMBON ${'lampu mati '.repeat(10_000)}`);
    expect(intent.kind === 'report' && intent.text.length).toBeLessThanOrEqual(4000);
  });

  test('case and signs around a command change nothing', () => {
    const bare = commandWords.filter((c) => c.form !== 'id-and-text');
    fc.assert(
      fc.property(
        fc.constantFrom(...bare.flatMap((c) => c.words.map((word) => ({ word, command: c.command })))),
        fc.constantFrom('', ' ', '  ', '!', '...', '"', '*', '(', '- '),
        fc.constantFrom('', ' ', '!', '.', '?', '...', '"', ' :)'),
        fc.boolean(),
        ({ word, command }, before, after, upper) => {
          const text = `${before}${upper ? word.toUpperCase() : word}${after}`;
          expect(parse(text)).toMatchObject({ kind: 'command', command });
        },
      ),
    );
  });
});

test('another city is spoken to by its own name, and no Ambon is left in what it reads', () => {
  const bandung = { ...ambonWords, idPrefix: 'BDG', keyword: keywordOf({ name: 'Kota Bandung' }), areas: [] };
  const read = (text: string) => readSms(text, bandung);
  expect(read('BANDUNG lampu jalan mati di Jalan Dago').intent).toMatchObject({
    explicit: true,
    place: { named: true },
  });
  expect(typed(read('STATUS BANDUNG').intent)).toBe('status');
  expect(read('lampu mati di bandung').said.place).toEqual({ named: false });
  expect(read('AMBON lampu jalan mati').intent).toMatchObject({ explicit: false, text: 'AMBON lampu jalan mati' });
});
