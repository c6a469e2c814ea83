/** One inbound SMS: its signature, its one transaction, and what it must never do. */
import { ChangedMeanwhile, Conflict } from '../../../functions/domain/kernel/errors.ts';
import { describe, expect, test } from 'vitest';
import { parseBody, readInbound } from '../../../functions/conversation/inbound-schema.ts';
import { conversationRoutes } from '../../../functions/conversation/routes.ts';
import { smsGatewayOwner } from '../../../functions/domain/city/sms-gateway.ts';
import { InvalidInput, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { wit } from '../../support/ambon.ts';
import { conversationOffice, gatewaySecret, phoneNumber, signed } from '../../support/conversation.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { fakeReplyCipher, fakeSecrets } from '../../support/fakes/keys.ts';

const now = wit('2026-03-13 10:00');

describe('an SMS', () => {
  test('becomes a complaint like any other, its number encrypted, its clock started at our receipt', async () => {
    const office = conversationOffice();
    expect(await office.send('AMBON ANONIM lampu jalan mati di Batu Merah')).toBe('accepted');
    const [complaint] = office.own();
    expect(complaint).toMatchObject({
      state: 'RECEIVED',
      channel: 'sms',
      contact: 'mobile',
      anonymous: true,
      serviceCode: 'lampu-jalan',
      receivedAt: now.toISOString(),
    });
    expect(JSON.stringify(complaint)).not.toContain('4706999');
    const [record] = office.table.inbound.values();
    expect(record).toMatchObject({
      complaintId: complaint!.id,
      version: 1,
      reply: { template: 'received', complaintId: complaint!.id },
    });
    expect(await fakeReplyCipher.decrypt('m-1', record!.number!)).toEqual({ phone: '+628114706999' });
    expect([...office.table.texts.values()]).toMatchObject([
      { text: { description: 'lampu jalan mati di Batu Merah' } },
    ]);
  });

  test('is taken once by its id, however often and at whatever times it comes', async () => {
    const office = conversationOffice();
    const again = () => office.send('lampu jalan mati di Passo', { messageId: 'x' });
    const outcomes = [await again(), await again(), await again()];
    expect(outcomes).toEqual(['accepted', 'duplicate', 'duplicate']);
    expect(office.own()).toHaveLength(1);
  });

  test('of a short code, a name or a landline is not answered and leaves nothing', async () => {
    const office = conversationOffice();
    for (const from of ['1708', 'TELKOMSEL', '0911-312345', '+12025550123'])
      expect(await office.send('lampu jalan mati di Passo', { from })).toBe('ignored');
    expect(office.table.inbound.size + office.table.complaints.size).toBe(0);
  });

  test('with the first words of a report a while before keeps the clock of those', async () => {
    const office = conversationOffice();
    await office.send('lampu');
    office.clock.set('2026-03-13 11:00');
    await office.send('jalan mati di Passo');
    expect(office.own()).toMatchObject([{ receivedAt: now.toISOString() }]);
  });

  test('shows that a phone is on again: what it says, or an SMS that does nothing else, takes the mark off', async () => {
    const office = conversationOffice();
    await office.send('lampu jalan mati di Passo');
    await office.send('sampah menumpuk di Lateri');
    const mark = () => {
      for (const c of office.own()) office.table.complaints.set(c.id, { ...c, unreachableAt: now.toISOString() });
    };
    const marked = () => office.own().filter((c) => c.unreachableAt !== undefined).length;
    mark();
    await office.send('bantuan', { from: '081299999999' });
    expect(marked()).toBe(2);
    await office.send('bantuan');
    await office.send('status');
    expect(marked()).toBe(0);
    expect([...office.table.events.values()].filter((e) => e.action === 'reachable')).toMatchObject([
      { actor: { role: 'system' }, version: 2 },
      { actor: { role: 'system' }, version: 2 },
    ]);
    mark();
    const { id } = office.own()[0]!;
    await office.send(`balas ${id} masih mati`);
    expect(office.table.complaints.get(id)).not.toHaveProperty('unreachableAt');
    expect([...office.table.events.values()].filter((e) => e.complaintId === id).map((e) => e.action)).toEqual([
      'file',
      'reachable',
      'comment',
    ]);
  });

  test('in parts is one complaint from whichever comes first, on the clock of that one', async () => {
    const office = conversationOffice();
    const part = (number: number) => ({ part: { reference: '7', number, total: 3 } });
    await office.send('dan baunya busuk', part(2));
    office.clock.set('2026-03-13 10:20');
    await office.send('AMBON RAHASIA sampah menumpuk', part(1));
    await office.send('di Batu Merah', part(3));
    expect(office.texts()).toEqual([['(2/3) dan baunya busuk', '(1/3) sampah menumpuk', 'di Batu Merah']]);
    expect(office.own()).toMatchObject([{ confidential: true, receivedAt: now.toISOString(), version: 3 }]);
    expect(office.own()[0]).not.toHaveProperty('autoForwardTo');
  });

  test('that may do no more what it asks for is answered with where the report stands, and its words are kept', async () => {
    const office = conversationOffice();
    await office.send('lampu jalan mati di Passo');
    const [filed] = office.own();
    const closed = { ...filed!, state: 'CLOSED' as const, closedAt: '2025-01-06T00:00:00.000Z' };
    office.table.complaints.set(closed.id, closed);
    await office.send(`TOLAK ${closed.id} masih gelap`);
    expect(office.replies()).toEqual(['received', 'status']);
    expect(office.texts()).toEqual([['lampu jalan mati di Passo', 'masih gelap']]);
    expect(office.own()).toMatchObject([{ state: 'CLOSED' }]);
  });

  test("with somebody else's id learns nothing and changes nothing", async () => {
    const office = conversationOffice();
    await office.send('lampu jalan mati di Passo');
    const { id } = office.own()[0]!;
    await office.send(`status ${id}`, { from: '081234567890' });
    await office.send(`balas ${id} halo`, { from: '081234567890' });
    const replies = [...office.table.inbound.values()].slice(1).map((r) => r.reply);
    expect(replies).toEqual([{ template: 'not-found' }, { template: 'not-found' }]);
    expect(office.own()[0]).toMatchObject({ version: 1 });
  });

  test('that loses a race is decided anew; after five it is an error, and the gateway sends it again', async () => {
    let raced = 0;
    const office = conversationOffice();
    const racing = {
      ...office.deps.store,
      async commit(write: Parameters<typeof office.deps.store.commit>[0]) {
        raced += 1;
        if (raced <= 2) throw new ChangedMeanwhile('phone');
        return office.deps.store.commit(write);
      },
    };
    const patient = conversationOffice({ store: racing });
    expect(await patient.send('lampu jalan mati di Passo')).toBe('accepted');
    const hopeless = conversationOffice();
    let tries = 0;
    const commit = async () => {
      tries += 1;
      throw new ChangedMeanwhile('phone');
    };
    const lost = conversationOffice({ store: { ...hopeless.deps.store, commit } });
    const sending = lost.send('lampu jalan mati di Passo');
    await expect(sending).rejects.toThrow('an SMS lost five races in a row');
    await expect(sending).rejects.toMatchObject({ cause: expect.any(ChangedMeanwhile) as unknown });
    await expect(sending).rejects.not.toBeInstanceOf(Conflict);
    expect(tries).toBe(5);
  });
});

describe('the webhook', () => {
  const office = conversationOffice();
  const routes = conversationRoutes(office.deps);
  const post = (raw: string, headers: Record<string, string>) =>
    routes['POST /sms/inbound']!({
      path: {},
      query: {},
      headers,
      body: Buffer.from(raw),
      subject: undefined,
    });
  const raw = JSON.stringify({ messageId: 'g-1', from: phoneNumber, body: 'halo' });

  test('takes what the gateway has signed, 5 minutes before or after', async () => {
    expect(await post(raw, signed(raw, now))).toEqual({ status: 200, body: { outcome: 'accepted' } });
    expect(await post(raw, signed(raw, wit('2026-03-13 09:55')))).toEqual({
      status: 200,
      body: { outcome: 'duplicate' },
    });
    const prefixed = signed(raw, now);
    expect(await post(raw, { ...prefixed, 'x-signature': `sha256=${prefixed['x-signature']}` })).toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['no signature', {}],
    ['another secret', signed(raw, now, 'lain')],
    ['another body', signed(`${raw} `, now)],
    ['an old signature', signed(raw, wit('2026-03-13 09:54:59'))],
    ['one from the future', signed(raw, wit('2026-03-13 10:05:01'))],
    ['a timestamp that is none', { ...signed(raw, now), 'x-timestamp': 'now' }],
    ['a signature that is none', { ...signed(raw, now), 'x-signature': 'zz' }],
  ])('refuses %s', async (_, headers) => {
    await expect(post(raw, headers)).rejects.toThrow(Unauthenticated);
  });

  test('takes either of two secrets while one replaces the other, and none that has ended', async () => {
    const encrypt = (secret: string, endsAt?: string) => ({
      ciphertext: fakeSecrets.encrypt(smsGatewayOwner, secret),
      ...(endsAt ? { endsAt } : {}),
    });
    const directory = fakeDirectory({
      smsGateway: { version: 2, secrets: [encrypt(gatewaySecret, '2026-03-13T00:00:00Z'), encrypt('baru')] },
    });
    const rotated = conversationRoutes({ ...office.deps, directory })['POST /sms/inbound']!;
    const call = (secret: string) =>
      rotated({
        path: {},
        query: {},
        headers: signed(raw, now, secret),
        body: Buffer.from(raw),
        subject: undefined,
      });
    expect(await call('baru')).toMatchObject({ status: 200 });
    await expect(call(gatewaySecret)).rejects.toThrow(Unauthenticated);
  });

  test('names the field that is missing', async () => {
    const bad = JSON.stringify({ from: phoneNumber });
    await expect(post(bad, signed(bad, now))).rejects.toMatchObject({
      fields: [{ field: 'messageId' }, { field: 'body' }],
    });
    await expect(post('{', signed('{', now))).rejects.toThrow(InvalidInput);
  });

  test('takes no id that JSON has rounded: two SMS would be one', async () => {
    const bad = `{"messageId":12345678901234567890,"from":"${phoneNumber}","body":"AMBON lampu jalan mati"}`;
    await expect(post(bad, signed(bad, now))).rejects.toMatchObject({ fields: [{ field: 'messageId' }] });
  });
});

describe('a gateway may call the fields', () => {
  const expected = { messageId: '7', from: '0811', body: 'halo', part: undefined };
  test.each([
    [{ messageId: '7', from: '0811', body: 'halo' }],
    [{ MessageSid: '7', From: '0811', Body: 'halo', AccountSid: 'x' }],
    [{ msgid: 7, msisdn: '0811', text: 'halo' }],
    [{ inboundMessageId: '7', originationNumber: '0811', messageBody: 'halo', messageKeyword: 'K' }],
  ])('%j', (given) => expect(readInbound(given)).toEqual(expected));

  test('as a form too, with the parts of a long SMS', () => {
    const form = 'msgid=7&msisdn=0811&text=halo+pak&concat-ref=9&concat-part=2&concat-total=3';
    const read = readInbound(parseBody(Buffer.from(form), 'application/x-www-form-urlencoded; charset=utf-8'));
    expect(read).toEqual({
      messageId: '7',
      from: '0811',
      body: 'halo pak',
      part: { reference: '9', number: 2, total: 3 },
    });
  });
});
