/** One complaint: how it stands, who must act by when, what comes next, what has happened. */
import type { PublicView, ReporterView } from '../../http/views/view-schemas.ts';
import { dayOf, timeOf } from '../shell/dates.ts';
import { Layout } from '../shell/layout.tsx';
import type { Visit } from '../shell/visit.ts';
import { Actions, hasForm } from './actions.tsx';
import { pathOf } from './private-link.ts';
import type { Tried } from './tried.ts';

type Seen = PublicView | ReporterView;
type Props = { visit: Visit; complaint: Seen; tried?: Tried | undefined };

const isOwn = (c: Seen): c is ReporterView => 'version' in c;

export function TrackPage({ visit, complaint: c, tried }: Props) {
  const { t, href, request } = visit;
  const own = isOwn(c);
  return (
    <Layout visit={visit} title={t.track.of(c.trackingId)}>
      {request.query['terkirim'] && (
        <p class="note" role="status">
          {t.track.done}
        </p>
      )}
      {tried && own && !hasForm(c, tried) && (
        <div class="note warn" role="alert">
          <p>{t.error.impossible}</p>
          {tried.text && <p class="said">{tried.text}</p>}
        </div>
      )}
      {own && (
        <form method="post" action={href(`${pathOf(c.trackingId)}/tutup`)}>
          <p class="beside">
            <small>{t.track.privateNote}</small> <button class="quiet">{t.track.close}</button>
          </p>
        </form>
      )}
      <Facts visit={visit} complaint={c} own={own} />
      {own && <Actions visit={visit} complaint={c} tried={tried} />}
      {!own && c.open && (
        <p>
          <a class="button quiet" href={href(`/gabung/${c.trackingId}`)}>
            {t.track.me}
          </a>
        </p>
      )}
      <h2>{t.track.timeline}</h2>
      <Timeline visit={visit} complaint={c} />
      {own ? <Report visit={visit} complaint={c} /> : <PublicReport visit={visit} complaint={c} />}
    </Layout>
  );
}

function Facts({ visit, complaint: c, own }: { visit: Visit; complaint: Seen; own: boolean }) {
  const { t, href } = visit;
  return (
    <dl class="facts">
      <dt>{t.track.status}</dt>
      <dd>
        <span class={c.open ? 'badge' : 'badge done'}>{t.status[c.status] ?? c.statusLabel}</span>
      </dd>
      <dt>{t.track.who}</dt>
      <dd>{whoActs(visit, c, own)}</dd>
      {c.open && (
        <>
          <dt>{t.track.due}</dt>
          <dd>
            <By visit={visit} day={c.dueOn} left={c.dueInWorkingDays} />
          </dd>
          <dt>{t.track.expected}</dt>
          <dd>
            <By visit={visit} day={c.expectedOn} left={c.expectedInWorkingDays} />
          </dd>
        </>
      )}
      <dt>{t.track.next}</dt>
      <dd>{t.nextStep[c.status] ?? c.next}</dd>
      {c.archivedBecause && (
        <>
          <dt>{t.track.archived}</dt>
          <dd>{c.archivedBecause.label}</dd>
        </>
      )}
      {c.duplicateOf && (
        <>
          <dt>{t.track.duplicateOf}</dt>
          <dd>
            <a href={href(pathOf(c.duplicateOf))}>{c.duplicateOf}</a>
          </dd>
        </>
      )}
      <dt>{t.track.service}</dt>
      <dd>{c.serviceName ?? t.list.noService}</dd>
      <dt>{t.track.received}</dt>
      <dd>{timeOf(visit, c.receivedAt)}</dd>
    </dl>
  );
}

/** A last day, with the working days that are left: a date alone says nothing about holidays in between. */
export function By({ visit, day, left }: { visit: Visit; day: string | null; left: number | null }) {
  const { t } = visit;
  if (day === null) return <>{t.track.provisional}</>;
  return (
    <>
      {dayOf(visit, day)}
      {left !== null && (
        <>
          {' · '}
          <span class={left < 0 ? 'count late' : 'count'}>
            {left < 0 ? t.track.daysLate(-left) : t.track.daysLeft(left)}
          </span>
        </>
      )}
    </>
  );
}

function whoActs({ t }: Visit, { status, agency }: Seen, own: boolean): string {
  switch (status) {
    case 'RECEIVED':
    case 'RETURNED':
      return t.track.coordinator;
    case 'NEEDS_INFO':
    case 'ANSWERED':
      return own ? t.track.reporter : t.track.reporterPublic;
    case 'FORWARDED':
    case 'IN_PROGRESS':
      return agency?.name ?? t.track.coordinator;
    case 'CLOSED':
    case 'DUPLICATE':
    case 'ARCHIVED':
    case 'WITHDRAWN':
      return t.track.nobody;
  }
}

function Timeline({ visit, complaint }: { visit: Visit; complaint: Seen }) {
  const { t } = visit;
  return (
    <ol class="timeline">
      {complaint.timeline.map((entry) => (
        <li>
          <time dateTime={entry.at}>{timeOf(visit, entry.at)}</time>
          <b>{t.timeline[entry.action] ?? entry.action}</b> <small>· {t.track.by[entry.by] ?? entry.by}</small>
          {'text' in entry && entry.text && <p class="said">{entry.text}</p>}
        </li>
      ))}
    </ol>
  );
}

/** What everybody may read of it: the API has masked numbers and rounded the place. */
function PublicReport({ visit: { t }, complaint: { report } }: { visit: Visit; complaint: PublicView }) {
  const { lat, long } = report.location;
  if (!report.title && !report.description) return null;
  return (
    <>
      <h2>{t.track.report}</h2>
      {report.title && <p class="said">{report.title}</p>}
      {report.description && <p class="said">{report.description}</p>}
      {lat !== null && (
        <p>
          {t.track.place}: {t.track.about} {lat}, {long}
        </p>
      )}
    </>
  );
}

function Report({ visit, complaint: { trackingId, report, attachments } }: { visit: Visit; complaint: ReporterView }) {
  const { t, href } = visit;
  const { address, landmark, lat, long } = report.location;
  const place = [address, landmark, lat === null ? null : `${lat}, ${long}`].filter(Boolean).join(' · ');
  return (
    <>
      <h2>{t.track.yours}</h2>
      {report.title && <p class="said">{report.title}</p>}
      <p class="said">{report.description}</p>
      {report.attributes.length > 0 && (
        <dl class="facts">
          {report.attributes.map(({ label, name }) => (
            <>
              <dt>{label}</dt>
              <dd>{name}</dd>
            </>
          ))}
        </dl>
      )}
      {place && (
        <p>
          {t.track.place}: {place}
        </p>
      )}
      {attachments.length > 0 && (
        <ul aria-label={t.track.photos}>
          {attachments.map(({ id }, index) => (
            <li>
              <a href={href(`${pathOf(trackingId)}/foto/${id}`)}>{t.track.photo(index + 1)}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
