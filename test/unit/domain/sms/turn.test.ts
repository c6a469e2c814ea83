/** The dialogue with a phone, message by message. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ambon, ambonWords } from '../../../support/ambon.ts';
import { agencyId, type command } from '../../../support/complaints.ts';
import { readSms } from '../../../../functions/domain/sms/grammar.ts';
import type { SmsPart } from '../../../../functions/domain/sms/dialogue.ts';
import { phone } from '../../../support/phone.ts';
import { runs } from '../../../support/runs.ts';

const batuMerah = ambon.areas.find((a) => a.name === 'Batu Merah')!.code;
const passo = ambon.areas.find((a) => a.name === 'Passo')!.code;
const answered: Parameters<typeof command>[] = [
  ['verify', 'coordinator', { agencyId }],
  ['answer', 'owner', { text: 'Sudah.' }],
];

describe('a report', () => {
  test('with place and substance is filed and goes to its clear owner', () => {
    const citizen = phone();
    expect(citizen.send('AMBON lampu jalan mati di Batu Merah')).toBe('received');
    expect(citizen.own).toMatchObject([
      { areaCode: batuMerah, serviceCode: 'lampu-jalan', autoForwardTo: 'dinas-perhubungan' },
    ]);
  });

  test('without a place is filed at once; the answer is joined to it and sends it on', () => {
    const citizen = phone();
    expect(citizen.send('lampu jalan mati sudah tiga malam')).toBe('received-where');
    expect(citizen.own[0]).not.toHaveProperty('autoForwardTo');
    expect(citizen.send('di batumera dekat masjid')).toBe('located');
    expect(citizen.actions()).toEqual(['file', 'complete']);
    expect(citizen.own).toMatchObject([{ areaCode: batuMerah, autoForwardTo: 'dinas-perhubungan' }]);
  });

  test('is asked about twice at most; then the coordinator takes over', () => {
    const citizen = phone();
    expect(citizen.send('jalan rusak parah sekali')).toBe('received-where');
    expect(citizen.send('di rumah')).toBe('where-again');
    expect(citizen.send('tidak tahu')).toBe('taken-over');
    expect(citizen.actions()).toEqual(['file', 'complete', 'complete']);
    expect(citizen.state().question).toBeUndefined();
  });

  test('that says too little is asked for its substance, and keeps the wish for privacy', () => {
    const citizen = phone();
    expect(citizen.send('RAHASIA pungli')).toBe('received-what');
    expect(citizen.own).toMatchObject([{ confidential: true }]);
    expect(citizen.send('petugas minta uang di kantor lurah Passo')).toBe('located');
    expect(citizen.actions()).toEqual(['file', 'complete']);
    expect(citizen.state().question).toBeUndefined();
  });

  test('that never says enough is filed all the same', () => {
    const citizen = phone();
    expect([citizen.send('lampu'), citizen.send('lampu itu'), citizen.send('lampu pak')]).toEqual([
      'received-what',
      'where-again',
      'taken-over',
    ]);
    expect(citizen.actions()).toEqual(['file', 'complete', 'complete']);
  });

  test('begun with the keyword is a new one, though a question is open', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati');
    expect(citizen.send('AMBON sampah menumpuk di Passo')).toBe('received');
    expect(citizen.own).toHaveLength(2);
  });

  test('is a new one a day after the question', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati');
    citizen.at('2026-03-14 10:01');
    citizen.send('sampah menumpuk di Passo');
    expect(citizen.own).toHaveLength(2);
  });

  test('sent again word for word is filed and answered once', () => {
    const citizen = phone();
    citizen.send('sampah menumpuk di Passo');
    expect(citizen.send('sampah menumpuk di Passo')).toBeUndefined();
    expect(citizen.own).toHaveLength(1);
  });
});

describe('what comes while a question is open', () => {
  test('names the place, though the report before ended where an SMS is full', () => {
    const citizen = phone();
    const full = 'lampu jalan mati sudah tiga malam, '.padEnd(160, 'gelap sekali dan takut lewat ');
    expect(full).toHaveLength(160);
    expect(citizen.send(full)).toBe('received-where');
    citizen.at('2026-03-13 10:01');
    expect(citizen.send('di Batu Merah')).toBe('located');
    expect(citizen.own).toMatchObject([{ areaCode: batuMerah, autoForwardTo: 'dinas-perhubungan' }]);
  });

  test('is a report of its own when it has another service and place; the question stays', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati sudah tiga malam');
    const { question } = citizen.state();
    expect(citizen.send('sampah menumpuk di Passo')).toBe('received');
    expect(citizen.own.map((c) => [c.serviceCode, c.areaCode])).toEqual([
      ['sampah', passo],
      ['lampu-jalan', undefined],
    ]);
    expect(citizen.state().question).toEqual(question);
    expect(citizen.send('di Batu Merah')).toBe('located');
    expect(citizen.own[1]).toMatchObject({ areaCode: batuMerah });
  });

  test.each([
    'di Batu Merah',
    'lampu jalan mati di Batu Merah',
    'Batu Merah samping terminal mardika',
    'kantor lurah Batu Merah',
    'depan sekolah dekat pasar Batu Merah',
    'Batu Merah, got depan rumah pak RT',
  ])('is the answer: %s', (text) => {
    const citizen = phone();
    citizen.send('lampu jalan mati sudah tiga malam');
    expect(citizen.send(text)).toBe('located');
    expect(citizen.own).toMatchObject([{ areaCode: batuMerah }]);
  });

  test('is a report when it says too much for an answer to "where?"', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati sudah tiga malam');
    citizen.send(
      'semalam ada orang mabuk bawa parang kejar mengejar lempar batu bikin takut seluruh penghuni di Passo',
    );
    expect(citizen.actions()).toEqual(['file', 'file']);
  });

  test('is a report when it may be one and comes hours later', () => {
    const text = 'anjing liar gigit orang tadi kemarin malam di Passo';
    const [soon, late] = [phone(), phone()];
    for (const citizen of [soon, late]) citizen.send('lampu jalan mati sudah tiga malam');
    soon.at('2026-03-13 11:59');
    late.at('2026-03-13 12:01');
    expect([soon.send(text), late.send(text)]).toEqual(['located', 'received']);
  });

  test('after an officer has asked, too', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.move(['ask', 'coordinator', { text: 'Tiang yang mana?' }]);
    expect(citizen.send('sampah menumpuk di Passo')).toBe('received');
    expect(citizen.send('lampu yang di depan sekolah dekat got')).toBe('noted');
    expect(citizen.actions()).toEqual(['file', 'file', 'reply']);
  });

  test('after an officer has asked, without a place too when it says much about something else', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.move(['ask', 'coordinator', { text: 'Tiang yang mana?' }]);
    citizen.send(
      'sampah menumpuk dua minggu belum diangkut petugas, baunya menyengat sekali, lalat masuk rumah warga, bak penuh meluber',
    );
    expect(citizen.actions()).toEqual(['file', 'file']);
  });

  // Whatever the report that was asked about, and whatever the other.
  test('is kept, and none is lost in another: every pair of plain complaints', () => {
    const plain = ['lampu jalan mati', 'sampah menumpuk', 'got tersumbat', 'pohon tumbang', 'parkir liar ganggu warga'];
    const pairs = plain.flatMap((a) => plain.filter((b) => b !== a).map((b) => [a, b] as const));
    for (const [first, second] of pairs) {
      const citizen = phone();
      expect(citizen.send(`${first} sudah lama`)).toBe('received-where');
      expect(citizen.send(`${second} di Passo`), `${first}, then ${second}`).toBe('received');
      expect(citizen.own[1]).not.toHaveProperty('areaCode');
    }
  });

  test.each(ambon.areas.map((a) => a.name.split('/')[0]!))('and a place alone is an answer: %s', (name) => {
    const citizen = phone();
    citizen.send('lampu jalan mati sudah tiga malam');
    expect(citizen.send(`di ${name} dekat gereja`)).toBe('located');
    expect(citizen.actions()).toEqual(['file', 'complete']);
  });
});

describe('a long message', () => {
  const long = `${'sampah menumpuk di Passo '.repeat(6)}dan`;

  test('that was cut goes on with its next part, in silence', () => {
    const citizen = phone();
    expect([citizen.send(long), citizen.send('baunya sampai ke sekolah')]).toEqual(['received', undefined]);
    expect(citizen.actions()).toEqual(['file', 'complete']);
    // The last one was not cut.
    expect(citizen.send('got tersumbat di Lateri')).toBe('received');
  });

  test.each(['AMBON lampu padam', 'lampu jalan mati di Batu Merah', 'sampah menumpuk di Lateri'])(
    'is not gone on with by a new report: %s',
    (text) => {
      const citizen = phone();
      citizen.send(long);
      citizen.send(text);
      expect(citizen.actions()).toEqual(['file', 'file']);
    },
  );

  test('is over after three minutes, when an SMS was not cut, and after six', () => {
    const late = phone();
    late.send(long);
    late.at('2026-03-13 10:04');
    late.send('baunya sampai ke rumah');
    expect(late.actions()).toEqual(['file', 'file']);
    const short = phone();
    short.send(long.slice(0, 145));
    short.send('baunya sampai ke rumah');
    expect(short.actions()).toEqual(['file', 'file']);
    const many = phone();
    many.send(long);
    for (let n = 0; n < 6; n += 1) many.send(`${n} ${long}`.slice(0, 153));
    expect(many.actions()).toEqual(['file', ...Array<string>(5).fill('complete'), 'file']);
  });

  const part = (number: number, total = 3, reference = '7') => ({ reference, number, total });

  test('whose parts are labelled is one report, in any order, and the first raises its privacy', () => {
    const citizen = phone();
    expect(citizen.send('dan baunya busuk', part(2))).toBe('received');
    expect(citizen.send('AMBON ANONIM sampah menumpuk', part(1))).toBeUndefined();
    expect(citizen.send('di Batu Merah', part(3))).toBeUndefined();
    expect(citizen.own).toMatchObject([{ anonymous: true, areaCode: batuMerah }]);
    expect(citizen.turns.map((t) => t.act?.text)).toEqual([
      '(2/3) dan baunya busuk',
      '(1/3) sampah menumpuk',
      'di Batu Merah',
    ]);
  });

  test('that begins with a later part goes to nobody before the first has come, and is never a command', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah', part(2));
    expect(citizen.own).toMatchObject([{ serviceCode: 'lampu-jalan' }]);
    expect(citizen.own[0]).not.toHaveProperty('autoForwardTo');
    citizen.send('stop', part(3));
    expect(citizen.state().optedOut).toBeUndefined();
    expect(citizen.actions()).toEqual(['file', 'complete']);
  });

  test('whose parts have all come is asked about when none says where', () => {
    const citizen = phone();
    expect([citizen.send('lampu jalan mati', part(1, 2)), citizen.send('sudah tiga malam', part(2, 2))]).toEqual([
      'received',
      'where-again',
    ]);
    expect(citizen.send('di Batu Merah')).toBe('located');
  });

  test('of another time, or with a part that has come, is another message; a part sent twice is none', () => {
    const citizen = phone();
    citizen.send('sampah menumpuk di Passo', part(1, 2));
    citizen.send('sampah menumpuk di Passo', part(1, 2));
    expect(citizen.actions()).toEqual(['file']);
    citizen.send('got tersumbat di Lateri', part(1, 2));
    expect(citizen.actions()).toEqual(['file', 'file']);
    citizen.at('2026-03-13 11:01');
    citizen.send('airnya meluap', part(2, 2));
    expect(citizen.actions()).toEqual(['file', 'file', 'file']);
  });

  test('of more parts than a phone writes is not joined for ever', () => {
    const citizen = phone();
    for (let number = 1; number <= 22; number += 1) citizen.send(`sampah ${'x'.repeat(number)}`, part(number, 21));
    expect(citizen.actions()).toEqual(Array<string>(22).fill('file'));
    expect(citizen.state().long).toBeUndefined();
  });

  test('two at once do not mix', () => {
    const citizen = phone();
    citizen.send('sampah menumpuk di Passo', part(1, 2, '7'));
    citizen.send('got tersumbat di Lateri', part(1, 2, '8'));
    citizen.send('baunya busuk', part(2, 2, '7'));
    citizen.send('airnya meluap', part(2, 2, '8'));
    expect(citizen.joined()).toEqual([
      ['sampah menumpuk di Passo', 'baunya busuk'],
      ['got tersumbat di Lateri', 'airnya meluap'],
    ]);
  });

  test('is an answer as a whole', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati');
    citizen.send('di Batu Merah dekat masjid', part(1, 2));
    citizen.send('yang tiangnya miring', part(2, 2));
    expect(citizen.actions()).toEqual(['file', 'complete', 'complete']);
    expect(citizen.own).toHaveLength(1);
  });
});

describe('nothing that a citizen writes is lost', () => {
  const words = fc.constantFrom(
    ...'lampu jalan mati di Passo sampah menumpuk got tersumbat Lateri dekat gereja lama sekali RAHASIA AMBON anjing'.split(
      ' ',
    ),
  );
  const body = fc.array(words, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '));
  const label = fc.record({
    reference: fc.constantFrom('1', '2'),
    number: fc.integer({ min: 1, max: 3 }),
    total: fc.constant(3),
  });
  const sms = fc.record({
    body,
    part: fc.option(label, { nil: undefined, freq: 2 }),
    minutes: fc.constantFrom(0, 1, 5, 90, 1500),
  });

  /** Those sent for the first time that say something, and whose words no report got. */
  function lost(all: readonly { body: string; part: SmsPart | undefined; minutes: number }[]): string[] {
    const citizen = phone('2026-03-02 08:00');
    const sent = new Set<string>();
    let minutes = 0;
    return all.flatMap(({ body: text, part, minutes: later }) => {
      minutes += later;
      citizen.later(minutes);
      citizen.send(text, part);
      const kept = citizen.turns.at(-1)?.act?.text ?? '';
      const bare = text.replace(/^(?:(?:RAHASIA|AMBON)\b ?)+/, '');
      const fine = sent.has(text) || readSms(bare, ambonWords).said.telling === 0 || kept.endsWith(bare);
      sent.add(text);
      return fine ? [] : [`${text} | ${kept}`];
    });
  }

  test('the words of each SMS go into a report at once, unless they say nothing or have been sent before', () => {
    fc.assert(
      fc.property(fc.array(sms, { minLength: 1, maxLength: 12 }), (all) => {
        expect(lost(all)).toEqual([]);
      }),
      { numRuns: runs(100, 300) },
    );
  });
});

describe('a command', () => {
  function withAnswer() {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.move(...answered);
    return citizen;
  }

  test('accepts, and a digit then rates', () => {
    const citizen = withAnswer();
    const code = citizen.code();
    expect([citizen.send('setuju'), citizen.send(code)]).toEqual(['confirm-accept', 'accepted']);
    expect([citizen.send('5'), citizen.send(code)]).toEqual(['confirm-rate', 'rated']);
    expect(citizen.own[0]).toMatchObject({ state: 'CLOSED', rating: 5 });
  });

  test.each(['SETUJU %', 'setuju AMB-2222222 %', 'AMB-2222222 setuju %', 'Setuju pak % terima kasih'])(
    'with the code of our SMS is done at once: %s',
    (text) => {
      const citizen = withAnswer();
      expect(citizen.send(text.replace('%', citizen.code()))).toBe('accepted');
      expect(citizen.send(`NILAI 4 ${citizen.code()}`)).toBe('rated');
      expect(citizen.own[0]).toMatchObject({ state: 'CLOSED', rating: 4 });
    },
  );

  test('with a wrong code does nothing; after three the codes rest for a day, and a refusal still counts', () => {
    const citizen = withAnswer();
    const right = citizen.code();
    const wrong = ['100', '101', '102', '103'].filter((code) => code !== right).slice(0, 3);
    expect(wrong.map((code) => citizen.send(`SETUJU ${code}`))).toEqual([
      'confirm-accept',
      'confirm-accept',
      'confirm-accept',
    ]);
    expect(citizen.send(`SETUJU ${right}`)).toBe('codes-rest');
    expect(citizen.own[0]).toMatchObject({ state: 'ANSWERED' });
    citizen.at('2026-03-14 10:01');
    expect(citizen.send(`CABUT ${right}`)).toBe('withdrawn');
  });

  test('of another report does nothing with this one', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Passo');
    citizen.send('AMBON sampah menumpuk di Passo');
    expect(citizen.send(`CABUT ${citizen.own[1]!.id} ${citizen.code(0)}`)).toBe('confirm-withdraw');
    expect(citizen.send(`CABUT ${citizen.code(1)}`)).toBe('withdrawn');
    expect(citizen.own.map((c) => c.state)).toEqual(['RECEIVED', 'WITHDRAWN']);
  });

  test('refuses with a reason, which is asked for when there is none', () => {
    const citizen = withAnswer();
    expect(citizen.send('TOLAK')).toBe('reason');
    expect(citizen.send('masih gelap')).toBe('objected');
    expect(citizen.own[0]).toMatchObject({ state: 'IN_PROGRESS', reopened: 1 });
  });

  test('that cannot be is answered with where the report stands', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    expect([citizen.send('setuju'), citizen.send('nilai 5')]).toEqual(['status', 'status']);
    expect(citizen.actions()).toEqual(['file']);
  });

  test("with an id that is not the sender's own learns nothing", () => {
    const citizen = withAnswer();
    expect(citizen.send('status AMB-2222238')).toBe('not-found');
    expect(citizen.send('setuju AMB-2222238')).toBe('not-found');
    expect(citizen.send('status AMB-0O1IL00')).toBe('not-found');
  });

  test('a list waits for the very next SMS: later a digit rates, and withdraws nothing', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Passo');
    citizen.move(...answered);
    citizen.send('AMBON sampah menumpuk di Passo');
    expect(citizen.send('CABUT')).toBe('choose');
    expect(citizen.send('SETUJU')).toBe('confirm-accept');
    expect(citizen.send(citizen.code(1))).toBe('accepted');
    expect(citizen.send('2')).toBe('confirm-rate');
    expect(citizen.send(citizen.code(1))).toBe('rated');
    expect(citizen.actions()).not.toContain('withdraw');
    expect(citizen.own.map((c) => c.state).toSorted()).toEqual(['CLOSED', 'RECEIVED']);
  });

  test('a digit that is not on the list is shown the list again', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Passo');
    citizen.send('AMBON sampah menumpuk di Passo');
    expect([citizen.send('CABUT'), citizen.send('7'), citizen.send('1')]).toEqual([
      'choose',
      'choose',
      'confirm-withdraw',
    ]);
  });

  test('a list that was not sent after STOP is answered by no digit', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Passo');
    citizen.send('AMBON sampah menumpuk di Passo');
    citizen.send(`STOP ${citizen.stopCode()}`);
    citizen.send('CABUT');
    citizen.send('1');
    expect(citizen.actions()).not.toContain('withdraw');
  });

  test.each([
    'setuju tapi belum',
    'setuju, masih gelap',
    'setuju tapi lampunya masih gelap',
    'setuju AMB-2222222 mar balom',
  ])('%j keeps these words, and refuses the answer after YA', (text) => {
    const citizen = withAnswer();
    expect(citizen.send(text)).toBe('confirm-object');
    expect(citizen.actions().at(-1)).toBe('comment');
    expect(citizen.send('ya')).toBe('objected');
    expect(citizen.actions().at(-1)).toBe('object');
    expect(citizen.turns.at(-1)?.act?.text).toMatch(/belum|masih|balom/);
  });

  test.each([
    'setuju tapi',
    'setuju AMB-2222222 kenapa begitu',
    'setuju cuma lain kali cepat',
    'AMB-2222222 setuju, tidak',
  ])('%j closes nothing: it is asked SETUJU or TOLAK, and the words are kept', (text) => {
    const citizen = withAnswer();
    expect(citizen.send(text)).toBe('status');
    expect(citizen.actions().at(-1)).toBe('comment');
    expect(citizen.own[0]?.state).toBe('ANSWERED');
  });

  test('a report that begins with setuju is one when no answer waits', () => {
    const citizen = phone();
    expect(citizen.send('setuju, tapi jalan di Passo masih rusak')).toBe('received');
  });

  test('that may mean several is answered with a list, and a digit chooses', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.send('sampah menumpuk di Passo');
    expect(citizen.send('balas kapan diangkut')).toBe('choose');
    expect(citizen.turns.at(-1)?.reply?.ids).toEqual(['AMB-2222238', 'AMB-2222222']);
    expect(citizen.send('2')).toBe('noted');
    expect(citizen.turns.at(-1)?.act).toMatchObject({
      action: 'comment',
      text: 'kapan diangkut',
      complaint: { id: 'AMB-2222222' },
    });
    expect(citizen.send('2')).toBe('help');
  });

  test('of somebody without a report is a report when its words may be one', () => {
    const citizen = phone();
    expect(citizen.send('status')).toBe('no-report');
    expect(citizen.send('tolak pembangunan minimarket di Batu Merah')).toBe('received');
    expect(citizen.turns.at(-1)?.act).toMatchObject({ text: 'tolak pembangunan minimarket di Batu Merah' });
  });

  test('TOLAK opens a closed report again, by its id or bare; with words alone it may be a new report', () => {
    const citizen = withAnswer();
    citizen.send(`setuju ${citizen.code()}`);
    const { id } = citizen.own[0]!;
    expect(citizen.send('tolak pembangunan minimarket di Passo')).toBe('received');
    expect(citizen.send(`tolak ${id} mati lagi`)).toBe('reopened');
    expect(citizen.own.find((c) => c.id === id)).toMatchObject({ state: 'IN_PROGRESS', reopened: 1 });
  });

  test('CABUT withdraws, and needs to be spelt', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    expect(citizen.send('cabut laporan saya')).toBe('confirm-withdraw');
    expect(citizen.send(`cabut ${citizen.code()}`)).toBe('withdrawn');
    expect(citizen.own[0]).toMatchObject({ state: 'WITHDRAWN' });
    expect(citizen.send('cabut')).toBe('status');
  });

  test('what an officer asked is answered with BALAS or with words alone', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.move(['ask', 'coordinator', { text: 'Yang mana?' }]);
    expect(citizen.send('yang di depan sekolah')).toBe('noted');
    expect(citizen.own[0]).toMatchObject({ state: 'RECEIVED' });
    citizen.move(['ask', 'coordinator', { text: 'Sekolah apa?' }]);
    expect(citizen.send('balas SD Negeri 5')).toBe('noted');
    citizen.move(['ask', 'coordinator', { text: 'Sekolah yang di mana?' }]);
    expect(citizen.send('yang di depan sekolah')).toBe('noted');
    expect(citizen.actions()).toEqual(['file', 'reply', 'reply', 'reply']);
  });

  test('BALAS without words takes the next SMS, though its words are those of the report', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    expect([citizen.send('balas'), citizen.send('lampu jalan mati di Batu Merah')]).toEqual(['how-to-reply', 'noted']);
  });

  test('what an officer asked may be answered days later, while it still waits', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.move(['ask', 'coordinator', { text: 'Yang mana?' }]);
    citizen.at('2026-03-15 12:00');
    expect(citizen.send('di depan gereja silo')).toBe('noted');
    expect(citizen.actions()).toEqual(['file', 'reply']);
  });

  test.each(['tolak', 'balas'])('a long %s goes on in the next SMS', (word) => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    const asked: typeof answered = [['ask', 'coordinator', { text: 'Yang mana?' }]];
    citizen.move(...(word === 'tolak' ? answered : asked));
    citizen.send(`${word} ${citizen.own[0]!.id} `.padEnd(160, 'masih gelap sekali '));
    expect(citizen.send('dan warga takut lewat pada malam hari')).toBeUndefined();
    expect(citizen.own).toHaveLength(1);
    expect(citizen.joined()[0]?.at(-1)).toBe('dan warga takut lewat pada malam hari');
  });

  test('BALAS without words takes the next SMS', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    expect([citizen.send('balas'), citizen.send('sudah lima malam')]).toEqual(['how-to-reply', 'noted']);
  });
});

describe('RAHASIA and ANONIM', () => {
  test('raise the privacy of a report that was filed, by its id or alone', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    const { id } = citizen.own[0]!;
    expect(citizen.send(`RAHASIA ${id}`)).toBe('made-confidential');
    expect(citizen.own[0]).toMatchObject({ id, confidential: true, anonymous: false });
    expect(citizen.send('anonim')).toBe('made-anonymous');
    expect(citizen.own[0]).toMatchObject({ id, confidential: true, anonymous: true });
    expect(citizen.send(`anonim ${id}`)).toBe('made-anonymous');
    expect(citizen.actions()).toEqual(['file', 'privacy', 'privacy']);
  });

  test('of several ask which', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    citizen.send('sampah menumpuk di Passo');
    expect([citizen.send('rahasia'), citizen.send('2')]).toEqual(['choose', 'made-confidential']);
    expect(citizen.own.map((c) => c.confidential)).toEqual([false, true]);
    expect(citizen.send('rahasia pak')).toBe('made-confidential');
    expect(citizen.own.map((c) => c.confidential)).toEqual([true, true]);
  });

  test('before words file a report; alone and without one they begin it', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    expect(citizen.send('ANONIM sampah menumpuk di Passo')).toBe('received');
    expect(citizen.own).toMatchObject([{ anonymous: true }, { anonymous: false }]);
    const other = phone();
    expect([other.send('RAHASIA'), other.send('petugas minta uang di kantor lurah Passo')]).toEqual([
      'what',
      'received',
    ]);
    expect(other.own).toMatchObject([{ confidential: true }]);
  });

  test("of somebody else's report learn nothing and change nothing", () => {
    const citizen = phone();
    expect([citizen.send('RAHASIA AMB-2222238'), citizen.send('ANONIM AMB-2222238')]).toEqual([
      'not-found',
      'not-found',
    ]);
    expect(citizen.turns.some((t) => t.act)).toBe(false);
  });
});

describe('a machine that answers with the same words again and again', () => {
  test.each(['BANTUAN', '999', 'STOP', 'MULAI', 'STATUS AMB-2222238', 'BALAS'])(
    '%s is answered once an hour',
    (text) => {
      const robot = phone();
      expect(robot.send(text)).toBeDefined();
      for (let more = 1; more <= 5; more += 1) expect(robot.send(text)).toBeUndefined();
      robot.at('2026-03-13 11:00');
      expect(robot.send(text)).toBeDefined();
    },
  );

  test('is no answer to our question: the same words again say nothing more', () => {
    const robot = phone();
    const words = 'Maaf saya sedang menyetir nanti saya hubungi';
    expect(robot.send(words)).toBe('received-where');
    for (let more = 1; more <= 3; more += 1) expect(robot.send(words)).toBeUndefined();
    expect(robot.actions()).toEqual(['file']);
    expect(robot.send('di Batu Merah')).toBe('located');
  });

  test('while somebody who asks how it stands is answered three times, and again an hour later', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    const asked = () => citizen.send('status');
    expect([asked(), asked(), asked(), asked()]).toEqual(['status', 'status', 'status', undefined]);
    expect(citizen.send('bantuan')).toBe('help');
    expect(asked()).toBe('status');
    citizen.at('2026-03-13 11:00');
    expect(asked()).toBe('status');
  });

  test('what an SMS does, it does though nothing is said', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    const { id } = citizen.own[0]!;
    const replies = [1, 2, 3, 4].map(() => citizen.send(`balas ${id} masih mati`));
    expect(replies).toEqual(['noted', 'noted', 'noted', undefined]);
    expect(citizen.own[0]?.version).toBe(5);
  });
});

describe('STOP', () => {
  test('is confirmed, and then nothing is said any more, though reports are still taken', () => {
    const citizen = phone();
    expect(citizen.send('stop')).toBe('confirm-stop');
    expect(citizen.send(`STOP ${citizen.stopCode()}`)).toBe('stopped');
    expect([citizen.send('status'), citizen.send('halo'), citizen.send('lampu mati di Passo')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(citizen.own).toHaveLength(1);
    expect([citizen.send('mulai'), citizen.send('status')]).toEqual(['started', 'status']);
  });
});

test('thanks and a greeting are answered once a day', () => {
  expect(phone().send('terima kasih banyak pak wali')).toBe('thanked');
  expect(phone().send('terima kasih tapi masih gelap')).toBe('received-where');
  const citizen = phone();
  expect([citizen.send('terima kasih'), citizen.send('danke pak'), citizen.send('halo')]).toEqual([
    'thanked',
    undefined,
    'help',
  ]);
  expect([citizen.send('halo'), citizen.send('bantuan')]).toEqual([undefined, 'help']);
});
