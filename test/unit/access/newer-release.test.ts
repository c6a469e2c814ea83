/** Accounts in words of a newer release: whoever this release cannot judge may do nothing. */
import { describe, expect, test } from 'vitest';
import { authenticateClient } from '../../../functions/access/api-client.ts';
import { officerOf } from '../../../functions/access/officer.ts';
import { apiClient, officer, type Officer } from '../../../functions/domain/city/records.ts';
import { actingFor, postsOf } from '../../../functions/domain/city/officers.ts';
import { mayRead, partiesOf } from '../../../functions/domain/complaint/authorization.ts';
import { idempotencyRecord } from '../../../functions/domain/messages/idempotency-record.ts';
import { ambon } from '../../support/ambon.ts';
import { agencyId } from '../../support/complaints.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { apiKeys, fakeDirectory } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';

const clock = manualClock('2026-03-13 10:00');

describe.each([
  ['role', { role: 'guest' }],
  ['office', { office: 'ombudsman' }],
])('an officer of an unknown %s', (_, words) => {
  const unknown: Officer = officer.parse({ ...officers.mayor, ...words });

  test('may do nothing', async () => {
    const directory = fakeDirectory({ officers: [unknown] });
    await expect(officerOf({ directory, clock }, unknown.subject)).rejects.toThrow('of a newer release');
    expect(mayRead(unknown, { agencyId })).toBe(false);
    expect(partiesOf(unknown, { agencyId }, ambon.city.coordinatorAgencyId)).toEqual([]);
  });

  test('holds up nobody else', () => {
    const all = [unknown, officers.liaison];
    expect(actingFor(all, { office: 'liaison', agencyId }, '2026-03-13')).toEqual([{ officer: officers.liaison }]);
    expect(postsOf(officer.parse({ ...officers.mayor, office: 'ombudsman' }))).toEqual([]);
  });
});

test('an API client of an unknown status may do nothing, and an unknown scope opens nothing', async () => {
  const keyed = (over: object) =>
    fakeDirectory({ apiKeys: { 'key-app': apiClient.parse({ ...apiKeys['key-app'], ...over }) } });
  const ask = (over: object) => authenticateClient({ directory: keyed(over), clock }, 'key-app', 'complaints:read');
  await expect(ask({ status: 'paused' })).rejects.toThrow('suspended');
  await expect(ask({ scopes: ['complaints:sing'] })).rejects.toThrow('complaints:read');
  expect((await ask({ scopes: ['complaints:sing', 'complaints:read'] })).clientId).toBe('app');
});

test('a message in an unknown status is finished; a claim without its lease is unreadable', () => {
  expect(idempotencyRecord.parse({ status: 'postponed', until: 'x' })).toEqual({ status: 'other' });
  expect(idempotencyRecord.safeParse({ status: 'claimed' }).success).toBe(false);
});
