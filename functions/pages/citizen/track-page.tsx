/** Renders one complaint: its state, who must act by when, what comes next, what has happened. */
import type { PublicView, ReporterView } from '../../http/views/view-schemas.ts';
import { dayOf, timeOf } from '../shell/dates.ts';
import { Layout } from '../shell/layout.tsx';
import { Facts, LastDay, LinkButton, Outcome, stateText, type Fact } from '../shell/parts.tsx';
import type { Visit } from '../shell/visit.ts';
import { Actions, hasForm, type Tried } from './actions.tsx';
import { pathOf } from './private-link.ts';

type Seen = PublicView | ReporterView;
type Props = { visit: Visit; complaint: Seen; tried?: Tried | undefined };

const isOwn = (c: Seen): c is ReporterView => 'version' in c;

export function TrackPage({ visit, complaint: c, tried }: Props) {
  const { t, href, request } = visit;
  const own = isOwn(c);
  return (
    <Layout visit={visit} title={t.track.of(c.trackingId)}>
      <Outcome>{request.query['terkirim'] && t.track.done}</Outcome>
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
      <Facts facts={factsOf(visit, c, own)} />
      {own && <Actions visit={visit} complaint={c} tried={tried} />}
      {!own && c.open && (
        <LinkButton quiet href={href(`/gabung/${c.trackingId}`)}>
          {t.track.me}
        </LinkButton>
      )}
      <h2>{t.track.timeline}</h2>
      <Timeline visit={visit} complaint={c} />
      {own ? <Report visit={visit} complaint={c} /> : <PublicReport visit={visit} complaint={c} />}
    </Layout>
  );
}

function factsOf(visit: Visit, c: Seen, own: boolean): Fact[] {
  const { t, href } = visit;
  return [
    [t.track.status, <span class={c.open ? 'badge' : 'badge done'}>{stateText(visit, c)}</span>],
    [t.track.who, whoActs(visit, c, own)],
    [t.track.due, c.open && <LastDay visit={visit} day={c.dueOn} left={c.dueInWorkingDays} />],
    [t.track.expected, c.open && <LastDay visit={visit} day={c.expectedOn} left={c.expectedInWorkingDays} />],
    [t.track.next, t.nextStep[c.status] ?? c.next],
    [t.track.promised, c.scheduledOn && dayOf(visit, c.scheduledOn)],
    [t.track.archived, (c.archivedBecause ?? c.cannotBecause)?.label ?? null],
    [t.track.duplicateOf, c.duplicateOf && <a href={href(pathOf(c.duplicateOf))}>{c.duplicateOf}</a>],
    [t.track.service, c.serviceName ?? t.list.noService],
    [t.track.received, timeOf(visit, c.receivedAt)],
  ];
}

function whoActs({ t }: Visit, { status, open, agency }: Seen, own: boolean): string {
  switch (status) {
    case 'RECEIVED':
    case 'RETURNED':
      return t.track.coordinator;
    case 'NEEDS_INFO':
    case 'ANSWERED':
      return own ? t.track.reporter : t.track.reporterPublic;
    case 'CLOSED':
    case 'DUPLICATE':
    case 'ARCHIVED':
    case 'WITHDRAWN':
      return t.track.nobody;
    case 'FORWARDED':
    case 'IN_PROGRESS':
    case 'SCHEDULED':
    // A state of a newer release.
    default:
      return open ? (agency?.name ?? t.track.coordinator) : t.track.nobody;
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
          {entry.scheduledOn && (
            <p>
              {t.track.promised}: {dayOf(visit, entry.scheduledOn)}
            </p>
          )}
          {'text' in entry && entry.text && <p class="said">{entry.text}</p>}
        </li>
      ))}
    </ol>
  );
}

/** The text that everybody may read: the API has masked numbers and rounded the place. */
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
      {report.attributes.length > 0 && <Facts facts={report.attributes.map(({ label, name }) => [label, name])} />}
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
