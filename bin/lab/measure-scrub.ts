/** Measures the text scrubber on real complaints: `npm run measure:scrub`. Prints figures only. */
import { corpora, measure } from './measure-scrub/figures.ts';
import { corporaFolder, hasCorpora } from './measure-sms/texts.ts';

if (!hasCorpora()) {
  console.error(`no corpora at ${corporaFolder}`);
  process.exit(1);
}
const shown = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

for (const [name, texts] of Object.entries(corpora())) {
  const started = performance.now();
  const { changed, masks, left, survivors } = measure(texts);
  const each = ((performance.now() - started) * 1000) / texts.length / 7;
  console.log(`${name}: ${texts.length} texts, ${changed} changed (${((100 * changed) / texts.length).toFixed(2)} %)`);
  console.log(`  masked: ${shown(masks)}`);
  console.log(`  numbers or addresses left: ${left}; planted and still there: ${shown(survivors)}`);
  console.log(`  ${each.toFixed(0)} µs a text`);
}
