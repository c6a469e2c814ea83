/**
 * Checks a file made for the Ombudsman: `npm run verify:file -- FILE`. Needs nothing but the file. Exit code 0 when it is whole, 1 when
 * not, 2 when it cannot be read.
 */
import { readFileSync } from 'node:fs';
import { checkFile, ombudsmanFile } from '../functions/domain/complaint/ombudsman-file.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error(
    'usage: npm run verify:file -- FILE   (GET /v1/staff/complaints/{trackingId}/ombudsman-file gives one)',
  );
  process.exit(2);
}
try {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const check = checkFile(file);
  const { complaint, events, texts, generatedAt } = ombudsmanFile.parse(file);
  console.log(`${complaint.id}: ${events.length} events, ${texts.length} texts, made ${generatedAt}`);
  for (const e of events) {
    const rung = e.rung ? ` ${e.rung.clock} ${e.rung.step}/${e.rung.of} ${e.rung.office ?? ''}` : '';
    console.log(`  ${String(e.version).padStart(3)} ${e.at} ${e.action} by ${e.actor.role}: ${e.to}${rung}`);
  }
  console.log(
    check.valid
      ? 'whole: no event was changed, lost or slipped in'
      : `BROKEN at event ${check.version}: ${check.problem}`,
  );
  process.exitCode = check.valid ? 0 : 1;
} catch (error) {
  console.error(`not a file for the Ombudsman: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
