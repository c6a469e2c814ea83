/** An SMS that tells of a danger: whom to call comes first, once an hour; the report is filed as usual. */
import { codeOfPhone } from '../../../functions/domain/complaint/act-code.ts';
import { describe, expect, test } from 'vitest';
import { conversationOffice } from '../../support/conversation.ts';

const fire = 'ada kebakaran rumah di Kudamati tolong cepat';
const replies = (office: ReturnType<typeof conversationOffice>) =>
  [...office.table.inbound.values()].map((record) => record.reply);

describe('an SMS about a danger', () => {
  test('is answered with the numbers to call, and filed as usual', async () => {
    const office = conversationOffice();
    await office.send(fire);
    const [complaint] = office.own();
    expect(complaint).toMatchObject({ state: 'RECEIVED', serviceCode: 'kebakaran', danger: 'kebakaran' });
    expect(replies(office)).toEqual([
      {
        template: 'danger',
        complaintId: complaint!.id,
        call: [
          { name: 'darurat kota', number: '112', free: true },
          { name: 'pemadam kebakaran', number: '113' },
        ],
      },
    ]);
    expect([...office.table.events.values()]).toMatchObject([
      { action: 'file', danger: { kind: 'kebakaran', agencyId: 'dinas-damkar' } },
    ]);
  });

  test('is filed although its words also ask where an earlier report stands', async () => {
    const office = conversationOffice();
    await office.send('lampu jalan mati di Passo');
    await office.send('kapan petugas datang, ada kebakaran rumah di Passo');
    expect(office.own().map((complaint) => complaint.danger)).toEqual([undefined, 'kebakaran']);
  });

  test('asks for a place that is missing, and takes the answer', async () => {
    const office = conversationOffice();
    await office.send('ada orang tenggelam tolong');
    await office.send('di Hative Kecil dekat jembatan');
    expect(office.replies()).toEqual(['danger-where', 'located']);
    expect(office.own()).toMatchObject([{ danger: 'laut', areaCode: expect.any(String) }]);
  });

  test('is answered so once an hour; more words of it are kept, and the officers told of each', async () => {
    const office = conversationOffice();
    await office.send(fire);
    office.clock.set('2026-03-13 10:59');
    await office.send('kebakaran di Kudamati, api makin besar, cepat');
    office.clock.set('2026-03-13 11:01');
    await office.send('kebakaran juga di Waihaong dekat masjid');
    expect(office.replies().map((template) => template?.startsWith('danger'))).toEqual([true, false, true]);
    expect([...office.table.events.values()].map((event) => event.danger?.kind)).not.toContain(undefined);
  });

  test('is kept with a report of the sender where it is a command, and answered alone where it changes nothing', async () => {
    const office = conversationOffice();
    await office.send('lampu jalan mati di Passo');
    const [{ id } = { id: '' }] = office.own();
    await office.send(`STATUS ${id} ada orang kesetrum di bawah tiang, pingsan`);
    expect(office.replies().at(-1)).toMatch(/^danger-(noted|call)$/);
  });

  test('is answered although the phone has opted out', async () => {
    const office = conversationOffice();
    await office.send('STOP');
    const [asked] = office.table.inbound.values();
    await office.send(`STOP ${codeOfPhone(asked?.mac ?? '')}`);
    await office.send(fire);
    expect(office.replies()).toEqual(['confirm-stop', 'stopped', 'danger']);
  });

  test.each(['kebakaran sudah padam di Kudamati', 'lampu jalan mati di Batu Merah'])('%s: is none', async (text) => {
    const office = conversationOffice();
    await office.send(text);
    expect(office.replies()[0]).not.toMatch(/danger/);
    expect(office.own()[0]).not.toHaveProperty('danger');
  });
});
