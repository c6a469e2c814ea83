/** The file for the Ombudsman as it is exported: complete, checkable, without the reporter, and for whom. */
import { expect, test } from 'vitest';
import { checkFile } from '../../../functions/domain/complaint/ombudsman-file.ts';
import { Forbidden, NotFound } from '../../../functions/domain/kernel/errors.ts';
import { exportOmbudsmanFile } from '../../../functions/follow-up/export-ombudsman-file.ts';
import { ambon, ambonPolicy } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps } from '../../support/complaints.ts';
import { officers } from '../../support/staff.ts';

const trackingId = 'AMB-7K3Q9C5';

async function hall(over: Parameters<typeof filed>[1] = {}, more = steps.answered('2026-03-16 10:00')) {
  const city = cityHall('2026-07-01 09:00', { calendar: ambon.calendar.toReversed() });
  const told = await city.keep(filed('2026-03-13 10:00', { phoneMac: 'mac-of-the-phone', ...over }), more);
  await city.identities.recordAccess({
    complaintId: trackingId,
    at: '2026-03-17T00:00:00.000Z',
    officer: officers.coordinator.subject,
    role: 'coordinator',
    reason: 'perlu ditelepon',
  });
  return { ...city, told };
}
const exported = async (who: keyof typeof officers, made = hall()) =>
  exportOmbudsmanFile(await made)({ subject: officers[who].subject, trackingId });

test('it holds complaint, history, looks, policy and calendar, and checks out', async () => {
  const made = await hall({ serviceCode: 'lampu-jalan' });
  const file = await exported('coordinator', Promise.resolve(made));
  const { reporterSecretHash, phoneMac, ...complaint } = made.told.complaint;
  expect(file).toMatchObject({
    format: 'tanggap-ombudsman-file',
    formatVersion: 1,
    generatedAt: '2026-07-01T00:00:00.000Z',
    city: ambon.city.name,
    zone: ambon.city.zone,
    names: {
      service: ambon.services.find((s) => s.code === 'lampu-jalan')!.name,
      agency: ambon.agencies.find((a) => a.id === 'dinas-perhubungan')!.name,
    },
    events: made.told.events,
    texts: made.told.texts,
    accesses: [{ at: '2026-03-17T00:00:00.000Z', role: 'coordinator', reason: 'perlu ditelepon' }],
    policy: ambonPolicy,
  });
  expect(file.complaint).toEqual(complaint);
  expect(file.calendar.map((year) => year.year)).toEqual(
    ambon.calendar.map((year) => year.year).toSorted((a, b) => a - b),
  );
  expect(checkFile(JSON.parse(JSON.stringify(file)))).toEqual({ valid: true });
});

test('nothing in it leads to the reporter or names an officer who looked', async () => {
  const made = await hall();
  const text = JSON.stringify(await exported('auditor', Promise.resolve(made)));
  const { phoneMac, reporterSecretHash } = made.told.complaint;
  for (const secret of ['mac-of-the-phone', 'phoneMac', phoneMac, reporterSecretHash, 'reporterSecretHash'])
    expect(text).not.toContain(secret);
  expect(text).not.toContain('"officer"');
});

test('a complaint without service and agency has no names', async () => {
  expect((await exported('coordinator', hall({}, []))).names).toEqual({ service: null, agency: null });
});

test.each(['coordinator', 'auditor', 'diskominfoHead', 'citySecretary', 'mayor'] as const)(
  '%s may make it',
  async (who) => {
    expect(checkFile(await exported(who))).toEqual({ valid: true });
  },
);

test.each(['liaison', 'otherLiaison', 'agencyHead', 'admin'] as const)('%s may not', async (who) => {
  await expect(exported(who)).rejects.toThrow(
    new Forbidden('only the coordinator, an auditor or a supervisor may export the file for the Ombudsman'),
  );
});

test('there is none of an unknown complaint', async () => {
  const made = await hall();
  const asking = exportOmbudsmanFile(made)({ subject: officers.auditor.subject, trackingId: 'AMB-2222222' });
  await expect(asking).rejects.toThrow(NotFound);
});
