/** Shows the public list with its filters, from three calls to the API at once. */
import type { PublicPage } from '../../http/views/view-schemas.ts';
import { byDistrict, byGroup, listsOf, type Lists } from '../shell/forms/choices.ts';
import { shortDay } from '../shell/dates.ts';
import { Input, Select } from '../shell/forms/form.tsx';
import { Layout } from '../shell/layout.tsx';
import { KeepLanguage, LinkButton, stateText } from '../shell/parts.tsx';
import { refused } from '../shell/refused.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import { withQuery, type Visit } from '../shell/visit.ts';

/** On a small screen twenty are three or four screens long. */
const pageSize = '20';

export async function showList(visit: Visit): Promise<ApiResponse> {
  const { query } = visit.request;
  const { api } = visit.deps;
  const wanted = withQuery('/v1/complaints', {
    status: query['status'],
    serviceCode: query['layanan'],
    areaCode: query['kelurahan'],
    agencyId: query['instansi'],
    from: query['dari'],
    to: query['sampai'],
    cursor: query['lanjut'],
    limit: pageSize,
  });
  const [page, lists] = await Promise.all([api.get<PublicPage>(wanted), listsOf(visit)]);
  if (!page.ok) return refused(visit, page);
  const { t, href } = visit;
  const { complaints, next } = page.body;
  return html(
    200,
    <Layout visit={visit} title={t.list.title}>
      <p>{t.list.lead}</p>
      <Filter visit={visit} lists={lists} />
      {complaints.length === 0 && <p class="note">{t.list.none}</p>}
      <ul class="cards two">
        {complaints.map((c) => (
          <li>
            <p>
              <a href={href(`/lacak/${c.trackingId}`)}>
                <b>{c.serviceName ?? t.list.noService}</b>
              </a>
            </p>
            {c.report.description && <p class="said">{excerpt(c.report.title ?? c.report.description)}</p>}
            <p>
              <span class={c.open ? 'badge' : 'badge done'}>{stateText(visit, c)}</span>
            </p>
            <p>
              {c.trackingId} · {t.track.received} {shortDay(visit, c.receivedAt)}
              {c.open && c.dueOn && ` · ${t.list.due} ${shortDay(visit, c.dueOn)}`}
            </p>
            {c.agency && <p>{c.agency.name}</p>}
          </li>
        ))}
      </ul>
      {next && (
        <LinkButton quiet href={href('/laporan', { ...query, lanjut: next })} rel="next">
          {t.list.more}
        </LinkButton>
      )}
    </Layout>,
  );
}

/** Twenty whole reports would be a long way down on a telephone. */
function excerpt(text: string): string {
  const letters = [...text];
  return letters.length > 140 ? `${letters.slice(0, 140).join('')}…` : text;
}

function Filter({ visit, lists: { services, areas } }: { visit: Visit; lists: Lists }) {
  const { t, request } = visit;
  const { query } = request;
  const chosen = (name: string) => ({ visit, name, first: t.list.any, value: query[name] });
  const states = [
    { value: 'open', text: t.list.open },
    { value: 'closed', text: t.list.closed },
  ];
  return (
    <details open={['status', 'layanan', 'kelurahan', 'dari', 'sampai'].some((name) => query[name])}>
      <summary>{t.list.filter}</summary>
      <form class="filter" action="/laporan">
        <KeepLanguage visit={visit} />
        {/* Set by a link from the scoreboard: narrowing further keeps it. */}
        {query['instansi'] && <input type="hidden" name="instansi" value={query['instansi']} />}
        <Select {...chosen('status')} label={t.track.status} groups={[{ label: t.track.status, options: states }]} />
        <Select {...chosen('layanan')} label={t.track.service} groups={byGroup(services)} />
        <Select {...chosen('kelurahan')} label={t.list.area} groups={byDistrict(areas)} />
        <div class="row">
          <Input {...chosen('dari')} type="date" label={t.list.from} />
          <Input {...chosen('sampai')} type="date" label={t.list.to} />
        </div>
        <button>{t.list.apply}</button>
      </form>
    </details>
  );
}
