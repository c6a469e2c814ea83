/** The grammar over real texts, where they lie beside this repository. No text is copied or printed: a failure shows figures. */
import { describe, expect, test } from 'vitest';
import { outcomeOf, tally } from '../../../../bin/lab/measure-sms/outcomes.ts';
import { hasCorpora } from '../../../../bin/lab/corpora.ts';
import { ambonMalay, complaintLines } from '../../../../bin/lab/measure-sms/texts.ts';
import { mistype, seeded } from '../../../../bin/lab/measure-sms/typing.ts';
import { readSms } from '../../../../functions/domain/sms/grammar.ts';
import { ambonWords } from '../../../support/ambon.ts';
import { runs } from '../../../support/runs.ts';

if (!hasCorpora()) console.log('skipped: the corpora of ../shared/data are not on this machine');

const many = runs(400, 2000);

describe.skipIf(!hasCorpora())('of real texts', () => {
  test.each([0, 0.02, 0.05, 0.1])(
    `${many} complaints with %d of their letters mistyped become reports, questions or help`,
    (rate) => {
      const random = seeded(42);
      const counts = tally(
        complaintLines(many).map((text) => (rate === 0 ? text : mistype(text, random, rate))),
        ambonWords,
      );
      expect(counts.command).toBe(0);
      expect(counts.report + counts.question).toBeGreaterThan(0.95 * many);
      expect(counts.report + counts.question + counts.help).toBe(many);
    },
  );

  test('1,000 sentences in the Malay of Ambon are accepted as texts, and none is taken for a command', () => {
    const texts = ambonMalay();
    const outcomes = texts.map((text) => outcomeOf(text, ambonWords));
    expect(texts.length).toBeGreaterThan(1000);
    expect(outcomes.filter((outcome) => outcome === 'command')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'help').length).toBeLessThan(5);
  });

  test('and is kept word for word, but for one that begins with a keyword', () => {
    const texts = ambonMalay();
    const changed = texts.filter((text) => {
      const { intent } = readSms(text, ambonWords);
      const kept = intent.kind === 'report' ? intent.text : '';
      return kept.length < text.replaceAll(/\s+/g, ' ').trim().length;
    });
    // Two begin with the city's name or with a wish for privacy, which is what those words are for.
    expect(changed.length / texts.length).toBeLessThan(0.005);
  });
});
