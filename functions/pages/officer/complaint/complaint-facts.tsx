/** Renders the state of a complaint, and what was reported. */
import { dayOf, timeOf } from '../../shell/dates.ts';
import { Facts, LastDay, stateText, type Fact } from '../../shell/parts.tsx';
import type { Shown } from './shown.ts';
import { deskPathOf } from '../paths.ts';

/** An agency's name; its id where it is no longer listed. */
export const nameOf = (agencies: Shown['agencies'], id: string): string =>
  agencies.find((agency) => agency.id === id)?.name ?? id;

export function ComplaintFacts(shown: Shown) {
  const { desk, complaint: c } = shown;
  const { t } = desk;
  return (
    <>
      <p class="badges">
        <span class={c.open ? 'badge' : 'badge done'}>{stateText(desk, c)}</span>
        {c.flag !== 'none' && <span class={`badge ${c.flag}`}>{t.desk.flag[c.flag]}</span>}
        {c.anonymous && <span class="badge">{t.desk.anonymous}</span>}
        {c.confidential && <span class="badge">{t.desk.confidential}</span>}
        {c.verifiedAt === null && <span class="badge">{t.desk.unverified}</span>}
      </p>
      <Facts facts={factsOf(shown)} />
    </>
  );
}

function factsOf({ desk, complaint: c, agencies }: Shown): Fact[] {
  const { t, href } = desk;
  const { facts } = t.desk;
  const classes: Record<string, string> = t.admin.value.class;
  return [
    [facts.agency, c.agency?.name ?? t.track.coordinator],
    [t.track.due, c.open && <LastDay visit={desk} day={c.dueOn} left={c.dueInWorkingDays} />],
    [t.track.expected, c.open && <LastDay visit={desk} day={c.expectedOn} left={c.expectedInWorkingDays} />],
    [t.track.next, t.nextStep[c.status] ?? c.next],
    [t.track.promised, c.scheduledOn && dayOf(desk, c.scheduledOn)],
    [t.track.archived, (c.archivedBecause ?? c.cannotBecause)?.label ?? null],
    [facts.parent, c.parentId && <a href={href(deskPathOf(c.parentId))}>{c.parentId}</a>],
    [t.track.service, c.serviceName ?? t.list.noService],
    [facts.track, `${classes[c.class] ?? c.class} · ${t.desk.track[c.track] ?? c.track}`],
    [facts.contributing, c.contributing.map((id) => nameOf(agencies, id)).join(', ')],
    [facts.hint, c.hintAgencyId && nameOf(agencies, c.hintAgencyId)],
    [facts.hops, c.hops > 0 ? facts.times(c.hops) : null],
    [facts.reopened, c.reopened > 0 ? facts.times(c.reopened) : null],
    [facts.rating, c.rating === null ? null : facts.stars(c.rating)],
    [t.track.received, `${timeOf(desk, c.receivedAt)} · ${t.desk.channel[c.channel] ?? c.channel}`],
    [facts.verified, c.verifiedAt && timeOf(desk, c.verifiedAt)],
    [facts.contact, c.contactNote ?? t.desk.contact[c.contact] ?? c.contact],
    [facts.upstream, c.upstream.map(({ subscriptionId, upstreamId }) => `${subscriptionId}: ${upstreamId}`).join(', ')],
  ];
}

export function ReportedText({ desk, complaint }: Shown) {
  const { t, href } = desk;
  const { report, attachments, areaName, trackingId } = complaint;
  const { address, landmark, lat, long } = report.location;
  const place = [areaName, landmark, address, lat === null ? null : `${lat}, ${long}`].filter(Boolean).join(' · ');
  return (
    <>
      <h2>{t.track.report}</h2>
      {report.title && <p class="said">{report.title}</p>}
      {report.description ? <p class="said">{report.description}</p> : <p>{t.desk.erased}</p>}
      <Facts
        facts={[
          [t.track.place, place],
          [t.desk.facts.happened, report.incidentDate && dayOf(desk, report.incidentDate)],
          ...report.attributes.map(({ label, name }) => [label, name] as const),
        ]}
      />
      {attachments.length > 0 && (
        <ul aria-label={t.track.photos}>
          {attachments.map(({ id, at }, index) => (
            <li>
              <a href={href(`${deskPathOf(trackingId)}/foto/${id}`)}>{t.track.photo(index + 1)}</a>{' '}
              <small>{timeOf(desk, at)}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
