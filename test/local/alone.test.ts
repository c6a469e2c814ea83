import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../../lib/local/synth.ts';
import { startLocalCloud } from '../support/local-cloud.ts';
import { writeAssembly } from './fixtures/assembly.ts';

test('a function finds no package of the project beside its asset, as on Lambda', async () => {
  const written = writeAssembly();
  mkdirSync(join(PROJECT, '.build'), { recursive: true });
  const assembly = mkdtempSync(join(PROJECT, '.build', 'assembly-'));
  cpSync(written, assembly, { recursive: true });
  writeFileSync(
    join(assembly, 'asset.web', 'index.mjs'),
    "import 'zod';\nexport const handler = async () => ({ statusCode: 200, body: 'loaded' });\n",
  );
  const cloud = await startLocalCloud({ assembly });
  try {
    const answer = await fetch(`${cloud.url}/echo/x`, { method: 'POST' });
    expect(answer.status).toBe(500);
    expect(cloud.printed()).toContain("Cannot find package 'zod'");
  } finally {
    await cloud.stop();
    for (const folder of [written, assembly]) rmSync(folder, { recursive: true });
  }
});
