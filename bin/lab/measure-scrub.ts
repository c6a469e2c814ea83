/** Measures the text scrubber on real complaints. Prints figures only, never a text. */
import * as z from 'zod';
import { command } from '../support/command.ts';
import { progress } from '../support/progress.ts';
import { corpora, measure } from './measure-scrub/figures.ts';

const shown = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

export default command(import.meta, {
  script: 'measure:scrub',
  about: 'Measures the text scrubber on real complaints (not in this repository). Prints figures only.',
  options: z.object({}),
  run: () => {
    for (const [name, texts] of Object.entries(corpora())) {
      const started = performance.now();
      const { changed, masks, left, survivors } = measure(texts, progress(name, texts.length));
      const each = ((performance.now() - started) * 1000) / texts.length / 7;
      const share = ((100 * changed) / texts.length).toFixed(2);
      console.log(`${name}: ${texts.length} texts, ${changed} changed (${share} %)`);
      console.log(`  masked: ${shown(masks)}`);
      console.log(`  numbers or addresses left: ${left}; planted and still there: ${shown(survivors)}`);
      console.log(`  ${each.toFixed(0)} µs a text`);
    }
  },
});
