/** `npm run replay:complaints -- --verify` as an operator runs it, with made-up rows in the corpus's format. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useOwnCity } from '../support/city.ts';

const city = useOwnCity();
const root = mkdtempSync(join(tmpdir(), 'tanggap-corpus-'));
const corpus = join(root, 'complaints', 'corpus.csv');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const topics = ['PJU', 'Informasi Pemangkasan/Perantingan Pohon', 'Layanan Loket Kecamatan', 'Tak dikenal'];
beforeAll(() => {
  mkdirSync(join(root, 'complaints'));
  mkdirSync(join(root, 'reference', 'ambon'), { recursive: true });
  const rows = Array.from({ length: 40 }, (_, n) => {
    const words = n === 7 ? 'Pendek' : `Keluhan ke-${n} tentang hal yang sama.`;
    return `r${n},${words},Jl. Contoh ${n},Kelurahan ${n % 6},2022-01-01T00:29:00,${topics[n % 4]},Dinas Perhubungan`;
  });
  writeFileSync(corpus, ['id,isi,lokasi,kelurahan,tanggal_keluhan,topik,instansi', ...rows].join('\n'));
  const pairs = 'instansi_surabaya,opd_ambon_usulan,catatan\nDinas Perhubungan,Dinas Perhubungan,\n';
  writeFileSync(join(root, 'reference', 'ambon', 'padanan_instansi_surabaya_ke_ambon.csv'), pairs);
});

const replay = () =>
  promisify(execFile)(process.execPath, [
    join(import.meta.dirname, '..', '..', 'bin', 'lab', 'replay-complaints.ts'),
    `--url=${city.cloud.url}`,
    `--file=${corpus}`,
    '--rows=40',
    '--concurrency=16',
    '--verify',
  ]);

test('each row is accepted or clearly refused, and each accepted one has one routing, one timer, one SMS; again changes nothing', async () => {
  for (const run of [await replay(), await replay()]) {
    expect(run.stdout).toMatch(/^accepted +39$/m);
    expect(run.stdout).toMatch(/^ +1 {2}invalid-input description$/m);
    expect(run.stdout).toMatch(/^other +0$/m);
    expect(run.stdout).toMatch(/^verified +39: routed as due, one timer, one SMS to each mobile number$/m);
  }
});
