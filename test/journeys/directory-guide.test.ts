/** What docs/directory.md tells an admin to type works as it is written there; so does npm run client. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Json } from '../../bin/support/local-client.ts';
import { streetLight, useOwnCity } from '../support/city.ts';

const run = promisify(execFile);
const city = useOwnCity();

test('the curl lines, in order', async () => {
  const guide = readFileSync('docs/directory.md', 'utf8');
  const blocks = [...guide.matchAll(/```bash\n([^]*?)```/g)].map(([, block]) => block!);
  const commands = blocks.filter((block) => !block.startsWith('export TANGGAP'));
  expect(commands).toHaveLength(blocks.length - 1);
  const cwd = mkdtempSync(path.join(tmpdir(), 'tanggap-directory-'));
  await run('bash', ['-euc', commands.join('\n')], { cwd, env: { ...process.env, TANGGAP: city.cloud.url } });
  const answer = (file: string): Json => JSON.parse(readFileSync(path.join(cwd, `${file}.json`), 'utf8'));

  const added = { date: '2027-06-30', name: 'Cuti bersama tambahan', kind: 'CUTI_BERSAMA', decree: 'Keppres (contoh)' };
  expect(answer('declared').record).toMatchObject({ version: 2, holidays: expect.arrayContaining([added]) });
  expect(answer('withdrawn').record).toEqual({ ...answer('year'), version: 3 });
  expect(answer('loaded').record).toMatchObject({ year: 2028, version: 1 });
  expect(answer('agency').record).toMatchObject({ id: 'dinas-pasar', version: 1 });
  expect(answer('moved').record).toMatchObject({ route: { agencyId: 'dinas-pasar' }, version: 2 });
  expect(answer('handover').posts).toMatchObject([{ office: 'liaison', agencyId: 'bpbd', successors: [] }]);
  expect(answer('left')).toMatchObject({ record: { validTo: '2026-01-31' }, warnings: [] });
  expect(answer('key').apiKey).toMatch(/^tgp_/);
  rmSync(cwd, { recursive: true });
});

test('npm run client adds, exchanges, revokes and lists; each is kept as an edit', async () => {
  const client = async (...args: string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, ['bin/client.ts', ...args, '--local', city.cloud.url]);
    return stdout;
  };
  const keyIn = (printed: string): string => /tgp_[\w-]{32}/.exec(printed)?.[0] ?? '';
  const post = async (key: string) => (await city.client.file(streetLight(), { 'x-api-key': key })).status;

  const first = keyIn(await client('add', '--id', 'kanal-baru', '--name', 'Kanal Baru', '--per-minute', '5'));
  expect(await post(first)).toBe(201);
  const rotated = await client('rotate', '--id', 'kanal-baru', '--overlap-days', '3');
  const [, ending] = /Key (\w+) ends 2/.exec(rotated)!;
  expect(await client('list')).toMatch(
    /kanal-baru {2}Kanal Baru {2}active {2}complaints:write complaints:read {2}5\/minute 5000\/day {2}keys: \w{8} until .*, \w{8}/,
  );
  expect(await client('revoke', '--id', 'kanal-baru', '--key', ending!)).toContain(`Revoked ${ending}`);
  await city.client.advance('PT61S');
  expect([await post(first), await post(keyIn(rotated))]).toEqual([401, 201]);

  const { body } = await city.client.asOfficer({ role: 'auditor' }, 'GET', '/v1/admin/clients/kanal-baru/edits');
  expect(body.edits.map((e: Json) => [e.edit, e.by.replace(/:.*/, '')])).toEqual(
    [4, 3, 2, 1].map((edit) => [edit, 'command client']),
  );
  await expect(client('add', '--id', 'kanal-baru', '--name', 'Lagi')).rejects.toThrow(
    'the record has changed since you read it',
  );
  await expect(client('add', '--id', 'a#b', '--name', 'Salah')).rejects.toThrow('clientId');
});

test('npm run officer checks an officer as the admin API does', async () => {
  const officer = (...args: string[]) =>
    run(process.execPath, ['bin/officer.ts', ...args, '--local', city.cloud.url]).then(({ stdout }) => stdout);
  const mayor = ['--role', 'supervisor', '--office', 'mayor', '--name', 'Wali Kota', '--subject', 'sub-walikota'];
  expect(await officer(...mayor)).toContain('Added supervisor Wali Kota (sub-walikota).');
  await expect(officer(...mayor)).rejects.toThrow('the record has changed since you read it');
  const nowhere = ['--role', 'liaison', '--office', 'liaison', '--name', 'Petugas', '--subject', 'sub-x'];
  await expect(officer(...nowhere)).rejects.toThrow('agencies: a liaison needs at least one');
  await expect(officer(...nowhere, '--agency', 'tidak-ada')).rejects.toThrow("no agency 'tidak-ada' is in force");
});
