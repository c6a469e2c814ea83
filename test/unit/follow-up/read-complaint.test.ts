/** A complaint as an officer reads it: names of who acted and looked, the area's name, and what may be done. */
import { describe, expect, test } from 'vitest';
import { readComplaint } from '../../../functions/follow-up/read-complaint.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps } from '../../support/complaints.ts';
import { officers } from '../../support/staff.ts';

const id = 'AMB-7K3Q9C5';
const area = ambon.areas[0]!;

async function hall() {
  const city = cityHall('2026-03-17 09:00');
  await city.keep(filed('2026-03-13 10:00', { id, areaCode: area.code }), [
    ...steps.forwarded('2026-03-16 10:00'),
    ['2026-03-16 11:00', 'note', 'staff', { text: 'Catatan.', actor: { role: 'liaison', id: 'sub-liaison' } }],
    ['2026-03-16 12:00', 'note', 'staff', { text: 'Lagi.', actor: { role: 'liaison', id: 'sub-gone' } }],
  ]);
  return {
    ...city,
    read: (who: keyof typeof officers) => readComplaint(city)({ subject: officers[who].subject, trackingId: id }),
  };
}

test('names whoever acted or looked at the identity, and nobody who is no officer any more', async () => {
  const city = await hall();
  const look = {
    complaintId: id,
    at: '2026-03-17T00:00:00.000Z',
    officer: 'sub-mayor',
    role: 'supervisor',
    reason: 'uji',
  } as const;
  city.table.accesses.push(look);
  const { officers: named, accesses } = await city.read('coordinator');
  expect(named).toEqual([
    { subject: 'sub-coordinator', name: 'Nama sub-coordinator' },
    { subject: 'sub-liaison', name: 'Nama sub-liaison' },
    { subject: 'sub-mayor', name: 'Nama sub-mayor' },
  ]);
  expect(accesses).toEqual([look]);
});

test('names the area, if there is one', async () => {
  const city = await hall();
  expect((await city.read('coordinator')).areaName).toBe(area.name);
  delete city.table.complaints.get(id)!.areaCode;
  expect((await city.read('coordinator')).areaName).toBeNull();
});

describe('what may be done', () => {
  test('has the form for photos unless there are five', async () => {
    const city = await hall();
    expect(await city.read('liaison')).toMatchObject({ mayAttach: true });
    city.table.complaints.get(id)!.attachments = ['a', 'b', 'c', 'd', 'e'];
    expect(await city.read('liaison')).toMatchObject({ mayAttach: false });
  });

  test('says which texts the reporter never sees', async () => {
    const { actions } = await (await hall()).read('liaison');
    const internal = new Map(actions.map((one) => [one.action, one.internal]));
    expect([internal.get('note'), internal.get('respond')]).toEqual([true, false]);
  });
});

test('nothing is suggested to an officer who does not coordinate', async () => {
  expect((await (await hall()).read('auditor')).suggestions).toEqual([]);
});
