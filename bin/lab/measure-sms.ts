/** Measures the SMS grammar on real texts, clean and mistyped: `npm run measure:sms`. Prints figures only. */
import { loadCityData } from '../../lib/city/index.ts';
import { isOwnReport } from '../../functions/domain/sms/own-report.ts';
import { outcomeOf, outcomes, tally } from './measure-sms/outcomes.ts';
import { ambonMalay, complaintLines, corporaFolder, hasCorpora } from './measure-sms/texts.ts';
import { endOf, ends, senders } from './measure-sms/turns.ts';
import { mistype, seeded } from './measure-sms/typing.ts';

if (!hasCorpora()) {
  console.error(`no corpora at ${corporaFolder}`);
  process.exit(1);
}
const { areas, services } = loadCityData('ambon');

function show(name: string, texts: readonly string[]): void {
  const counts = tally(texts, areas);
  const share = (n: number): string => `${((100 * n) / texts.length).toFixed(1)} %`.padStart(7);
  const cells = outcomes.map(
    (outcome) => `${outcome} ${String(counts[outcome]).padStart(4)} ${share(counts[outcome])}`,
  );
  console.log(`${name.padEnd(44)} ${texts.length} texts  ${cells.join('  ')}`);
}

const complaints = complaintLines(2000);
show('complaints, first lines', complaints);
for (const rate of [0.02, 0.05, 0.1]) {
  const random = seeded(42);
  show(
    `complaints, ${100 * rate} % of letters mistyped`,
    complaints.map((text) => mistype(text, random, rate)),
  );
}
show('Malay of Ambon (no complaints)', ambonMalay());
show(
  'Malay of Ambon, 5 % of letters mistyped',
  ambonMalay().map((text) => mistype(text, seeded(7), 0.05)),
);

/** Sent while "Di mana tempatnya?" about a street lamp waits: how many are taken as reports of their own, not as its answer. */
function showOwn(name: string, texts: readonly string[], minutes: number): void {
  const belonging = {
    complaint: { serviceCode: 'lampu-jalan' },
    as: 'where',
    ageMs: minutes * 60_000,
    areas,
    services,
  } as const;
  const own = texts.filter((text) => isOwnReport(text, belonging)).length;
  console.log(`${name.padEnd(44)} ${texts.length} texts  own reports ${((100 * own) / texts.length).toFixed(1)} %`);
}

const filed = complaints.filter((text) => outcomeOf(text, areas) === 'report');
const answers = areas.flatMap(({ name }) => [
  `di ${name}`,
  `${name} dekat gereja`,
  `${name} depan sekolah samping pasar`,
]);
for (const minutes of [10, 180]) {
  showOwn(`complaints with a place, ${minutes} min after a question`, filed, minutes);
  showOwn(`places alone, ${minutes} min after a question`, answers, minutes);
}

/** What the dialogue itself makes of each text, by where its sender stands. */
for (const [name, texts] of [
  ['complaints', complaints],
  ['Malay of Ambon', ambonMalay()],
] as const)
  for (const rate of [0, 0.05]) {
    const random = seeded(42);
    const typed = texts.map((text) => (rate === 0 ? text : mistype(text, random, rate)));
    for (const sender of senders()) {
      const found = typed.map((text) => endOf(text, sender, areas, services));
      const cells = ends.map((end) => {
        const count = found.filter((one) => one === end).length;
        return `${end} ${count} (${((100 * count) / texts.length).toFixed(1)} %)`;
      });
      console.log(`${name}, ${100 * rate} % mistyped; sender with ${sender.name}: ${cells.join('  ')}`);
    }
  }
