/** An officer reports by SMS that an answer was given. */
import { describe, expect, test } from 'vitest';
import { phoneMac } from '../../../functions/access/secrets.ts';
import { smsGatewayOwner } from '../../../functions/domain/city/sms-gateway.ts';
import { agencyId, filed, steps, story } from '../../support/complaints.ts';
import { conversationOffice, gatewaySecret } from '../../support/conversation.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { fakeMac, fakeReplyCipher, fakeSecrets } from '../../support/fakes/keys.ts';
import { officers } from '../../support/staff.ts';

const id = 'AMB-7K3Q9C5';
const from = '081234567890';
const mac = await phoneMac(fakeMac, '+6281234567890');

function office(over: Partial<typeof officers.liaison> = {}) {
  const secrets = [{ ciphertext: fakeSecrets.encrypt(smsGatewayOwner, gatewaySecret) }];
  const directory = fakeDirectory({
    officers: [{ ...officers.liaison, phoneMac: mac, ...over }],
    smsGateway: { version: 1, secrets },
  });
  const world = conversationOffice({ directory });
  const { complaint } = story(filed('2026-03-13 09:00', { id }), steps.forwarded('2026-03-13 09:00'));
  world.table.complaints.set(id, complaint);
  const last = () => [...world.table.inbound.values()].at(-1)!;
  return {
    ...world,
    template: () => last().reply?.template,
    code: async () => (await fakeReplyCipher.decrypt(last().id, last().number!)).code ?? '',
    now: () => world.table.complaints.get(id)!,
  };
}

describe('LAPOR DIJAWAB', () => {
  test('records respond, never answer, once six digits have come back', async () => {
    const world = office();
    await world.send(`LAPOR DIJAWAB ${id} lampu sudah diganti`, { from });
    expect(world.template()).toBe('code');
    expect(world.now().state).toBe('FORWARDED');
    const code = await world.code();
    expect(code).toMatch(/^\d{6}$/);
    expect(JSON.stringify([...world.table.phones.values()])).not.toContain(code);
    await world.send(code, { from });
    expect(world.template()).toBe('responded');
    await world.send(`lapor dijawab ${id} lagi`, { from });
    expect(world.template()).toBe('responded-before');
    expect(world.now()).toMatchObject({ state: 'IN_PROGRESS', version: 3 });
    expect([...world.table.events.values()].at(-1)).toMatchObject({
      action: 'respond',
      actor: { role: 'liaison', id: 'sub-liaison' },
      channel: 'sms',
    });
    expect([...world.table.texts.values()].at(-1)?.text).toEqual({ text: 'lampu sudah diganti' });
  });

  test.each([
    ['labelled by the gateway', { reference: '7', total: 2 }],
    ['cut where an SMS is full', undefined],
  ])('of more than one SMS keeps all its words: %s', async (_, label) => {
    const world = office();
    const part = (number: number) => (label ? { part: { ...label, number } } : {});
    const first = `LAPOR DIJAWAB ${id} `.padEnd(160, 'lampu sudah diganti ');
    await world.send(first, { from, ...part(1) });
    const code = await world.code();
    await world.send('dan tiangnya dicat sampai ujung jalan', { from, ...part(2) });
    expect(world.table.complaints.size).toBe(1);
    await world.send(code, { from });
    expect([...world.table.texts.values()].at(-1)?.text['text']).toMatch(/^lampu sudah .*dicat sampai ujung jalan$/);
  });

  test('does nothing with wrong digits, three times at most, nor after ten minutes', async () => {
    const world = office();
    await world.send(`lapor dijawab ${id} sudah`, { from });
    const code = await world.code();
    const wrong = code === '111111' ? '222222' : '111111';
    for (let tries = 1; tries <= 3; tries += 1) await world.send(wrong, { from });
    await world.send(code, { from });
    expect(world.now().state).toBe('FORWARDED');
    const late = office();
    await late.send(`lapor dijawab ${id} sudah`, { from });
    const old = await late.code();
    late.clock.set('2026-03-13 10:11');
    await late.send(old, { from });
    expect(late.template()).toBe('code-wrong');
    expect(late.now().state).toBe('FORWARDED');
  });

  test('asked for again and again in the same words sends three codes an hour, and the last one sent stays good', async () => {
    const world = office();
    const ask = () => world.send(`lapor dijawab ${id} sudah`, { from });
    for (let asked = 1; asked <= 3; asked += 1) await ask();
    const code = await world.code();
    await ask();
    expect(world.template()).toBeUndefined();
    await world.send(code, { from });
    expect([world.template(), world.now().state]).toEqual(['responded', 'IN_PROGRESS']);
  });

  test("from a number that is no officer's, or of another agency, records nothing", async () => {
    const world = office();
    await world.send(`LAPOR DIJAWAB ${id} sudah`, { from: '081299999999' });
    expect(world.template()).toBe('not-found');
    const other = office({ agencies: ['dinas-pupr'] });
    await other.send(`LAPOR DIJAWAB ${id} sudah`, { from });
    expect(other.template()).toBe('not-found');
    const retired = office({ validTo: '2026-01-01' });
    await retired.send(`LAPOR DIJAWAB ${id} sudah`, { from });
    expect(retired.template()).toBe('not-found');
    expect([world.now().state, other.now().state, retired.now().state]).toEqual([
      'FORWARDED',
      'FORWARDED',
      'FORWARDED',
    ]);
    expect(world.now().agencyId).toBe(agencyId);
  });
});
