/** Parts of messages: their records, the notice of an endpoint out of service, and how days are written. */
import { describe, expect, test } from 'vitest';
import { endpointNotice, outboundEndpointNotice } from '../../../../functions/domain/messages/endpoint-notice.ts';
import { dropReason, idempotencyRecord } from '../../../../functions/domain/messages/idempotency-record.ts';
import {
  byWhen,
  dayEnd,
  officeNames,
  showDay,
  showFullDay,
  showInstant,
} from '../../../../functions/domain/messages/message-dates.ts';
import { noticeTemplate, smsTemplate } from '../../../../functions/domain/messages/templates.ts';
import { ambon } from '../../../support/ambon.ts';
import { apiKeys } from '../../../support/fakes/directory.ts';

test.each<[object]>([
  [{ status: 'claimed', leaseUntil: 'x', attempts: 1 }],
  [{ status: 'sent', messageId: 'm', at: 'x' }],
  [{ status: 'unconfirmed', messageId: 'm', at: 'x' }],
  ...dropReason.options.map((reason): [object] => [{ status: 'dropped', reason, at: 'x' }]),
])('a record %j is read with its members, and needs each', (record) => {
  expect(idempotencyRecord.parse({ ...record, more: 1 })).toEqual(record);
  for (const name of Object.keys(record))
    expect(idempotencyRecord.safeParse({ ...record, [name]: undefined }).success).toBe(false);
});

test('words that are stored stay words', () => {
  const had = (words: string): unknown => expect.arrayContaining(words.split(' '));
  expect(dropReason.options).toEqual(
    had('coalesced superseded no-longer-visible not-textable no-email-relay refused opted-out capped spend'),
  );
  expect(smsTemplate.options).toEqual(
    had(
      'received received-forwarded forwarded asked answered closed archived restored merged unmerged withdrawn first-rung last-rung',
    ),
  );
  expect(noticeTemplate.options).toEqual(
    had(
      'new assigned resumed replied returned arbitrate involved merged withdrawn reopened reminder escalation hand-over vacant objection comment unreachable',
    ),
  );
});

describe('the notice of an endpoint out of service', () => {
  const notice = {
    subscriptionId: 'news',
    clientId: 'app',
    reason: 'failing',
    since: '2026-03-12T15:00:00.000Z',
  } as const;
  const { city } = ambon;
  const client = { ...apiKeys['key-app'], name: 'Aplikasi Warga', contact: 'tim@example.org' };

  test('tells the coordinator whose it is, since when and whom to call', () => {
    expect(endpointNotice(notice, { city, client })).toEqual({
      subject: 'Langganan news dihentikan',
      body:
        'Alamat penerima langganan news milik aplikasi Aplikasi Warga tidak menerima kabar sejak 2026-03-13, maka ' +
        'pengiriman dihentikan. Hubungi pemiliknya (tim@example.org); setelah diperbaiki, admin mengaktifkannya lagi.',
      agency: '-',
      office: 'coordinator',
      level: 'red',
    });
  });

  test('names the client by its id when it is gone, and no contact that is not there', () => {
    const { body } = endpointNotice({ ...notice, reason: 'gone' }, { city, client: undefined });
    expect(body).toContain('aplikasi app menyatakan diri tidak ada lagi pada 2026-03-13, maka');
    expect(body).toContain('Hubungi pemiliknya; setelah');
    const { contact: _, ...without } = client;
    expect(endpointNotice(notice, { city, client: without }).body).toContain('pemiliknya; setelah');
  });

  test('stands in the queue as ids', () => {
    for (const name of Object.keys(notice))
      expect(outboundEndpointNotice.safeParse({ ...notice, [name]: undefined }).success).toBe(false);
    for (const reason of ['failing', 'gone'])
      expect(outboundEndpointNotice.safeParse({ ...notice, reason }).success).toBe(true);
  });
});

describe('a day in a message', () => {
  const city = { zone: ambon.city.zone };
  const training = { ...city, trainingDay: 10 };

  test('has the month in three letters', () => {
    const shown = Array.from({ length: 12 }, (_, n) => showDay(city, `2026-${String(n + 1).padStart(2, '0')}-05`));
    expect(shown).toEqual(
      ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'].map((month) => `5 ${month}`),
    );
    expect(showFullDay(city, '2026-03-25')).toBe('25 Mar 2026');
    expect(showInstant(city, new Date('2026-03-24T15:00:00Z'))).toBe('25 Mar');
  });

  test('of training is the time at which it ends', () => {
    const day = '2026-03-25T00:00:00.000Z';
    expect(dayEnd(training, day)).toEqual(new Date('2026-03-25T00:00:10.000Z'));
    expect(dayEnd(city, day)).toEqual(new Date(day));
    expect([showDay(training, day), showFullDay(training, day)]).toEqual(['09:00:10', '09:00:10']);
    expect(showInstant(training, new Date(day))).toBe('09:00:00');
  });

  test('is in time to its last instant, and then has passed', () => {
    const end = dayEnd(city, '2026-03-25').getTime();
    expect(byWhen(city, '2026-03-25', new Date(end - 1))).toBe('paling lambat 25 Mar');
    expect(byWhen(city, '2026-03-25', new Date(end))).toBe('segera (batas 25 Mar)');
    expect(byWhen(city, undefined, new Date(end))).toBe('secepatnya');
  });

  test('offices have names for citizens', () => {
    expect(officeNames).toEqual({
      liaison: 'petugasnya',
      'agency-head': 'pimpinannya',
      coordinator: 'petugas pengaduan',
      'diskominfo-head': 'Kepala Diskominfo',
      'city-secretary': 'Sekretaris Kota',
      mayor: 'Wali Kota',
    });
  });
});
