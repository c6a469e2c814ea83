/** Measures the SMS grammar and the dialogue on real texts, clean and mistyped. Prints figures only, never a text. */
import * as z from 'zod';
import { readSms } from '../../functions/domain/sms/grammar.ts';
import { isOwnReport } from '../../functions/domain/sms/own-report.ts';
import { loadCityData } from '../../lib/city/index.ts';
import { command } from '../support/command.ts';
import { outcomeOf, outcomes, tally } from './measure-sms/outcomes.ts';
import { ambonMalay, complaintLines } from './measure-sms/texts.ts';
import { endOf, ends, senders } from './measure-sms/turns.ts';
import { mistype, seeded } from './measure-sms/typing.ts';

const { city: profile, ...records } = loadCityData('ambon');
const city = { ...records, idPrefix: profile.idPrefix, keyword: 'ambon' };
const { areas } = city;

export default command(import.meta, {
  script: 'measure:sms',
  about: 'Measures the SMS grammar on real texts, clean and mistyped (not in this repository). Prints figures only.',
  options: z.object({}),
  run: () => {
    const complaints = complaintLines(2000);
    const malay = ambonMalay();
    measureGrammar(complaints, malay);
    measureOwnReports(complaints);
    measureDialogue({ complaints, 'Malay of Ambon': malay });
  },
});

function measureGrammar(complaints: readonly string[], malay: readonly string[]): void {
  show('complaints, first lines', complaints);
  for (const rate of [0.02, 0.05, 0.1]) {
    const random = seeded(42);
    show(
      `complaints, ${100 * rate} % of letters mistyped`,
      complaints.map((text) => mistype(text, random, rate)),
    );
  }
  show('Malay of Ambon (no complaints)', malay);
  show(
    'Malay of Ambon, 5 % of letters mistyped',
    malay.map((text) => mistype(text, seeded(7), 0.05)),
  );
}

function show(name: string, texts: readonly string[]): void {
  const counts = tally(texts, city);
  const share = (n: number): string => `${((100 * n) / texts.length).toFixed(1)} %`.padStart(7);
  const cells = outcomes.map(
    (outcome) => `${outcome} ${String(counts[outcome]).padStart(4)} ${share(counts[outcome])}`,
  );
  console.log(`${name.padEnd(44)} ${texts.length} texts  ${cells.join('  ')}`);
}

function measureOwnReports(complaints: readonly string[]): void {
  const filed = complaints.filter((text) => outcomeOf(text, city) === 'report');
  const answers = areas.flatMap(({ name }) => [
    `di ${name}`,
    `${name} dekat gereja`,
    `${name} depan sekolah samping pasar`,
  ]);
  for (const minutes of [10, 180]) {
    showOwn(`complaints with a place, ${minutes} min after a question`, filed, minutes);
    showOwn(`places alone, ${minutes} min after a question`, answers, minutes);
  }
}

/** Sent while "Di mana tempatnya?" about a street lamp is open: counts the texts taken as new reports, not as the answer. */
function showOwn(name: string, texts: readonly string[], minutes: number): void {
  const belonging = {
    complaint: { serviceCode: 'lampu-jalan' },
    as: 'where',
    ageMs: minutes * 60_000,
  } as const;
  const own = texts.filter((text) => isOwnReport(readSms(text, city).said, belonging)).length;
  console.log(`${name.padEnd(44)} ${texts.length} texts  own reports ${((100 * own) / texts.length).toFixed(1)} %`);
}

/** Counts what the dialogue makes of each text, by the state of its sender. */
function measureDialogue(corpora: Record<string, readonly string[]>): void {
  for (const [name, texts] of Object.entries(corpora))
    for (const rate of [0, 0.05]) {
      const random = seeded(42);
      const typed = texts.map((text) => (rate === 0 ? text : mistype(text, random, rate)));
      for (const sender of senders()) {
        const found = typed.map((text) => endOf(text, sender, city));
        const cells = ends.map((end) => {
          const count = found.filter((one) => one === end).length;
          return `${end} ${count} (${((100 * count) / texts.length).toFixed(1)} %)`;
        });
        console.log(`${name}, ${100 * rate} % mistyped; sender with ${sender.name}: ${cells.join('  ')}`);
      }
    }
}
