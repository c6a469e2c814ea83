/** Where a text says that something is, and whether it says enough. */
import { describe, expect, test } from 'vitest';
import { findPlace } from '../../../../functions/domain/recognition/place.ts';
import { readSms } from '../../../../functions/domain/sms/grammar.ts';
import { hasSubstance } from '../../../../functions/domain/sms/said.ts';
import { serviceIn } from '../../../../functions/domain/sms/substance.ts';
import { ambon, ambonWords } from '../../../support/ambon.ts';

const place = (text: string) => findPlace(text, ambon.areas);
const named = (name: string, kind?: string) =>
  ambon.areas.find((a) => a.name === name && (kind ?? a.kind) === a.kind)?.code;

describe('a kelurahan or negeri', () => {
  test('is found by its own name, each of the 50', () => {
    const found = ambon.areas.map(({ name, kind }) =>
      place(`sampah menumpuk di ${kind === 'kelurahan' ? kind : 'negeri'} ${name}`),
    );
    expect(found).toEqual(ambon.areas.map(({ code }) => ({ areaCode: code, named: true })));
  });

  test.each([
    ['lampu mati di batumera', 'Batu Merah'],
    ['lampu mati di BATU-MERAH', 'Batu Merah'],
    ['got di karpan tersumbat', 'Karang Panjang'],
    ['waiame banjir', 'Wayame'],
    ['kuda mati gelap', 'Kudamati'],
    ['ruma tiga', 'Rumah Tiga'],
    ['sampah di paso', 'Passo'],
    ['durian patah', 'Hunuth/Durian Patah'],
    ['di ema', 'Ema'],
    ['jln dr kayadoe rusak', 'Kudamati'],
  ])('%j lies in %s', (text, name) => expect(place(text)).toEqual({ areaCode: named(name), named: true }));

  test('two of one name are told apart by the word before, or not at all', () => {
    expect(place('di kel. nusaniwe').areaCode).toBe(named('Nusaniwe', 'kelurahan'));
    expect(place('negeri nusaniwe').areaCode).toBe(named('Nusaniwe', 'desa-negeri'));
    expect(place('di nusaniwe')).toEqual({ named: true });
    expect(place('kecamatan nusaniwe lambat')).toEqual({ named: false });
  });

  test('is not guessed when two are named, or when a street runs through several', () => {
    expect(place('macet dari passo ke lateri')).toEqual({ named: true });
    expect(place('jalan sultan babullah gelap')).toEqual({ named: true });
  });
});

test.each(['depan gereja silo', 'di mardika', 'pasar mardika becek', 'jalan diponegoro', 'lorong arab'])(
  '%j names a place without an area',
  (text) => expect(place(text)).toEqual({ named: true }),
);

test.each([
  'lampu jalan mati',
  'jalan rusak parah',
  'air mati di rumah saya',
  'di sini gelap',
  'di jalan',
  'ema sakit',
  '',
])('%j says no place', (text) => expect(place(text)).toEqual({ named: false }));

const substance = (text: string) => hasSubstance(readSms(text, ambonWords).said);

test('two telling words are substance, a cry for help is none', () => {
  expect(['lampu mati', 'air seng jalang dua hari'].map(substance)).toEqual([true, true]);
  expect(['lampu', 'tolong pak', 'di sini', '', '12345', '...'].map(substance)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('the service is found by the keywords of the directory, and is certain only beyond doubt', () => {
  const code = (text: string) => {
    const found = serviceIn(text, ambon.services);
    return found && [found.service.code, found.certain];
  };
  expect(code('lampu jalan mati')).toEqual(['lampu-jalan', true]);
  expect(code('dekat pasar')).toEqual(['pasar', false]);
  expect(code('selamat pagi')).toBeUndefined();
});
