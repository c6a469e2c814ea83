/** Events to the member: as the filing client, everybody and a relay get them, full and empty. */
import { describe, expect, test } from 'vitest';
import type { Complaint, ComplaintEvent } from '../../../functions/domain/complaint/complaint.ts';
import type { WebhookFact } from '../../../functions/domain/webhooks/ports.ts';
import { cloudEvent, hiddenEvent, upstreamView } from '../../../functions/webhooks/cloud-event.ts';
import { ambon } from '../../support/ambon.ts';
import { filed, steps, story } from '../../support/complaints.ts';

const service = ambon.services.find((s) => s.code === 'lampu-jalan')!;
const agency = ambon.agencies.find((a) => a.id === 'dinas-perhubungan')!;
const names = { city: ambon.city, agency, service };
const nobody = { city: ambon.city, agency: undefined, service: undefined };

const told = story(
  filed('2026-03-13 10:00', { serviceCode: service.code, areaCode: '81.71.02.1019', lat: -3.695, long: 128.181 }),
  steps.answered('2026-03-13 11:00'),
);
const report = {
  title: 'Lampu',
  description: 'Padam.',
  reference: 'APP-1',
  address: 'Jalan Raya',
  landmark: 'gereja',
  incidentDate: '2026-03-12',
};
const answer: WebhookFact = { event: told.events[3]!, text: { text: 'Sudah.' }, report };
const dataOf = (event: object) => (event as { data: object }).data;

const publicData = {
  trackingId: told.complaint.id,
  version: 4,
  action: 'answer',
  at: '2026-03-13T02:00:00.000Z',
  by: 'liaison',
  previousStatus: 'IN_PROGRESS',
  status: 'ANSWERED',
  statusLabel: 'Ditindaklanjuti, menunggu tanggapan',
  open: true,
  class: 'pengaduan',
  track: 'ordinary',
  serviceCode: service.code,
  serviceName: service.name,
  agency: { id: agency.id, name: agency.name },
  dueOn: told.complaint.dueOn,
  expectedOn: told.complaint.expectedOn,
  expectedAt: told.complaint.expectedAt,
  outcome: null,
  scheduledOn: null,
  archivedBecause: null,
};

test('the envelope names event, city and place in the order', () => {
  const { data, ...envelope } = cloudEvent({ fact: answer, complaint: told.complaint, sight: 'public', names }) as {
    data: object;
  };
  expect(envelope).toEqual({
    specversion: '1.0',
    id: 'AMB-7K3Q9C5-4',
    source: 'urn:tanggap:AMB',
    type: 'tanggap.complaint.answer',
    subject: 'AMB-7K3Q9C5',
    time: '2026-03-13T02:00:00.000Z',
    datacontenttype: 'application/json',
    sequence: '000004',
  });
  expect(data).toEqual(publicData);
  expect(publicData.dueOn).toBeTypeOf('string');
});

test('who sees all has text, report and privacy besides', () => {
  const complaint = { ...told.complaint, anonymous: true };
  const data = dataOf(cloudEvent({ fact: answer, complaint, sight: 'full', names }));
  expect(data).toEqual({
    ...publicData,
    anonymous: true,
    confidential: false,
    rating: null,
    attachment: null,
    reference: 'APP-1',
    text: 'Sudah.',
    report: expect.objectContaining({ title: 'Lampu', description: 'Padam.', incidentDate: '2026-03-12' }) as object,
  });
  expect(data).toMatchObject({ report: { location: { lat: -3.695, long: 128.181, landmark: 'gereja' } } });
});

describe('what is not known is null', () => {
  const bare = filed('2026-03-13 10:00');
  const { dueOn: _, expectedOn: __, expectedAt: ___, ...undated } = bare.event;
  const event = undated as ComplaintEvent;
  test('for everybody', () => {
    expect(
      dataOf(
        cloudEvent({
          fact: { event, text: undefined, report: undefined },
          complaint: bare.complaint,
          sight: 'public',
          names: nobody,
        }),
      ),
    ).toEqual({
      trackingId: bare.complaint.id,
      version: 1,
      action: 'file',
      at: event.at,
      by: 'reporter',
      previousStatus: null,
      status: 'RECEIVED',
      statusLabel: 'Diterima',
      open: true,
      class: 'pengaduan',
      track: 'ordinary',
      serviceCode: null,
      serviceName: null,
      agency: null,
      dueOn: null,
      expectedOn: null,
      expectedAt: null,
      outcome: null,
      scheduledOn: null,
      archivedBecause: null,
    });
  });

  test('for who sees all, of a report whose text was erased', () => {
    const data = dataOf(
      cloudEvent({
        fact: { event, text: undefined, report: undefined },
        complaint: bare.complaint,
        sight: 'full',
        names: nobody,
      }),
    );
    expect(data).toMatchObject({ reference: null, text: null, rating: null, attachment: null });
    expect((data as { report: object }).report).toMatchObject({
      title: null,
      description: null,
      incidentDate: null,
      location: { lat: null, long: null, areaCode: null, address: null, landmark: null },
    });
  });
});

describe('the text of an event', () => {
  const textOf = (over: Partial<ComplaintEvent>, text?: Record<string, string>) =>
    dataOf(
      cloudEvent({
        fact: { ...answer, event: { ...answer.event, ...over }, text },
        complaint: told.complaint,
        sight: 'full',
        names,
      }),
    );
  test('is told, but for the report itself and for what is internal', () => {
    expect(textOf({}, { text: 'Sudah.' })).toMatchObject({ text: 'Sudah.' });
    expect(textOf({}, undefined)).toMatchObject({ text: null });
    expect(textOf({ version: 1 }, { text: 'Sudah.' })).toMatchObject({ text: null });
    expect(textOf({ version: 2 }, { text: 'Sudah.' })).toMatchObject({ text: 'Sudah.' });
    expect(textOf({ action: 'verify' }, { text: 'Rahasia.' })).toMatchObject({ text: null });
  });
  test('comes with the rating, the photo and the reason that the event brought', () => {
    const photo = { id: 'A'.repeat(16), type: 'image/png', bytes: 1, sha256: 'x' } as const;
    expect(textOf({ rating: 4, attachment: photo, reasonCode: 'spam' })).toMatchObject({
      rating: 4,
      attachment: photo,
      archivedBecause: { code: 'spam', label: 'bukan laporan' },
    });
  });
});

test('what hides a complaint says only which', () => {
  expect(hiddenEvent(ambon.city, answer)).toMatchObject({
    type: 'tanggap.complaint.hidden',
    data: { trackingId: told.complaint.id },
  });
  expect(Object.keys(dataOf(hiddenEvent(ambon.city, answer)))).toEqual(['trackingId']);
});

describe('upstream’s words', () => {
  const all = {
    states: { ANSWERED: 'Selesai' },
    classes: { pengaduan: 'Aduan' },
    categories: { 'lampu-jalan': 'Penerangan' },
  };
  test('stand for ours, and ours where it has none', () => {
    expect(upstreamView({ from: 'filed', names: all }, answer, '77')).toEqual({
      id: '77',
      status: 'Selesai',
      class: 'Aduan',
      category: 'Penerangan',
    });
    const own = { id: null, status: 'ANSWERED', class: 'pengaduan', category: 'lampu-jalan' };
    expect(upstreamView({ from: 'filed', names: {} }, answer, undefined)).toEqual(own);
    expect(upstreamView({ from: 'filed' }, answer, undefined)).toEqual(own);
    const { serviceCode: _, ...event } = answer.event;
    const unsorted = { ...answer, event: event as ComplaintEvent };
    expect(upstreamView({ from: 'filed', names: all }, unsorted, undefined).category).toBeNull();
  });

  test('are told to a relay, and to nobody else', () => {
    const upstream = { id: '77', status: 'Selesai', class: 'Aduan', category: 'Penerangan' };
    const complaint: Complaint = told.complaint;
    expect(dataOf(cloudEvent({ fact: answer, complaint, sight: 'full', names, upstream }))).toMatchObject({ upstream });
    expect(dataOf(cloudEvent({ fact: answer, complaint, sight: 'full', names }))).not.toHaveProperty('upstream');
    expect(
      dataOf(cloudEvent({ fact: answer, complaint, sight: 'full', names, upstream: undefined })),
    ).not.toHaveProperty('upstream');
  });
});
