/** Renders the events of a complaint, whether their chain is whole, and who looked at the identity. */
import { dayOf, timeOf } from '../../shell/dates.ts';
import { Alert } from '../../shell/parts.tsx';
import { nameOf } from './complaint-facts.tsx';
import type { Shown } from './shown.ts';

type Event = Shown['complaint']['events'][number];

export function History(shown: Shown) {
  const { desk, complaint } = shown;
  const { t } = desk;
  const { chain, events, unreadable } = complaint;
  return (
    <>
      <h2>{t.desk.history}</h2>
      {chain.valid ? (
        <p class="whole">{t.desk.chainWhole(events.length)}</p>
      ) : (
        <Alert>
          {t.desk.chainBroken(chain.version)} <small lang="en">{chain.problem}</small>
        </Alert>
      )}
      {unreadable > 0 && <Alert>{t.desk.unreadable(unreadable)}</Alert>}
      <Events {...shown} events={events} />
    </>
  );
}

export function Events(shown: Shown & { events: readonly Event[] }) {
  const { desk, complaint, events } = shown;
  const { t } = desk;
  return (
    <ol class="timeline">
      {events.map((event) => (
        <li>
          <time dateTime={event.at}>{timeOf(desk, event.at)}</time>
          <b>{t.desk.event[event.action] ?? t.timeline[event.action] ?? event.action}</b>{' '}
          <small>
            · {actorOf(shown, event)} · {t.desk.record(event.version)}
          </small>
          {detailsOf(shown, event).map((line) => (
            <p>{line}</p>
          ))}
          {/* The report itself stands above. */}
          {event.text && event.version > 1 && <p class="said">{event.text}</p>}
        </li>
      ))}
    </ol>
  );

  function actorOf({ complaint: { officers } }: Shown, { actor }: Event): string {
    const role = t.track.by[actor.role] ?? actor.role;
    const name = officers.find(({ subject }) => subject === actor.id)?.name ?? actor.id;
    return name === undefined ? role : `${name}, ${role}`;
  }

  function detailsOf({ agencies }: Shown, event: Event): string[] {
    const { detail } = t.desk;
    const before = complaint.events.find(({ version }) => version === event.version - 1);
    const name = (id: string): string => nameOf(agencies, id);
    const reason = complaint.archivedBecause;
    return [
      event.agencyId && event.agencyId !== before?.agencyId ? `${detail.to} ${name(event.agencyId)}` : '',
      event.contributingAgencyId ? `${detail.helper} ${name(event.contributingAgencyId)}` : '',
      event.suggestedAgencyId ? `${detail.suggested} ${name(event.suggestedAgencyId)}` : '',
      event.reasonCode
        ? `${detail.reason}: ${reason?.code === event.reasonCode ? reason.label : event.reasonCode}`
        : '',
      event.scheduledOn ? `${t.track.promised}: ${dayOf(desk, event.scheduledOn)}` : '',
      event.parentId ? `${detail.parent} ${event.parentId}` : '',
      event.rating === undefined ? '' : `${detail.rating} ${event.rating}`,
      event.late ? detail.late : '',
      event.dueOn && event.dueOn !== before?.dueOn ? `${detail.due}: ${dayOf(desk, event.dueOn)}` : '',
    ].filter((line) => line !== '');
  }
}

export function Accesses({ desk, complaint: { accesses, officers } }: Shown) {
  const { t } = desk;
  return (
    <>
      <h2>{t.desk.accesses}</h2>
      {accesses.length === 0 && <p>{t.desk.noAccess}</p>}
      <ul class="accesses">
        {accesses.map(({ at, officer, role, reason }) => (
          <li>
            <time dateTime={at}>{timeOf(desk, at)}</time> ·{' '}
            {officers.find(({ subject }) => subject === officer)?.name ?? officer}, {t.track.by[role] ?? role}:{' '}
            <q>{reason}</q>
          </li>
        ))}
      </ul>
    </>
  );
}
