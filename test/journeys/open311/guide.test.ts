/** What docs/open311.md tells people to type works as it is written there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useCity } from '../../support/city.ts';
import { readXml } from '../../support/open311/calls.ts';

const city = useCity();

test('the curl lines, in order', async () => {
  const guide = readFileSync('docs/open311.md', 'utf8');
  const [, ...blocks] = [...guide.matchAll(/```bash\n([^]*?)```/g)].map(([, block]) => block!.trim());
  const cwd = mkdtempSync(path.join(tmpdir(), 'tanggap-open311-'));
  // Each call on a line of its own; what is continued stays together.
  const script = blocks.join('\n').replaceAll(/^curl/gm, 'echo ---; curl');
  const { stdout } = await promisify(execFile)('bash', ['-euc', script], {
    cwd,
    env: { ...process.env, OPEN311: `${city.cloud.url}/open311/v2`, API_KEY: 'local-dev-key' },
  });
  rmSync(cwd, { recursive: true });
  const [, services, definition, posted, own, list, updates, update, refused] = stdout
    .split('---\n')
    .map((part) => part.trim());
  expect(JSON.parse(services!).length).toBeGreaterThan(50);
  expect(readXml(definition!).value.attributes).toHaveLength(3);
  const [{ service_request_id: id }] = JSON.parse(posted!);
  expect(readXml(own!).value[0]).toMatchObject({ service_request_id: id, lat: '-3.6954', status: 'open' });
  // Nobody has verified it yet.
  expect(JSON.parse(list!).map((r: { service_request_id: string }) => r.service_request_id)).not.toContain(id);
  expect(readXml(updates!).root).toBe('service_request_updates');
  expect(JSON.parse(update!)[0].update_id).toContain(id);
  expect(readXml(refused!).value).toEqual([{ code: '400', description: expect.stringContaining('long') }]);
});
