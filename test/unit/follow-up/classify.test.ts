/** A classification is corrected by the coordinator, proposed by the agency: track, total, messages and figures follow. */
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../../functions/domain/complaint/complaint.ts';
import { additionsOf } from '../../../functions/domain/statistics/statistics.ts';
import { outboundMessagesFor } from '../../../functions/domain/messages/outbound-messages.ts';
import { actAsStaff } from '../../../functions/follow-up/act-as-staff.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps, type Step } from '../../support/complaints.ts';
import { officers } from '../../support/staff.ts';

const id = 'AMB-7K3Q9C5';
const information = ambon.services.find((s) => s.class === 'permintaan-informasi')!;
const otherArea = ambon.areas.find((a) => a.code !== '81.71.02.1019')!.code;
const aspiration = ambon.services.find((s) => s.class === 'aspirasi' && s.track === undefined)!;

async function hallWith(more: readonly Step[], local = '2026-03-16 12:00') {
  const hall = cityHall(local);
  await hall.keep(filed('2026-03-16 09:00', { serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019' }), more);
  const act = (who: 'coordinator' | 'liaison', action: string, fields: object) =>
    actAsStaff(hall)({
      subject: officers[who].subject,
      trackingId: id,
      action,
      body: { expectedVersion: hall.now(id).version, ...fields },
    });
  const last = async (): Promise<ComplaintEvent> => (await hall.store.history(id)).events.at(-1)!;
  return { hall, act, last };
}

describe('the coordinator corrects', () => {
  test('a service: class, track and total follow, from receipt, and the reporter is told', async () => {
    const { hall, act, last } = await hallWith(steps.forwarded('2026-03-16 10:00'));
    expect(hall.now(id)).toMatchObject({ track: 'ordinary', expectedOn: '2026-04-13' });
    await act('coordinator', 'classify', { serviceCode: information.code });
    expect(hall.now(id)).toMatchObject({
      class: 'permintaan-informasi',
      serviceCode: information.code,
      track: 'information',
      expectedOn: '2026-03-30',
      state: 'FORWARDED',
    });
    const event = await last();
    expect(event.classifiedFrom).toMatchObject({ class: 'pengaduan', serviceCode: 'lampu-jalan', track: 'ordinary' });
    expect(outboundMessagesFor(event).map(({ template }) => template)).toEqual(['redated', 'classified']);
    // The complaint moves, as received and as taken over, to its new service.
    const figures = additionsOf({ event, month: '2026-03', monthOfReceipt: '2026-03' });
    expect(figures).toEqual([
      { month: '2026-03', serviceCode: 'lampu-jalan', counters: { received: -1 } },
      { month: '2026-03', serviceCode: 'lampu-jalan', agencyId: 'dinas-perhubungan', counters: { taken: -1 } },
      { month: '2026-03', serviceCode: information.code, counters: { received: 1 } },
      { month: '2026-03', serviceCode: information.code, agencyId: 'dinas-perhubungan', counters: { taken: 1 } },
    ]);
  });

  test('an area, which moves no date, so that nobody is told of one', async () => {
    const { hall, act, last } = await hallWith([]);
    await act('coordinator', 'classify', { areaCode: otherArea });
    expect(hall.now(id)).toMatchObject({ areaCode: otherArea, serviceCode: 'lampu-jalan', track: 'ordinary' });
    expect(outboundMessagesFor(await last())).toEqual([]);
    expect(additionsOf({ event: await last(), month: '2026-03', monthOfReceipt: '2026-03' })).toEqual([]);
  });

  test('and keeps a track that was set by hand, and a breach that is recorded', async () => {
    const set = await hallWith([
      ['2026-03-16 10:00', 'verify', 'coordinator', { agencyId: 'dinas-perhubungan', track: 'inspection' }],
    ]);
    await set.act('coordinator', 'classify', { serviceCode: aspiration.code });
    expect(set.hall.now(id)).toMatchObject({ class: 'aspirasi', track: 'inspection' });

    const late = await hallWith(steps.forwarded('2026-03-16 10:00'), '2026-05-04 12:00');
    await late.act('coordinator', 'classify', { serviceCode: information.code });
    expect(late.hall.now(id)).toMatchObject({ track: 'information', totalBreachedOn: '2026-04-13' });
    expect(late.hall.now(id).expectedOn).toBe('2026-04-13');
  });

  test.each<[string, Step[], object, object]>([
    ['an unknown service', [], { serviceCode: 'tidak-ada' }, { fields: [{ field: 'serviceCode' }] }],
    ['an unknown area', [], { areaCode: '99.99.99.9999' }, { fields: [{ field: 'areaCode' }] }],
    ['nothing', [], {}, { fields: [{ field: 'class' }] }],
    ['what it is already', [], { class: 'pengaduan' }, { fields: [{ field: 'class' }] }],
    ['after the answer', steps.answered('2026-03-16 10:00'), { class: 'aspirasi' }, { name: 'Conflict' }],
  ])('%s is refused', async (_, more, fields, error) => {
    const { act } = await hallWith(more);
    await expect(act('coordinator', 'classify', fields)).rejects.toMatchObject(error);
  });
});

describe('the agency proposes', () => {
  test('and changes nothing: the coordinator is told', async () => {
    const { hall, act, last } = await hallWith(steps.inProgress('2026-03-16 10:00'));
    const before = hall.now(id);
    await act('liaison', 'propose', { serviceCode: information.code, text: 'Ini pertanyaan.' });
    expect(hall.now(id)).toMatchObject({ serviceCode: before.serviceCode, track: before.track, dueOn: before.dueOn });
    expect((await last()).proposal).toEqual({ serviceCode: information.code });
    expect(outboundMessagesFor(await last())).toMatchObject([
      { template: 'proposed', recipient: { kind: 'office', office: 'coordinator' } },
    ]);
  });

  test('and may not correct', async () => {
    const { act } = await hallWith(steps.inProgress('2026-03-16 10:00'));
    await expect(act('liaison', 'classify', { class: 'aspirasi' })).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(act('liaison', 'propose', { text: 'Tanpa usul.' })).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});
