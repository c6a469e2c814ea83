/** Shows the scoreboard: each agency's figures, from one call to the API. */
import type { Statistics } from '../../http/views/statistics-schemas.ts';
import { monthOf } from '../shell/dates.ts';
import { Input } from '../shell/forms/form.tsx';
import { Layout } from '../shell/layout.tsx';
import { Facts, KeepLanguage } from '../shell/parts.tsx';
import { refused } from '../shell/refused.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import { withQuery, type Visit } from '../shell/visit.ts';
import { Chart } from './chart.tsx';

type Row = Statistics['groups'][number];

/** The table's columns, each explained below it. */
const figures = {
  received: (row) => row.received,
  forwarded: (row) => row.forwarded,
  done: (row) => row.done,
  scheduled: (row) => row.scheduled,
  explained: (row) => row.explained,
  cannotBeDone: (row) => row.cannotBeDone,
  late: (row) => row.late,
  median: (row) => row.medianWorkingDays,
  p90: (row) => row.p90WorkingDays,
  reopened: (row) => row.reopened,
  falseCloses: (row) => row.falseCloses,
  falsePercent: (row) => row.falseClosePercent,
  rating: (row) => row.ratingMean,
} satisfies Record<string, (row: Row) => number | null>;
const figureNames = Object.keys(figures) as (keyof typeof figures)[];

export async function showScore(visit: Visit): Promise<ApiResponse> {
  const { query } = visit.request;
  const found = await visit.deps.api.get<Statistics>(
    withQuery('/v1/statistics', { groupBy: 'agency', from: query['dari'], to: query['sampai'] }),
  );
  if (!found.ok) return refused(visit, found);
  const { from, to, total, groups } = found.body;
  const { t } = visit;
  const agencies = groups.filter(({ key }) => key !== '-').toSorted((a, b) => b.forwarded - a.forwarded);
  return html(
    200,
    <Layout visit={visit} title={t.score.title}>
      <p class="narrow">{t.score.lead(monthOf(visit, from), monthOf(visit, to))}</p>
      <details>
        <summary>{t.score.period}</summary>
        <form class="filter" action="/kinerja">
          <KeepLanguage visit={visit} />
          <div class="row">
            <Input visit={visit} name="dari" type="month" label={t.score.from} value={from} />
            <Input visit={visit} name="sampai" type="month" label={t.score.to} value={to} />
          </div>
          <button>{t.list.apply}</button>
        </form>
      </details>
      {agencies.length === 0 ? <p class="note">{t.score.none}</p> : <Charts visit={visit} rows={agencies} />}
      <Table
        visit={visit}
        rows={[...groups.filter(({ key }) => key === '-'), ...agencies]}
        total={total && { key: '', name: t.score.all, ...total }}
      />
      <Meanings visit={visit} />
    </Layout>,
  );
}

function Charts({ visit: { t }, rows }: { visit: Visit; rows: Row[] }) {
  const named = (values: (row: Row) => (number | null)[]) =>
    rows.map((row) => ({ label: row.name ?? row.key, values: values(row) }));
  return (
    <>
      <Chart
        title={t.score.chartLate}
        series={[t.score.forwarded, t.score.late]}
        classes={['bar-a', 'bar-c']}
        bars={named(({ forwarded, late }) => [forwarded, late])}
      />
      <Chart
        title={t.score.chartDays}
        series={[t.score.median, t.score.p90]}
        classes={['bar-a', 'bar-b']}
        bars={named(({ medianWorkingDays, p90WorkingDays }) => [medianWorkingDays, p90WorkingDays])}
      />
    </>
  );
}

/** Explains each figure in one sentence; docs/statistics.md has the definitions. */
function Meanings({ visit: { t } }: { visit: Visit }) {
  const { meaning } = t.score;
  return (
    <>
      <h2>{t.score.explain}</h2>
      <Facts facts={figureNames.map((name) => [t.score[name], meaning[name]])} />
    </>
  );
}

function Table({ visit: { t }, rows, total }: { visit: Visit; rows: Row[]; total: Row | null }) {
  const { score: words } = t;
  const line = (row: Row) => (
    <tr>
      <th scope="row">{row.name ?? (row.key === '-' ? words.noAgency : row.key)}</th>
      {figureNames.map((name) => (
        <td class="n">{figures[name](row) ?? '–'}</td>
      ))}
    </tr>
  );
  return (
    // Focusable, so that a keyboard can move a table that is wider than the screen.
    <section class="table" tabIndex={0} aria-label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.list.agency}</th>
            {figureNames.map((name) => (
              <th scope="col" class="n">
                {words[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(line)}
          {total && line(total)}
        </tbody>
      </table>
    </section>
  );
}
