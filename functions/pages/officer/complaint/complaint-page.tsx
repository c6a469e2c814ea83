/** Renders one complaint for an officer: what was reported, its state, the possible actions, what has happened. */
import { FaultSummary } from '../../shell/forms/form.tsx';
import { Outcome, Alert } from '../../shell/parts.tsx';
import { ActionForms } from './action-forms.tsx';
import { ComplaintFacts, ReportedText } from './complaint-facts.tsx';
import { deskPathOf } from '../paths.ts';
import type { Shown, Tried } from './shown.ts';
import { Accesses, Events, History } from './complaint-history.tsx';
import { Console } from '../../shell/session/console.tsx';
import { Duplicates, Suggestions } from './hints.tsx';
import { IdentityForm } from './identity-form.tsx';

export function ComplaintPage(shown: Shown) {
  const { desk, complaint, tried } = shown;
  const { t, href } = desk;
  const sent = desk.request.query['terkirim'];
  return (
    <Console desk={desk} title={t.track.of(complaint.trackingId)}>
      <Outcome>{sent && (sent === 'foto' ? t.receipt.photoKept : t.desk.done)}</Outcome>
      {tried && <Refused {...shown} tried={tried} />}
      <div class="desk">
        <section class="about">
          <ComplaintFacts {...shown} />
          <ReportedText {...shown} />
        </section>
        <section class="todo" aria-labelledby="tindakan">
          <h2 id="tindakan">{t.desk.actions}</h2>
          <Suggestions {...shown} />
          <ActionForms {...shown} />
          {complaint.mayLookAtIdentity && <IdentityForm {...shown} />}
          <Duplicates {...shown} />
          {complaint.mayExportFile && (
            <p>
              <a href={href(`${deskPathOf(complaint.trackingId)}/berkas`)} download>
                {t.desk.file}
              </a>
            </p>
          )}
        </section>
        <section class="past">
          <History {...shown} />
          <Accesses {...shown} />
        </section>
      </div>
    </Console>
  );
}

/** Explains a refusal; after a race it lists the events since, and the words for which there is no form any more. */
function Refused(shown: Shown & { tried: Tried }) {
  const { desk, complaint, tried } = shown;
  const { t } = desk;
  const { seenVersion, typed, action, note, faults } = tried;
  const possible = complaint.actions.some((one) => one.action === action);
  const words = Object.values(typed).filter((value) => value !== '');
  if (seenVersion === undefined)
    return (
      <>
        <Alert>{note}</Alert>
        <FaultSummary visit={desk} faults={faults} />
      </>
    );
  const since = complaint.events.filter(({ version }) => version > seenVersion);
  return (
    <div class="note warn" role="alert">
      <p>
        <b>{possible ? t.desk.changed : t.desk.impossible}</b>
      </p>
      {!possible && words.map((value) => <p class="said">{value}</p>)}
      <p>{t.desk.changedBy}</p>
      <Events {...shown} events={since} />
    </div>
  );
}
