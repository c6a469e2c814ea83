/** What an officer is told of themselves. */
import { describe, expect, test } from 'vitest';
import { readMe } from '../../../functions/follow-up/read-me.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { cityHall } from '../../support/city-hall.ts';
import { retired } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';

describe('an officer', () => {
  test('learns name, role, office and agencies', async () => {
    const hall = cityHall('2026-03-17 09:00');
    const { coordinatorAgencyId } = await hall.directory.city();
    const { subject, name, agencies } = officers.liaison;
    const agency = await hall.directory.agency(agencies[0]);
    expect(await readMe(hall)({ subject })).toEqual({
      subject,
      name,
      role: 'liaison',
      office: 'liaison',
      agencies: [{ id: agencies[0], name: agency?.name }],
      coordinatorAgencyId,
    });
  });

  test('of the whole city has no agency; an auditor no office', async () => {
    const hall = cityHall('2026-03-17 09:00');
    expect(await readMe(hall)({ subject: officers.auditor.subject })).toMatchObject({
      role: 'auditor',
      office: null,
      agencies: [],
    });
  });

  test('whose agency is gone sees its id in place of its name', async () => {
    const hall = cityHall('2026-03-17 09:00', { agencies: [] });
    const { agencies } = officers.liaison;
    expect(await readMe(hall)({ subject: officers.liaison.subject })).toMatchObject({
      agencies: [{ id: agencies[0], name: agencies[0] }],
    });
  });

  test.each([
    ['an unknown subject', 'sub-nobody'],
    ['no subject', undefined],
    ['one who has left', officers.liaison.subject],
  ])('%s is refused', async (_, subject) => {
    const hall = cityHall('2026-03-17 09:00', { officers: [retired(officers.liaison)] });
    const status = await readMe(hall)({ subject }).then(
      () => 200,
      (error: unknown) => problemOf(error)?.status,
    );
    expect(status).toBe(403);
  });
});
