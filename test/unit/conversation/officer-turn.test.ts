/** The boundaries of an officer's code by SMS: its time, its tries, the parts that it waits for, and its digits. */
import { describe, expect, test } from 'vitest';
import { phoneMac } from '../../../functions/access/secrets.ts';
import { smsGatewayOwner } from '../../../functions/domain/city/sms-gateway.ts';
import { filed, steps, story } from '../../support/complaints.ts';
import { conversationOffice, gatewaySecret } from '../../support/conversation.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { fakeMac, fakeReplyCipher, fakeSecrets } from '../../support/fakes/keys.ts';
import { officers } from '../../support/staff.ts';

const id = 'AMB-7K3Q9C5';
const from = '081234567890';
const mac = await phoneMac(fakeMac, '+6281234567890');

function office(random?: (length: number) => Uint8Array, life = steps.forwarded('2026-03-13 09:00')) {
  const secrets = [{ ciphertext: fakeSecrets.encrypt(smsGatewayOwner, gatewaySecret) }];
  const liaison = { ...officers.liaison, phoneMac: mac };
  const directory = fakeDirectory({ officers: [liaison], smsGateway: { version: 1, secrets } });
  const world = conversationOffice({ directory, ...(random ? { random } : {}) });
  world.table.complaints.set(id, story(filed('2026-03-13 09:00', { id }), life).complaint);
  const last = () => [...world.table.inbound.values()].at(-1)!;
  return {
    ...world,
    liaison,
    say: (text: string, part?: { reference: string; number: number; total: number }) =>
      world.send(text, { from, ...(part ? { part } : {}) }),
    template: () => last().reply?.template,
    code: async () => (await fakeReplyCipher.decrypt(last().id, last().number!)).code ?? '',
    state: () => world.table.complaints.get(id)!.state,
    said: () => [...world.table.texts.values()].filter((one) => one.complaintId === id).at(-1)?.text['text'],
    waiting: () => world.table.phones.get(mac)?.confirmation,
  };
}
const asked = async (world: ReturnType<typeof office>, text = 'sudah diganti') => {
  await world.say(`LAPOR DIJAWAB ${id} ${text}`);
  return world.code();
};
const other = (code: string): string => (code === '111111' ? '222222' : '111111');

describe('a code', () => {
  test.each([
    ['2026-03-13 10:10:00', 'responded', 'IN_PROGRESS'],
    ['2026-03-13 10:10:00.001', 'code-wrong', 'FORWARDED'],
  ])('of 10:00 at %s: %s', async (local, template, state) => {
    const world = office();
    const code = await asked(world);
    world.clock.set(local);
    await world.say(code);
    expect([world.template(), world.state()]).toEqual([template, state]);
    expect(world.waiting()).toBeUndefined();
  });

  test('is good after two wrong ones, and gone after the third', async () => {
    const world = office();
    const code = await asked(world);
    for (const tries of [1, 2]) {
      await world.say(other(code));
      expect([world.template(), world.waiting()?.tries]).toEqual(['code-wrong', tries]);
    }
    await world.say(code);
    expect(world.template()).toBe('responded');
    const gone = office();
    const right = await asked(gone);
    for (let tries = 0; tries < 3; tries += 1) await gone.say(other(right));
    expect([gone.template(), gone.waiting()]).toEqual(['code-wrong', undefined]);
  });

  test('records the response without words when there were none', async () => {
    const world = office();
    await world.say(await asked(world, ''));
    expect([world.template(), world.state(), world.said()]).toEqual(['responded', 'IN_PROGRESS', undefined]);
  });

  test('does nothing any more when the complaint has moved on, or the officer has left', async () => {
    const moved = office();
    const code = await asked(moved);
    const { complaint } = story(filed('2026-03-13 09:00', { id }), steps.answered('2026-03-13 09:30'));
    moved.table.complaints.set(id, complaint);
    await moved.say(code);
    expect([moved.template(), moved.state()]).toEqual(['responded-before', 'ANSWERED']);
    const left = office();
    const late = await asked(left);
    left.liaison.validTo = '2026-03-01';
    await left.say(late);
    expect([left.template(), left.state()]).toEqual(['responded-before', 'FORWARDED']);
  });

  test('is not asked for a complaint that has its response', async () => {
    const world = office(undefined, steps.answered('2026-03-13 09:00'));
    await world.say(`LAPOR DIJAWAB ${id} sudah`);
    expect([world.template(), world.waiting()]).toEqual(['responded-before', undefined]);
  });

  test('has six digits, each as likely as the others: bytes from 250 on are drawn again', async () => {
    const bytes = [250, 255, 249, 10, 21, 251, 32, 43, 54, 65, ...Array<number>(22).fill(0)];
    const world = office((length) => Uint8Array.from({ length }, (_, n) => bytes[n] ?? 0));
    expect(await asked(world)).toBe('901234');
    const short = office((length) => Uint8Array.from({ length }, (_, n) => (n < 3 ? 7 : 250)));
    expect(await asked(short)).toBe('777777');
  });
});

describe('an officer’s phone is a citizen’s too', () => {
  test.each([`LAPOR CEK ${id}`, 'LAPOR DIJAWAB', 'lampu jalan mati di Passo', '123456'])(
    'for %s, which asks for no code',
    async (text) => {
      const world = office();
      await world.say(text);
      expect(world.template()).not.toBe('code');
      expect([world.waiting(), world.state()]).toEqual([undefined, 'FORWARDED']);
    },
  );

  test('for digits that are not six, which cost no try', async () => {
    const world = office();
    await asked(world);
    await world.say('12345');
    expect(world.waiting()?.tries).toBe(0);
  });
});

describe('the parts of a long message', () => {
  const label = (number: number, reference = 'r') => ({ reference, number, total: 12 });
  const start = async (world: ReturnType<typeof office>) => {
    await world.say(`LAPOR DIJAWAB ${id} satu`, label(1));
    return world.code();
  };

  test('are joined in the order they come, ten at most', async () => {
    const world = office();
    const code = await start(world);
    for (let number = 2; number <= 11; number += 1) await world.say(`p${number}`, label(number));
    await world.say(code);
    expect(world.said()).toBe('satu p2 p3 p4 p5 p6 p7 p8 p9 p10');
  });

  test('are as long as an action’s text may be', async () => {
    const world = office();
    const code = await start(world);
    await world.say('x'.repeat(3995), label(2));
    await world.say('y', label(3));
    await world.say(code);
    expect(world.said()).toBe(`satu ${'x'.repeat(3995)}`);
  });

  test.each([
    ['of another message', label(2, 'other')],
    ['that is a first one', label(1)],
    ['without a label', undefined],
  ])('%s are not joined', async (_, part) => {
    const world = office();
    const code = await start(world);
    await world.say('lampu di jalan lain juga padam', part);
    await world.say(code);
    expect(world.said()).toBe('satu');
  });

  test('are waited for as long as the code', async () => {
    const world = office();
    await start(world);
    world.clock.set('2026-03-13 10:10:00');
    await world.say('dua', label(2));
    expect(world.waiting()?.text).toBe('satu dua');
    world.clock.set('2026-03-13 10:10:00.001');
    await world.say('tiga', label(3));
    expect(world.waiting()?.text).toBe('satu dua');
  });
});
