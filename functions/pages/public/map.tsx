/** Draws the city's areas from their outlines, darker with more reports, each a link to its reports. No tiles, no other host. */
import type { AreaList } from '../../http/views/directory-schemas.ts';
import type { AreaCounts } from '../../http/views/statistics-schemas.ts';
import { kindOf } from '../shell/forms/choices.ts';
import { longDay } from '../shell/dates.ts';
import { Layout } from '../shell/layout.tsx';
import { refused } from '../shell/refused.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';

type Areas = AreaList['areas'];
type Counts = ReadonlyMap<string | null, number>;

export async function showMap(visit: Visit): Promise<ApiResponse> {
  const { api } = visit.deps;
  const [found, counted] = await Promise.all([
    api.get<AreaList>('/v1/areas'),
    api.get<AreaCounts>('/v1/statistics/areas'),
  ]);
  if (!found.ok) return refused(visit, found);
  const { areas } = found.body;
  if (!counted.ok) return refused(visit, counted);
  const counts = new Map(counted.body.areas.map(({ areaCode, received }) => [areaCode, received]));
  const all = [...counts.values()].reduce((sum, received) => sum + received, 0);
  // A kelurahan and a negeri may bear one name.
  const namesakes = new Set(
    [...Map.groupBy(areas, ({ name }) => name)].flatMap(([name, bearers]) => (bearers[1] ? name : [])),
  );
  const { t } = visit;
  return html(
    200,
    <Layout visit={visit} title={t.map.title}>
      <p class="narrow">
        {t.map.lead} {t.map.counted(all, longDay(visit, counted.body.from), counts.get(null) ?? 0)} {t.map.picture}
      </p>
      <Picture visit={visit} areas={areas} counts={counts} />
      {[...Map.groupBy(areas, ({ districtName }) => districtName)].map(([district, members]) => (
        <section>
          <h2>{district}</h2>
          <ul class="areas">
            {members.map(({ code, name, kind }) => (
              <li>
                <a href={visit.href('/laporan', { kelurahan: code })}>
                  {name} {namesakes.has(name) && <small>{kindOf(kind)}</small>}
                </a>{' '}
                <b>{counts.get(code)}</b>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Layout>,
  );
}

function Picture({ visit, areas, counts }: { visit: Visit; areas: Areas; counts: Counts }) {
  const { t, deps, href } = visit;
  const { width, height, paths } = deps.map;
  const most = Math.max(1, ...areas.map(({ code }) => counts.get(code) ?? 0));
  return (
    // Hidden from screen readers and keyboards: the list below says the same in words.
    <svg class="map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {areas.map(({ code, name }) => (
        <a href={href('/laporan', { kelurahan: code })} tabIndex={-1}>
          <path d={paths[code] ?? ''} class={`h${Math.ceil((5 * (counts.get(code) ?? 0)) / most)}`}>
            <title>{t.map.show(name, counts.get(code) ?? 0)}</title>
          </path>
        </a>
      ))}
    </svg>
  );
}
