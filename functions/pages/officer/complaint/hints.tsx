/** Renders hints for the officer who decides where a complaint goes: likely agencies and duplicate candidates, each with a button. */
import { shortDay } from '../../shell/dates.ts';
import { reasonsOf } from '../../shell/parts.tsx';
import type { Shown } from './shown.ts';
import { deskPathOf } from '../paths.ts';
import { DeskForm } from '../../shell/session/console.tsx';

export function Suggestions(shown: Shown) {
  const { desk, complaint } = shown;
  const { t } = desk;
  const sends = complaint.actions.find(({ action }) => ['verify', 'reroute', 'assign'].includes(action));
  const { suggestions } = complaint;
  if (suggestions.length === 0) return null;
  return (
    <>
      <h3>{t.desk.suggestions}</h3>
      <ul class="cards">
        {suggestions.map(({ agency, confidence, why }) => (
          <li>
            <p>
              <b>{agency?.name ?? t.desk.byPlace}</b> · {percent(confidence)}
            </p>
            <p>
              <small>{why.length > 0 ? t.desk.suggestionWhy(why.join(', ')) : t.desk.suggestionModel}</small>
            </p>
            {agency && sends && sends.fields.length > 0 && (
              <OneClick {...shown} action={sends.action} field="agencyId" value={agency.id} of={agency.name}>
                {t.desk.forwardTo}
              </OneClick>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function Duplicates(shown: Shown) {
  const { desk, complaint, duplicates } = shown;
  const { t, href } = desk;
  if (duplicates === undefined || !complaint.open) return null;
  const merges = complaint.actions.some(({ action }) => action === 'merge');
  return (
    <details open={merges && duplicates.length > 0}>
      <summary>
        {t.desk.duplicates} ({duplicates.length})
      </summary>
      {duplicates.length === 0 && <p>{t.desk.noDuplicates}</p>}
      <ul class="cards">
        {duplicates.map(({ trackingId, score, receivedAt, status, statusLabel, title, description, why }) => (
          <li>
            <p>
              <a href={href(deskPathOf(trackingId))}>{trackingId}</a> · {percent(score)} ·{' '}
              {t.status[status] ?? statusLabel}
            </p>
            <p>
              <small>
                {t.track.received} {shortDay(desk, receivedAt)} · {reasonsOf(desk, why)}
              </small>
            </p>
            <p class="said">{short(title ?? description ?? t.desk.erased)}</p>
            {merges && (
              <OneClick {...shown} action="merge" field="parentId" value={trackingId} of={trackingId}>
                {t.desk.mergeInto}
              </OneClick>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

const percent = (share: number): string => `${Math.round(share * 100)}\u00A0%`;

const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

type OneClickProps = Shown & { action: string; field: string; value: string; of: string; children: string };

/** The action's own form with its field filled in: judged like any other. `of` tells one such button from the next. */
function OneClick({ desk, complaint, action, field, value, of, children }: OneClickProps) {
  const button = (
    <>
      {children} <span class="hidden">{of}</span>
    </>
  );
  const fixed = { versi: complaint.version, [`${field}-${action}`]: value };
  return (
    <DeskForm
      desk={desk}
      to={`${deskPathOf(complaint.trackingId)}/${action}`}
      fixed={fixed}
      button={button}
      tone="quiet"
    />
  );
}
