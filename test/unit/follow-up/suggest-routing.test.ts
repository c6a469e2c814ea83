/** Hints for the coordinator: from the city's keywords, or from its model where it has one; never for anybody else. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { train } from '../../../bin/lab/train-routing/train.ts';
import { routingModelReader } from '../../../functions/adapters/files/routing-model.ts';
import type { Filing } from '../../../functions/domain/complaint/filing.ts';
import { parseModel } from '../../../functions/domain/recognition/suggestion-model.ts';
import { featuresOf } from '../../../functions/domain/recognition/suggestion-tokens.ts';
import { readComplaint } from '../../../functions/follow-up/read-complaint.ts';
import { routingModelFile, routingModelOf } from '../../../lib/city/routing-model.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps, type Step } from '../../support/complaints.ts';
import { retired, type DirectoryRecords } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';

const id = 'AMB-7K3Q9C5';
const say = (description: string): Partial<Filing> => ({ id, text: { description } });

type Options = { who?: keyof typeof officers; filing?: Partial<Filing>; more?: Step[]; model?: string };
async function seen({ who = 'coordinator', filing = {}, more = [], model }: Options) {
  const hall = cityHall('2026-03-16 12:00');
  await hall.keep(
    filed('2026-03-16 09:00', { ...say('Air PAM mati sejak pagi, keran tidak mengalir.'), ...filing }),
    more,
  );
  const routingModel = model === undefined ? hall.routingModel : () => parseModel(model);
  return (await readComplaint({ ...hall, routingModel })({ subject: officers[who].subject, trackingId: id }))
    .suggestions;
}

/** Learnt from 60 made-up sentences of two agencies. */
function smallModel(labels: [string, string]): string {
  const of = (words: string, label: string, from: number) =>
    Array.from({ length: 30 }, (_, i) => ({ features: featuresOf(`${words} nomor ${i}`), label, group: from + i }));
  const rows = [...of('angkot ngebut ugal ugalan', labels[0], 0), ...of('pohon besar hampir tumbang', labels[1], 30)];
  return JSON.stringify(
    train(
      rows,
      { minRows: 1, maxBytes: 20_000, seed: 1, trainedAt: new Date(0), agencies: [...labels] },
      () => undefined,
    ),
  );
}

describe('a complaint without a service', () => {
  test('has up to three agencies by the city’s keywords, the best first, with what was found', async () => {
    const found = await seen({});
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(found[0]).toMatchObject({ source: 'keywords', agency: { id: 'perumda-air-minum' } });
    expect(found[0]!.why.length).toBeGreaterThan(0);
    const confidences = found.map((f) => f.confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    expect(confidences.every((each) => each > 0 && each <= 1 && Number(each.toFixed(2)) === each)).toBe(true);
  });

  test.each(['title', 'address', 'landmark'])('may name its problem in its %s', async (field) => {
    const text = { description: 'Tolong dibantu, sudah lama', [field]: 'Air PAM mati' };
    expect((await seen({ filing: { text } }))[0]).toMatchObject({ agency: { id: 'perumda-air-minum' } });
  });

  test('is judged by its report, not by what is said later', async () => {
    const said: Step[] = [['2026-03-16 10:00', 'comment', 'reporter', { text: 'Air PAM mati, keran tidak mengalir.' }]];
    expect(await seen({ filing: say('xyzzy plugh qwerty'), more: said })).toEqual([]);
  });

  test.each<[string, Step[]]>([
    [
      'returned',
      [...steps.forwarded('2026-03-16 10:00'), ['2026-03-16 10:30', 'return', 'owner', { text: 'Bukan kami.' }]],
    ],
    ['a question', [['2026-03-16 10:00', 'ask', 'coordinator', { text: 'Di mana?' }]]],
  ])('has them after %s too', async (_, more) => {
    expect((await seen({ more }))[0]).toMatchObject({ agency: { id: 'perumda-air-minum' } });
  });

  test('has no agency and no service that is retired', async () => {
    const suggested = async (records: Partial<DirectoryRecords>) => {
      const hall = cityHall('2026-03-16 12:00', records);
      await hall.keep(filed('2026-03-16 09:00', say('Air PAM mati sejak pagi, keran tidak mengalir.')));
      const read = readComplaint(hall);
      return (await read({ subject: officers.coordinator.subject, trackingId: id })).suggestions;
    };
    const agencies = ambon.agencies.map((a) => (a.id === 'perumda-air-minum' ? retired(a) : a));
    expect((await suggested({ agencies })).filter(({ agency }) => agency?.id === 'perumda-air-minum')).toEqual([]);
    expect(await suggested({ services: ambon.services.map(retired) })).toEqual([]);
  });

  test('has those of the city’s model where there is one, with its confidence', async () => {
    const model = smallModel(['dinas-perhubungan', 'dinas-lingkungan-hidup']);
    const [first, second] = await seen({ model, filing: say('Angkot ugal-ugalan lagi') });
    expect(first).toMatchObject({
      source: 'model',
      agency: { id: 'dinas-perhubungan', name: 'Dinas Perhubungan' },
      why: [],
    });
    expect(first!.confidence).toBeGreaterThan(second!.confidence);
  });

  test('whose words the model does not know falls back to keywords, and without any has none', async () => {
    const model = smallModel(['dinas-perhubungan', 'dinas-lingkungan-hidup']);
    expect((await seen({ model }))[0]).toMatchObject({ source: 'keywords' });
    expect(await seen({ filing: say('xyzzy plugh qwerty') })).toEqual([]);
  });

  test('that names its kelurahan gets the kecamatan’s agency where the service is the kecamatan’s', async () => {
    const byDistrict = ambon.services.find((s) => s.route.byDistrict)!;
    const found = async (areaCode: string | undefined) =>
      (await seen({ filing: { ...say(byDistrict.keywords.join(' ')), areaCode } })).find(
        (f) => f.serviceCode === byDistrict.code,
      );
    for (const area of [ambon.areas[0]!, ambon.areas.at(-1)!])
      expect((await found(area.code))?.agency?.id).toBe(area.districtAgencyId);
    expect((await found(undefined))?.agency).toBeNull();
  });
});

describe('nothing is suggested', () => {
  test.each([
    ['to a liaison', { who: 'liaison', more: steps.forwarded('2026-03-16 10:00') }],
    ['to an auditor', { who: 'auditor' }],
    ['where a service was named', { filing: { serviceCode: 'lampu-jalan' } }],
    ['once an agency has it', { more: steps.forwarded('2026-03-16 10:00') }],
  ] satisfies [string, Options][])('%s', async (_, options) => expect(await seen(options)).toEqual([]));
});

describe('the model of a city', () => {
  const cityWith = (model: string | undefined): string => {
    const root = mkdtempSync(path.join(tmpdir(), 'tanggap-city-'));
    mkdirSync(path.join(root, 'kota'));
    if (model !== undefined) writeFileSync(path.join(root, 'kota', routingModelFile), model);
    return root;
  };

  test('lies beside its data, is checked when the stack is made, and is read once', () => {
    const model = smallModel(['dinas-perhubungan', 'dinas-lingkungan-hidup']);
    const root = cityWith(model);
    expect(routingModelOf(ambon, 'kota', root)).toBe(model);
    const read = routingModelReader(pathToFileURL(path.join(root, 'kota', routingModelFile)));
    expect(read()?.labels).toEqual(['dinas-perhubungan', 'dinas-lingkungan-hidup']);
    expect(read()).toBe(read());
  });

  test('may be missing: then keywords suggest', () => {
    expect(routingModelOf(ambon, 'kota', cityWith(undefined))).toBeUndefined();
    expect(routingModelReader(new URL('file:///nowhere/model.json'))()).toBeUndefined();
  });

  test('of other agencies, too large, or no model at all stops the synthesis', () => {
    const strangers = smallModel(['dinas-sihir', 'dinas-perhubungan']);
    expect(() => routingModelOf(ambon, 'kota', cityWith(strangers))).toThrow('dinas-sihir');
    expect(() => routingModelOf(ambon, 'kota', cityWith('x'.repeat(300_001)))).toThrow('at most 300000');
    expect(() => routingModelOf(ambon, 'kota', cityWith('{}'))).toThrow('format');
  });
});
