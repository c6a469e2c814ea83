import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readRequests, type Request } from '../../../bin/lab/replay-complaints/requests.ts';
import { count, report, type Tally } from '../../../bin/lab/replay-complaints/summary.ts';

const header = 'id,isi,lokasi,kelurahan,tanggal_keluhan,topik,instansi';
const corpus = `${header}
r1,Lampu padam sejak Senin,"Jl. Contoh
 1",Ketabang,2022-01-01T00:29:00,PJU,Dinas Perhubungan
r2,Pohon rawan tumbang,,Ketabang,2022-01-02T00:29:00,Informasi Pemangkasan/Perantingan Pohon,Dinas Lingkungan Hidup
r3,Pendek,,Ngagel,,Topik baru,Kelurahan Ngagel
r4,Entah ke mana,,Ngagel,,,Dinas Sosial
r5,Kantor tutup,,Ngagel,,Layanan Loket Kecamatan,Kecamatan Gubeng
`;
const pairs = `instansi_surabaya,opd_ambon_usulan,catatan
Dinas Lingkungan Hidup,Dinas Lingkungan Hidup dan Persampahan,
Dinas Sosial,Dinas Sosial,
Kecamatan *,(kecamatan lokasi),
`;

let root: string;
const file = (): string => path.join(root, 'complaints/corpus.csv');

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tanggap-replay-'));
  mkdirSync(path.join(root, 'complaints'));
  mkdirSync(path.join(root, 'reference/ambon'), { recursive: true });
  writeFileSync(file(), corpus);
  writeFileSync(path.join(root, 'reference/ambon/padanan_instansi_surabaya_ke_ambon.csv'), pairs);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('rows of the Surabaya corpus as requests', () => {
  test('maps topic, then kind of agency, then lainnya', () => {
    const requests = readRequests(file(), 10);
    expect(requests.map((r) => [r.body['serviceCode'], r.body['agencyId'], r.forwardedAtOnce])).toEqual([
      ['lampu-jalan', undefined, true],
      ['pohon-tumbang', 'dinas-lingkungan-hidup', false],
      ['pelayanan-kelurahan', undefined, true],
      ['lainnya', 'dinas-sosial', false],
      ['pelayanan-kecamatan', undefined, true],
    ]);
  });

  test('keeps neighbours in one area, and leaves out what the row does not say', () => {
    const [first, second, third] = readRequests(file(), 3).map((r) => r.body);
    const areaCode = (request: Record<string, unknown> | undefined) =>
      z.looseObject({ areaCode: z.string() }).parse(request?.['location']).areaCode;
    expect(areaCode(second)).toBe(areaCode(first));
    expect(first).toMatchObject({ incidentDate: '2022-01-01', reference: 'r1', location: { address: 'Jl. Contoh 1' } });
    expect(third).not.toHaveProperty('incidentDate');
    expect(third).not.toHaveProperty('location.address');
  });

  test('gives four rows in five a mobile number of their own', () => {
    const phones = readRequests(file(), 5).map((r) => r.phone);
    expect(phones[4]).toBeUndefined();
    const given = phones.filter((p) => p !== undefined);
    expect(new Set(given).size).toBe(4);
    expect(given.map((p) => parsePhoneNumberFromString(p)?.getType())).toEqual(Array(4).fill('MOBILE'));
  });

  test('never quotes a row it cannot read', () => {
    const broken = path.join(root, 'complaints/broken.csv');
    writeFileSync(broken, `${header}\nr1,rahasia "sekali",,,,,\n`);
    expect(() => readRequests(broken, 5)).toThrow(
      /broken\.csv: not the CSV that was expected \(INVALID_OPENING_QUOTE\)$/,
    );
  });
});

describe('the summary', () => {
  test('counts refusals by problem and fields, and everything else apart', () => {
    const tally: Tally = { accepted: [], refused: new Map(), other: new Map() };
    const request: Request = { idempotencyKey: 'r1', body: {}, phone: undefined, forwardedAtOnce: false };
    const refusal = { title: 'Bad', errors: [{ field: 'location.lat' }, { field: 'description', message: 'rahasia' }] };
    count(tally, request, { status: 201, body: { trackingId: 'AMB-7K3Q9CX' } });
    count(tally, request, { status: 400, body: refusal });
    count(tally, request, { status: 400, body: 'rahasia' });
    count(tally, request, { status: 201, body: {} });
    count(tally, request, { status: 0, body: undefined });
    expect(tally.accepted).toEqual([{ request, trackingId: 'AMB-7K3Q9CX' }]);
    expect([...tally.refused]).toEqual([['Bad description location.lat', 1]]);
    expect([...tally.other.keys()]).toEqual([
      '400 without a problem document',
      '201 without a problem document',
      'no answer',
    ]);
    expect(report(tally, 2)).toContain('2.5 (5 in 2.0 s)');
    expect(report(tally, 2)).not.toContain('rahasia');
  });
});
