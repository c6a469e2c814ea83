/** Checks a file made for the Ombudsman, with nothing but the file: exit 0 when it is whole, 1 when broken, 2 when it cannot be read. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { checkFile, ombudsmanFile } from '../functions/domain/complaint/ombudsman-file.ts';
import { command, UsageError } from './support/command.ts';

export default command(import.meta, {
  script: 'verify:file',
  about: 'Checks the hash chain of a file made for the Ombudsman.',
  options: z.object({
    file: z
      .string()
      .meta({ operand: true, description: 'answer of GET /v1/staff/complaints/{trackingId}/ombudsman-file' }),
  }),
  run: verify,
});

function verify({ file: path }: { file: string }): number {
  const file = readJson(path);
  const { success, data } = ombudsmanFile.safeParse(file);
  if (!success) throw new UsageError(`${path} is not a file for the Ombudsman`);
  const { complaint, events, texts, generatedAt } = data;
  console.log(`${complaint.id}: ${events.length} events, ${texts.length} texts, made ${generatedAt}`);
  for (const e of events) {
    const step = e.rung ? ` ${e.rung.clock} ${e.rung.step}/${e.rung.of} ${e.rung.office ?? ''}` : '';
    console.log(`  ${String(e.version).padStart(3)} ${e.at} ${e.action} by ${e.actor.role}: ${e.to}${step}`);
  }
  const check = checkFile(file);
  console.log(
    check.valid
      ? 'whole: no event was changed, removed or inserted'
      : `BROKEN at event ${check.version}: ${check.problem}`,
  );
  return check.valid ? 0 : 1;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
