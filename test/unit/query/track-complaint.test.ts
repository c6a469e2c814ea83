/** Who may follow a complaint, and what each sees of it. */
import { describe, expect, test } from 'vitest';
import { NotFound, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { listAgencies, listAreas, listServices } from '../../../functions/query/list-directory.ts';
import { trackComplaint } from '../../../functions/query/track-complaint.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, reporterSecret, steps } from '../../support/complaints.ts';
import { retired } from '../../support/fakes/directory.ts';

const id = 'AMB-7K3Q9C5';

type Kind = 'unverified' | 'verified' | 'verified and confidential' | 'absent';
async function hallWith(kind: Kind) {
  const hall = cityHall('2026-03-18 09:00');
  const start = filed('2026-03-13 10:00', { id, confidential: kind === 'verified and confidential' });
  if (kind !== 'absent') await hall.keep(start, kind === 'unverified' ? [] : steps.forwarded('2026-03-16 10:00'));
  return hall;
}

/** `public`, `reporter`, or the name of the error. */
async function seenBy(
  kind: Kind,
  caller: { reporterSecret?: string; apiKey?: string },
  trackingId = id,
): Promise<string> {
  const track = trackComplaint(await hallWith(kind));
  return track({ trackingId, reporterSecret: undefined, apiKey: undefined, ...caller }).then(
    (view) => ('version' in view ? 'reporter' : 'public'),
    (error: unknown) => (error instanceof NotFound || error instanceof Unauthenticated ? error.name : String(error)),
  );
}

describe('a complaint', () => {
  test.each([
    ['unverified', 'nobody known', {}, 'NotFound'],
    ['verified', 'nobody known', {}, 'public'],
    ['verified and confidential', 'nobody known', {}, 'NotFound'],
    ['absent', 'nobody known', {}, 'NotFound'],
    ['unverified', 'its reporter', { reporterSecret }, 'reporter'],
    ['verified', 'its reporter', { reporterSecret }, 'reporter'],
    ['verified and confidential', 'its reporter', { reporterSecret }, 'reporter'],
    ['absent', 'its reporter', { reporterSecret }, 'NotFound'],
    ['unverified', 'a wrong secret', { reporterSecret: 'salah' }, 'NotFound'],
    ['verified', 'a wrong secret', { reporterSecret: 'salah' }, 'NotFound'],
    ['verified', 'an empty secret', { reporterSecret: '' }, 'NotFound'],
    ['unverified', 'the client that filed it', { apiKey: 'key-app' }, 'reporter'],
    ['verified and confidential', 'the client that filed it', { apiKey: 'key-app' }, 'reporter'],
    ['unverified', 'another client', { apiKey: 'key-other' }, 'NotFound'],
    ['verified', 'another client', { apiKey: 'key-other' }, 'public'],
    ['verified and confidential', 'another client', { apiKey: 'key-other' }, 'NotFound'],
    ['absent', 'another client', { apiKey: 'key-other' }, 'NotFound'],
    ['verified', 'an unknown key', { apiKey: 'key-none' }, 'Unauthenticated'],
    ['verified', 'a retired key', { apiKey: 'key-retired' }, 'Unauthenticated'],
    ['absent', 'an unknown key', { apiKey: 'key-none' }, 'Unauthenticated'],
    ['verified', 'a wrong secret with the right key', { reporterSecret: 'salah', apiKey: 'key-app' }, 'NotFound'],
  ] as const)('%s is to %s', async (kind, _, caller, wanted) => {
    expect(await seenBy(kind, caller)).toBe(wanted);
  });

  test('is found however its id was typed, and an id that cannot be is none', async () => {
    expect(id).toMatch(/^AMB-/);
    expect(await seenBy('verified', {}, 'AMB-7K3Q9C2')).toBe('NotFound');
    expect(await seenBy('verified', {}, '')).toBe('NotFound');
    expect(await seenBy('verified', {}, '../../etc/passwd')).toBe('NotFound');
    expect(await seenBy('verified', {}, ' amb 7k3q9c5 ')).toBe('public');
  });
});

describe('what is told of a complaint', () => {
  test('which one it repeats, if that is public', async () => {
    const told = async (confidential: boolean) => {
      const hall = cityHall('2026-03-18 09:00');
      const parent = 'AMB-2222239';
      await hall.keep(filed('2026-03-12 10:00', { id: parent, confidential }), steps.forwarded('2026-03-12 11:00'));
      await hall.keep(filed('2026-03-13 10:00', { id }), [
        ['2026-03-16 10:00', 'merge', 'coordinator', { parentId: parent }],
      ]);
      return trackComplaint(hall)({ trackingId: id, reporterSecret, apiKey: undefined });
    };
    expect(await told(false)).toMatchObject({ duplicateOf: 'AMB-2222239' });
    expect(await told(true)).toMatchObject({ duplicateOf: null });
    const { duplicateOf } = await trackComplaint(await hallWith('verified'))({
      trackingId: id,
      reporterSecret,
      apiKey: undefined,
    });
    expect(duplicateOf).toBeNull();
  });

  test('to its reporter, what they may do now; photos apart', async () => {
    const seen = await trackComplaint(await hallWith('verified'))({
      trackingId: id,
      reporterSecret,
      apiKey: undefined,
    });
    expect(seen).toMatchObject({
      mayAttach: true,
      actions: expect.arrayContaining(['comment', 'withdraw']) as unknown,
    });
    expect('actions' in seen && seen.actions).not.toContain('attach');
    const hall = await hallWith('verified');
    hall.table.complaints.get(id)!.attachments = ['a', 'b', 'c', 'd', 'e'];
    const full = await trackComplaint(hall)({ trackingId: id, reporterSecret, apiKey: undefined });
    expect(full).toMatchObject({ mayAttach: false });
  });

  test('to the public, no action', async () => {
    const seen = await trackComplaint(await hallWith('verified'))({
      trackingId: id,
      reporterSecret: undefined,
      apiKey: undefined,
    });
    expect(seen).not.toHaveProperty('actions');
  });

  test('to others, that there is none', async () => {
    const track = trackComplaint(await hallWith('absent'));
    await expect(track({ trackingId: id, reporterSecret: undefined, apiKey: undefined })).rejects.toThrow(
      new NotFound('no complaint with this tracking id is visible to you'),
    );
  });
});

describe('the public directory', () => {
  test('lists services and areas in force, and of them no route', async () => {
    const hall = cityHall('2026-03-18 09:00', {
      services: ambon.services.map((s) => (s.code === 'lainnya' ? retired(s) : s)),
      areas: ambon.areas.slice(0, 2).map((a, i) => (i === 0 ? retired(a) : a)),
    });

    const { services } = await listServices(hall)();
    const { areas } = await listAreas(hall)();

    expect(services).toHaveLength(ambon.services.length - 1);
    expect(services.map((s) => s.code)).not.toContain('lainnya');
    expect(Object.keys(services[0]!)).not.toContain('route');
    expect(areas.map((a) => a.code)).toEqual([ambon.areas[1]!.code]);
  });

  test('has of each service and area what an app shows', async () => {
    const hall = cityHall('2026-03-18 09:00');
    const { code, name, description, group, keywords, class: kind, subgroup } = ambon.services[0]!;
    const { services } = await listServices(hall)();
    expect(services[0]).toEqual({ code, name, description, group, keywords, class: kind, subgroup: subgroup ?? null });
    const named = ambon.services.map((s) => ({ ...s, subgroup: 'Lampu' }));
    const grouped = await listServices(cityHall('2026-03-18 09:00', { services: named }))();
    expect(grouped.services[0]).toMatchObject({ subgroup: 'Lampu' });
    const { version: _, districtAgencyId: __, ...area } = ambon.areas[0]!;
    expect((await listAreas(hall)()).areas[0]).toEqual(area);
  });

  test('lists the agencies in force by name', async () => {
    const [first, ...others] = ambon.agencies;
    const hall = cityHall('2026-03-18 09:00', { agencies: [...others.toReversed(), retired(first!)] });
    const { agencies } = await listAgencies(hall)();
    const sorted = others.toSorted((a, b) => a.name.localeCompare(b.name, 'id'));
    expect(agencies).toEqual(sorted.map((agency) => ({ id: agency.id, name: agency.name, kind: agency.kind })));
  });
});
