/** The rights of docs/design.md#privacy-and-authorization: what each role may do with a complaint of its own agency, of another, and of none. */
import { describe, expect, test } from 'vitest';
import type { Officer } from '../../../../functions/domain/city/records.ts';
import { Forbidden } from '../../../../functions/domain/kernel/errors.ts';
import { actorOf, maySeeIdentity, mayRead, partiesOf } from '../../../../functions/domain/complaint/authorization.ts';
import { officers } from '../../../support/staff.ts';

const own = { agencyId: 'dinas-perhubungan', anonymous: false };
const others = { agencyId: 'dinas-pupr', anonymous: false };
const nobodys = { agencyId: undefined, anonymous: false };
const coordinators = { agencyId: 'diskominfo', anonymous: false };

type Complaint = { agencyId: string | undefined; anonymous: boolean; contributing?: readonly string[] };
const rightsOf = (officer: Officer, { agencyId, ...rest }: Complaint): string => {
  const { contributing = [], anonymous } = rest;
  const complaint = { ...(agencyId === undefined ? {} : { agencyId }), anonymous, contributing: [...contributing] };
  const parties = partiesOf(officer, complaint, 'diskominfo').join(' ');
  return [
    mayRead(officer, complaint) ? 'read' : '-',
    parties || '-',
    maySeeIdentity(officer, complaint) ? 'identity' : '-',
  ].join(' | ');
};

describe('reading | acting as | seeing the identity', () => {
  test.each([
    ['liaison', own, 'read | owner staff | identity'],
    ['liaison', { ...own, anonymous: true }, 'read | owner staff | -'],
    ['liaison', others, '- | - | -'],
    ['liaison', nobodys, '- | - | -'],
    ['coordinator', own, 'read | coordinator staff | identity'],
    ['coordinator', { ...own, anonymous: true }, 'read | coordinator staff | identity'],
    ['coordinator', nobodys, 'read | coordinator staff | identity'],
    ['coordinator', coordinators, 'read | coordinator staff owner | identity'],
    ['liaison', { ...others, contributing: ['dinas-perhubungan'] }, 'read | contributor staff | -'],
    ['agencyHead', { ...others, contributing: ['dinas-perhubungan'] }, 'read | staff | -'],
    ['agencyHead', own, 'read | staff | -'],
    ['agencyHead', others, '- | - | -'],
    ['agencyHead', nobodys, '- | - | -'],
    ['mayor', own, 'read | arbiter staff | -'],
    ['mayor', others, 'read | arbiter staff | -'],
    ['mayor', nobodys, 'read | arbiter staff | -'],
    ['citySecretary', others, 'read | arbiter staff | -'],
    ['diskominfoHead', others, 'read | arbiter staff | -'],
    ['auditor', own, 'read | - | -'],
    ['auditor', nobodys, 'read | - | -'],
    ['admin', own, '- | - | -'],
    ['admin', nobodys, '- | - | -'],
  ] as const)('%s of %o: %s', (who, complaint, wanted) => {
    expect(rightsOf(officers[who], complaint)).toBe(wanted);
  });

  test('a liaison of two agencies owns the complaints of both', () => {
    const two: Officer = { ...officers.liaison, agencies: ['dinas-perhubungan', 'dinas-pupr'] };
    expect(rightsOf(two, others)).toBe('read | owner staff | identity');
  });
});

describe('as the actor of an event', () => {
  test.each(['liaison', 'coordinator', 'mayor'] as const)('%s is named by role and subject', (who) => {
    expect(actorOf(officers[who])).toEqual({ role: officers[who].role, id: officers[who].subject });
  });

  test.each(['auditor', 'admin'] as const)('%s is none', (who) => {
    expect(() => actorOf(officers[who])).toThrow(Forbidden);
  });
});
