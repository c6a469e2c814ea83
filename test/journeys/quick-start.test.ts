/** What docs/quick-start.md tells people to type works as it is written there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useCity } from '../support/city.ts';
import { jpeg } from '../support/images/images.ts';

const run = promisify(execFile);
const city = useCity();
const environment = () => ({ ...process.env, TANGGAP: city.cloud.url, API_KEY: 'local-dev-key' });

test('the curl lines, in order', async () => {
  const guide = readFileSync('docs/quick-start.md', 'utf8');
  const blocks = [...guide.matchAll(/```bash\n([^]*?)```/g)].map(([, block]) => block!);
  const commands = blocks.filter((block) => !block.startsWith('export TANGGAP'));
  expect(commands).toHaveLength(blocks.length - 1);
  const cwd = mkdtempSync(path.join(tmpdir(), 'tanggap-quick-start-'));
  writeFileSync(path.join(cwd, 'photo.jpg'), jpeg());
  const script = commands.map((command) => `${command.trim()}\necho; echo ---`).join('\n');
  const { stdout } = await run('bash', ['-euc', script], { cwd, env: environment() });
  rmSync(cwd, { recursive: true });
  const [filed, , own, commented, sent, refused] = stdout.split('---').map((part) => part.trim());
  expect(JSON.parse(filed!)).toMatchObject({ status: 'RECEIVED', version: 1 });
  expect(JSON.parse(own!)).toMatchObject({ report: { location: { landmark: 'depan gereja' } } });
  expect(sent).toBe('204');
  expect(JSON.parse(commented!)).toMatchObject({ trackingId: JSON.parse(filed!).trackingId });
  expect(
    JSON.parse(refused!)
      .errors.map((e: { field: string }) => e.field)
      .sort(),
  ).toEqual(['colour', 'description']);
});

test('every address that the start prints opens', async () => {
  // It is printed a moment after the city is ready.
  await expect.poll(() => city.cloud.printed()).toContain('local endpoints');
  const printed = [...city.cloud.printed().matchAll(/^ {2}(?:pages|officers|API|a phone|local endpoints) .*$/gm)];
  const addresses = printed.flatMap(([line]) => [...line.matchAll(/http:[^\s,]+/g)].map(([address]) => address));
  expect(addresses.map((address) => new URL(address).pathname)).toContain('/petugas');
  const answers = await Promise.all(addresses.map(async (address) => (await fetch(address)).status));
  expect(answers).toEqual(addresses.map(() => 200));
});

/** Runs the first shell block of a page's section in this city; each call's answer on its own. */
async function answersOf(page: string, section: string, language: string): Promise<string[]> {
  const text = readFileSync(`docs/${page}`, 'utf8');
  const block = text.slice(text.indexOf(section)).split(`\`\`\`${language}\n`)[1]?.split('```')[0];
  // This city's clock may be ahead of the machine's.
  const { now } = (await (await fetch(`${city.cloud.url}/_local/clock`)).json()) as { now: string };
  const script = block!
    .replaceAll('$(date +%s)', String(Math.floor(Date.parse(now) / 1000)))
    .replaceAll('http://127.0.0.1:3000', city.cloud.url)
    .replaceAll(/^curl/gm, 'echo; echo ---; curl');
  const cwd = mkdtempSync(path.join(tmpdir(), 'tanggap-lines-'));
  const { stdout } = await run('bash', ['-euc', script], { cwd, env: { ...process.env, API: city.cloud.url } });
  rmSync(cwd, { recursive: true });
  return stdout.split('---\n').slice(1);
}

test('the lines of the pages on SMS, statistics and open data', async () => {
  const [accepted] = await answersOf('sms.md', '## For the gateway', 'sh');
  expect(JSON.parse(accepted!)).toEqual({ outcome: 'accepted' });
  const [byAgency, csv, open] = await answersOf('statistics.md', '# Statistics', 'sh');
  expect(JSON.parse(byAgency!)).toMatchObject({ groupBy: 'agency' });
  expect(csv).toMatch(/^from,to,month,/);
  expect(JSON.parse(open!)).toHaveProperty('more');
  const lists = await answersOf('open-data.md', '# Open data', 'bash');
  expect(lists.map((list) => Object.keys(JSON.parse(list)))).toEqual([
    ['complaints', 'next'],
    ['complaints', 'next'],
  ]);
});

test('the script, in at most 35 lines', async () => {
  const script = 'docs/examples/first-complaint.mjs';
  expect(readFileSync(script, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(35);
  const { stdout } = await run(process.execPath, [script], { env: environment() });
  expect(stdout).toMatch(/^filed AMB-\w{7}, answer expected by \d{4}-/);
  expect(stdout).toMatch(/comment by reporter/);
});
