/** The city's areas, drawn from their outlines: each leads to its reports. No tiles, no other host. */
import type { ApiResponse } from '../../http/api-handler.ts';
import type { AreaList } from '../../http/directory-schemas.ts';
import { kindOf } from '../choices.ts';
import { Layout } from '../layout/layout.tsx';
import { refused } from '../refused.tsx';
import { html } from '../respond.ts';
import type { Visit } from '../visit.ts';

type Areas = AreaList['areas'];

export async function map(visit: Visit): Promise<ApiResponse> {
  const found = await visit.deps.api.get<AreaList>('/v1/areas');
  if (!found.ok) return refused(visit, found);
  const { areas } = found.body;
  const districts = Map.groupBy(areas, ({ districtName }) => districtName);
  const { t } = visit;
  return html(
    200,
    <Layout visit={visit} title={t.map.title}>
      <p class="narrow">
        {t.map.lead} {t.map.picture}
      </p>
      <Picture visit={visit} areas={areas} districts={[...districts.keys()]} />
      {[...districts].map(([district, members], index) => (
        <section>
          <h2>
            <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
              <rect width="1" height="1" class={`h${index % 6}`} />
            </svg>{' '}
            {district}
          </h2>
          <ul class="areas">
            {members.map((area) => (
              <li>
                <a href={visit.href('/laporan', { kelurahan: area.code })}>
                  {area.name} <small>{kindOf(area.kind)}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Layout>,
  );
}

function Picture({ visit, areas, districts }: { visit: Visit; areas: Areas; districts: string[] }) {
  const { t, deps, href } = visit;
  const { width, height, paths } = deps.map;
  return (
    // The list below is the same in words: a keyboard need not walk through fifty shapes first.
    <svg class="map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {areas.map(({ code, name, districtName }) => (
        <a href={href('/laporan', { kelurahan: code })} tabIndex={-1}>
          <path d={paths[code] ?? ''} class={`h${districts.indexOf(districtName) % 6}`}>
            <title>{t.map.show(name)}</title>
          </path>
        </a>
      ))}
    </svg>
  );
}
