/** What an officer is offered is what the API takes: over random lives, every officer and every action. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../../functions/domain/complaint/complaint.ts';
import { actAsStaff } from '../../../functions/follow-up/act-as-staff.ts';
import { staffActions, type StaffActionName } from '../../../functions/follow-up/action-schemas.ts';
import { readComplaint } from '../../../functions/follow-up/read-complaint.ts';
import { exportOmbudsmanFile } from '../../../functions/follow-up/export-ombudsman-file.ts';
import { findDuplicates } from '../../../functions/follow-up/find-duplicates.ts';
import type { StaffComplaint } from '../../../functions/http/views/staff-view-schemas.ts';
import { showIdentity } from '../../../functions/identity/show-identity.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps, story, type Step } from '../../support/complaints.ts';
import { lives } from '../../support/models/random-life.ts';
import { officers } from '../../support/staff.ts';
import { ambon, wit } from '../../support/ambon.ts';
import { runs } from '../../support/runs.ts';

type Who = keyof typeof officers;
const parentId = 'AMB-2222222';

/** A hall in which one complaint stands as it is, besides one that can be followed. */
function hallWith(complaint: Complaint) {
  const hall = cityHall('2026-03-16 12:00');
  hall.clock.set(new Date(complaint.updatedAt));
  hall.table.complaints.set(complaint.id, structuredClone(complaint));
  hall.table.complaints.set(parentId, filed('2026-01-05 09:00', { id: parentId }).complaint);
  return hall;
}

const seenBy = (who: Who, complaint: Complaint): Promise<StaffComplaint | undefined> =>
  readComplaint(hallWith(complaint))({ subject: officers[who].subject, trackingId: complaint.id }).catch(
    () => undefined,
  );

/** A body with all that the offer names, or with what the action can take at all where it is not offered. */
function bodyFor(action: StaffActionName, complaint: Complaint, seen: StaffComplaint | undefined): object {
  const offer = seen?.actions.find((one) => one.action === action);
  const other = ambon.agencies.find(({ id }) => id !== complaint.agencyId && !complaint.contributing?.includes(id))?.id;
  const values: Record<string, unknown> = {
    agencyId: action === 'release' ? complaint.contributing?.[0] : other,
    track: 'inspection',
    suggestedAgencyId: 'bpbd',
    parentId,
    reasonCode: 'spam',
    class: complaint.class === 'aspirasi' ? 'pengaduan' : 'aspirasi',
    outcome: 'explained',
    anonymous: true,
    confidential: true,
  };
  const names = offer?.fields.map(({ name }) => name) ?? Object.keys(staffActions[action].shape);
  const text = offer ? offer.text !== 'none' : 'text' in staffActions[action].shape;
  return {
    ...Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]])),
    ...(text ? { text: 'Isi pesan.' } : {}),
    expectedVersion: complaint.version,
  };
}

const taken = (who: Who, action: string, complaint: Complaint, body: unknown): Promise<boolean> =>
  actAsStaff(hallWith(complaint))({
    subject: officers[who].subject,
    trackingId: complaint.id,
    action,
    body,
  }).then(
    () => true,
    () => false,
  );

/** Every action there is, as an officer is offered it and as the API takes it. */
async function compared(who: Who, complaint: Complaint) {
  const seen = await seenBy(who, complaint);
  const names = seen?.actions.map(({ action }): string => action) ?? [];
  const all = Object.keys(staffActions) as StaffActionName[];
  const offered = all.filter((action) => names.includes(action));
  const accepted: string[] = [];
  for (const action of all)
    if (await taken(who, action, complaint, bodyFor(action, complaint, seen))) accepted.push(action);
  return { offered, accepted };
}

const twoHops: Step[] = [
  ...steps.forwarded('2026-03-16 10:00'),
  ...[1, 2].flatMap((): Step[] => [
    ['2026-03-16 10:00', 'return', 'owner', { text: 'Bukan kami.' }],
    ['2026-03-16 10:00', 'reroute', 'coordinator', { agencyId: 'dinas-perhubungan' }],
  ]),
];
const rare: Record<string, Step[]> = {
  'returned after two hops': [...twoHops, ['2026-03-16 10:00', 'return', 'owner', { text: 'Bukan kami.' }]],
  'an agency that may return no more': [
    ...twoHops,
    ['2026-03-16 10:00', 'return', 'owner', { text: 'Bukan kami.' }],
    ['2026-03-16 10:00', 'assign', 'arbiter', { agencyId: 'dinas-perhubungan' }],
  ],
  archived: [['2026-03-16 10:00', 'archive', 'coordinator', { reasonCode: 'spam' }]],
  'five agencies help': [
    ...steps.forwarded('2026-03-16 10:00'),
    ...ambon.agencies
      .filter(({ id }) => id !== 'dinas-perhubungan')
      .slice(0, 5)
      .map(({ id }): Step => ['2026-03-16 10:00', 'involve', 'owner', { contributingAgencyId: id }]),
  ],
};

describe('what an officer is offered', () => {
  test('is taken with a well-formed body, and what is not offered is refused', async () => {
    const point = fc.tuple(lives, fc.nat(), fc.constantFrom(...(Object.keys(officers) as Who[])));
    await fc.assert(
      fc.asyncProperty(point, async ([life, at, who]) => {
        const { complaint } = life.changes[at % life.changes.length]!;
        const { offered, accepted } = await compared(who, complaint);
        expect({ who, actions: accepted }).toEqual({ who, actions: offered });
      }),
      { numRuns: runs(80, 250) },
    );
  });

  test('so too where lives seldom lead', async () => {
    const seen = new Set<string>();
    for (const more of Object.values(rare))
      for (const who of Object.keys(officers) as Who[]) {
        const { offered, accepted } = await compared(who, story(filed('2026-03-16 09:00'), more).complaint);
        expect({ who, more, actions: accepted }).toEqual({ who, more, actions: offered });
        for (const action of offered) seen.add(action);
      }
    expect(['assign', 'restore', 'release'].filter((action) => !seen.has(action))).toEqual([]);
  });

  const answered: Step[] = [
    ...steps.inProgress('2026-03-16 10:00'),
    ['2026-03-16 11:00', 'answer', 'owner', { text: 'Sudah.' }],
  ];
  const at = async (who: Who, more: readonly Step[] = [], anonymous = false) => {
    const hall = cityHall('2026-03-16 12:00');
    await hall.keep(filed('2026-03-16 09:00', { anonymous }), more);
    return { hall, seen: await seenBy(who, hall.now('AMB-7K3Q9C5')) };
  };

  test('is nothing for an auditor', async () => {
    const { seen } = await at('auditor', answered);
    expect(seen).toMatchObject({ actions: [], templates: [], mayAttach: false, mayLookAtIdentity: false });
  });

  test('comes with its fields, its text and the city’s templates for it', async () => {
    const received = (await at('coordinator')).seen;
    expect(received?.actions.find(({ action }) => action === 'verify')).toEqual({
      action: 'verify',
      text: 'optional',
      internal: true,
      fields: [
        { name: 'agencyId', required: false },
        { name: 'track', required: false },
      ],
      outcomes: [],
      cannotCodes: [],
      reasons: [],
    });
    const archive = received?.actions.find(({ action }) => action === 'archive');
    expect(archive?.reasons).toContainEqual({ code: 'spam', label: 'bukan laporan' });
    const later = (await at('liaison', steps.forwarded('2026-03-16 10:00'))).seen;
    expect(later?.actions.map(({ action }) => action)).not.toContain('verify');
    expect(new Set(later?.templates.map(({ action }) => action))).toEqual(
      new Set(['ask', 'respond', 'answer', 'return']),
    );
  });

  test.each(Object.keys(officers) as Who[])('%s: identity, duplicates and file as the API gives them', async (who) => {
    for (const anonymous of [false, true]) {
      const { hall, seen } = await at(who, answered, anonymous);
      const request = { subject: officers[who].subject, trackingId: 'AMB-7K3Q9C5' };
      const gives = (asking: Promise<unknown>): Promise<boolean> =>
        asking.then(
          () => true,
          () => false,
        );
      const cipher = { decrypt: async () => ({}) };
      hall.clock.set(wit('2026-03-16 12:00'));
      expect({
        mayLookAtIdentity: seen?.mayLookAtIdentity ?? false,
        mayFindDuplicates: seen?.mayFindDuplicates ?? false,
        mayExportFile: seen?.mayExportFile ?? false,
      }).toEqual({
        mayLookAtIdentity: await gives(
          showIdentity({ ...hall, cipher })({ ...request, query: { reason: 'perlu ditelepon' } }),
        ),
        mayFindDuplicates: await gives(findDuplicates(hall)(request)),
        mayExportFile: await gives(exportOmbudsmanFile(hall)(request)),
      });
    }
  });

  test('names the officers of the history, whose subjects tell nobody who they are', async () => {
    const { hall } = await at('coordinator');
    await actAsStaff(hall)({
      subject: officers.coordinator.subject,
      trackingId: 'AMB-7K3Q9C5',
      action: 'note',
      body: { expectedVersion: 1, text: 'x' },
    });
    const read = await readComplaint(hall)({ subject: officers.auditor.subject, trackingId: 'AMB-7K3Q9C5' });
    expect(read.officers).toEqual([{ subject: officers.coordinator.subject, name: officers.coordinator.name }]);
  });
});
