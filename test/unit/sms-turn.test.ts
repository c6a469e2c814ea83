/** The dialogue with a phone, message by message. */
import { describe, expect, test } from 'vitest';
import { ambon } from '../support/ambon.ts';
import { agencyId, type command } from '../support/complaints.ts';
import { phone } from '../support/phone.ts';

const batuMerah = ambon.areas.find((a) => a.name === 'Batu Merah')!.code;
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
    expect(citizen.send('RAHASIA pungli')).toBe('what');
    expect(citizen.own).toEqual([]);
    expect(citizen.send('petugas minta uang di kantor lurah Passo')).toBe('received');
    expect(citizen.own).toMatchObject([{ confidential: true }]);
    expect(citizen.state().question).toBeUndefined();
  });

  test('that never says enough is filed all the same', () => {
    const citizen = phone();
    expect([citizen.send('lampu'), citizen.send('lampu'), citizen.send('lampu')]).toEqual([
      'what',
      'what-again',
      'received',
    ]);
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

describe('a long message', () => {
  const long = 'sampah menumpuk di Passo '.repeat(6);

  test('goes on with its next part, in silence', () => {
    const citizen = phone();
    expect([citizen.send(long), citizen.send('dan baunya sampai ke sekolah')]).toEqual(['received', undefined]);
    expect(citizen.actions()).toEqual(['file', 'complete']);
    citizen.at('2026-03-13 10:04');
    expect(citizen.send('got tersumbat di Lateri')).toBe('received');
  });

  test('whose parts are labelled is one report, in any order', () => {
    const citizen = phone();
    const part = (number: number) => ({ reference: '7', number, total: 3 });
    expect(citizen.send('dan baunya busuk', part(2))).toBeUndefined();
    expect(citizen.own).toHaveLength(0);
    expect(citizen.send('AMBON ANONIM sampah menumpuk', part(1))).toBe('received');
    expect(citizen.send('di Batu Merah', part(3))).toBeUndefined();
    expect(citizen.own).toMatchObject([{ anonymous: true, areaCode: batuMerah }]);
    const [, first] = citizen.turns;
    expect(first?.act).toMatchObject({ kind: 'file', text: 'sampah menumpuk dan baunya busuk' });
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
    expect([citizen.send('setuju'), citizen.send('5')]).toEqual(['accepted', 'rated']);
    expect(citizen.own[0]).toMatchObject({ state: 'CLOSED', rating: 5 });
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
    citizen.send('setuju');
    const { id } = citizen.own[0]!;
    expect(citizen.send('tolak pembangunan minimarket di Passo')).toBe('received');
    expect(citizen.send(`tolak ${id} mati lagi`)).toBe('reopened');
    expect(citizen.own.find((c) => c.id === id)).toMatchObject({ state: 'IN_PROGRESS', reopened: 1 });
  });

  test('CABUT withdraws, and needs to be spelt', () => {
    const citizen = phone();
    citizen.send('lampu jalan mati di Batu Merah');
    expect(citizen.send('cabut laporan saya')).toBe('withdrawn');
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
    expect(citizen.actions()).toEqual(['file', 'reply', 'reply']);
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
    expect(citizen.send('stop')).toBe('stopped');
    expect([citizen.send('status'), citizen.send('halo'), citizen.send('lampu mati di Passo')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(citizen.own).toHaveLength(1);
    expect([citizen.send('mulai'), citizen.send('status')]).toEqual(['started', 'status']);
  });
});

test('thanks are not answered, and a greeting once a day', () => {
  const citizen = phone();
  expect([citizen.send('terima kasih'), citizen.send('halo'), citizen.send('halo'), citizen.send('bantuan')]).toEqual([
    undefined,
    'help',
    undefined,
    'help',
  ]);
});
