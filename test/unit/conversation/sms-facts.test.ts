/** What an SMS is made from: the complaint that it files, the complaints that are read for it, and its format on the wire. */
import { describe, expect, test } from 'vitest';
import { fileBySms } from '../../../functions/conversation/file-by-sms.ts';
import { received } from '../../../functions/conversation/inbound-schema.ts';
import { conversationRoutes } from '../../../functions/conversation/routes.ts';
import { matchesHash, reporterSecret } from '../../../functions/access/secrets.ts';
import { ambon } from '../../support/ambon.ts';
import { conversationOffice, phoneNumber, signed } from '../../support/conversation.ts';
import { fakeCipher, fakeMac } from '../../support/fakes/keys.ts';
import { ask } from '../../support/request.ts';

describe('a report by SMS', () => {
  const file = (over: object = {}) =>
    fileBySms(conversationOffice().deps, {
      id: 'AMB-7K3Q9C5',
      e164: '+628114706999',
      mac: 'mac',
      act: {
        kind: 'file',
        text: 'lampu mati',
        asks: false,
        anonymous: false,
        confidential: false,
        area: undefined,
        service: undefined,
        autoForwardTo: undefined,
        receivedAt: '2026-03-12T23:00:00.000Z',
        ...over,
      },
    });

  test('is an ordinary complaint of its reporter, from when it was received', async () => {
    const { change, identity } = await file();
    expect(change.complaint).toMatchObject({
      class: 'pengaduan',
      track: 'ordinary',
      channel: 'sms',
      contact: 'mobile',
      phoneMac: 'mac',
      receivedAt: '2026-03-12T23:00:00.000Z',
    });
    expect(change.event.actor).toEqual({ role: 'reporter' });
    expect(change.text?.text).toEqual({ description: 'lampu mati' });
    expect(await fakeCipher.decrypt('AMB-7K3Q9C5', identity)).toEqual({ phone: '+628114706999' });
    const secret = await reporterSecret(fakeMac, 'AMB-7K3Q9C5');
    expect(matchesHash(secret, change.complaint.reporterSecretHash)).toBe(true);
  });

  test('has the class and the track of its service', async () => {
    const [service] = ambon.services;
    const of = async (over: object) => (await file({ service: { ...service, ...over } })).change.complaint;
    expect(await of({ class: 'aspirasi', track: 'inspection' })).toMatchObject({
      class: 'aspirasi',
      track: 'inspection',
      serviceCode: service!.code,
    });
    expect(await of({ class: 'permintaan-informasi', track: undefined })).toMatchObject({
      class: 'permintaan-informasi',
      track: 'information',
    });
  });
});

describe('the complaints read for an SMS', () => {
  test('are those that the phone’s state names, each once, because the index lags', async () => {
    const asked: (readonly string[])[] = [];
    const office = conversationOffice();
    const store = {
      ...office.deps.store,
      complaintsOf: (...args: Parameters<typeof office.deps.store.complaintsOf>) => {
        asked.push(args[1]);
        return office.deps.store.complaintsOf(...args);
      },
    };
    const lagging = conversationOffice({ store });
    await lagging.send('lampu jalan mati di Passo');
    expect(asked).toEqual([[]]);
    const [id] = [...office.table.complaints.keys()];
    await lagging.send('halo');
    expect(asked[1]).toEqual([id]);
    await lagging.send(`LAPOR CEK ${id}`);
    expect(asked[2]).toEqual([id]);
  });

  test('of one phone are told apart by the id that was typed', async () => {
    const office = conversationOffice();
    for (const text of ['lampu jalan mati di Passo', 'LAPOR sampah menumpuk di pasar Mardika']) await office.send(text);
    const ids = [...office.table.complaints.keys()];
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      await office.send(`LAPOR CEK ${id}`);
      expect([...office.table.inbound.values()].at(-1)?.reply?.complaintId).toBe(id);
    }
  });

  test('are not read again for an SMS that was taken before', async () => {
    const office = conversationOffice();
    let reads = 0;
    const counting = conversationOffice({
      store: {
        ...office.deps.store,
        phone: async (...args) => {
          reads += 1;
          return office.deps.store.phone(...args);
        },
      },
    });
    expect(await counting.send('lampu mati', { messageId: 'once' })).toBe('accepted');
    const before = reads;
    expect(await counting.send('lampu mati', { messageId: 'once' })).toBe('duplicate');
    expect(reads).toBe(before);
  });
});

test('a gateway may post a form, signed as JSON is', async () => {
  const office = conversationOffice();
  const raw = new URLSearchParams({ messageId: 'f-1', from: phoneNumber, body: 'lampu mati' }).toString();
  const headers = signed(raw, office.clock.now(), undefined, 'application/x-www-form-urlencoded');
  const routes = conversationRoutes(office.deps);
  const answer = await ask(routes, 'POST /sms/inbound', { headers, body: Buffer.from(raw) });
  expect(answer).toEqual({ status: 200, body: { outcome: 'accepted' } });
  expect(received.options).toEqual(['accepted', 'duplicate', 'ignored']);
  const json = JSON.stringify({ messageId: 'j-1', from: phoneNumber, body: 'halo' });
  const { 'content-type': _, ...untyped } = signed(json, office.clock.now(), undefined, '');
  expect(await ask(routes, 'POST /sms/inbound', { headers: untyped, body: Buffer.from(json) })).toMatchObject({
    status: 200,
  });
});
