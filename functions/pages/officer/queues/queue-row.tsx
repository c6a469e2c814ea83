/** Renders one complaint of a queue. */
import type { QueueItem } from '../../../http/views/view-schemas.ts';
import { shortDay } from '../../shell/dates.ts';
import { LastDay, stateText } from '../../shell/parts.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { deskPathOf } from '../paths.ts';

/**
 * @param tick shows a box, to verify this version with others. A complaint without a service has no box: nobody owns it, and the coordinator
 * must choose an agency.
 */
export function QueueRow({ desk, item, tick = false }: { desk: Desk; item: QueueItem; tick?: boolean }) {
  const { t, href } = desk;
  const { trackingId, version, flag } = item;
  const ticks = tick && item.serviceCode !== null;
  const where = [item.serviceName ?? t.list.noService, item.areaName, item.agencyName].filter((part) => part !== null);
  const marks = [item.confidential && t.desk.confidential, item.anonymous && t.desk.anonymous].filter(Boolean);
  return (
    <li class={flag === 'none' ? undefined : `flag-${flag}`}>
      <p class={ticks ? 'tick' : undefined}>
        {ticks && <input type="checkbox" name="id" value={`${trackingId}:${version}`} aria-label={trackingId} />}
        <a href={href(deskPathOf(trackingId))}>
          <b>{item.excerpt ?? t.officer.noWords}</b>
        </a>
      </p>
      <p>
        {item.danger && <span class="badge red">{t.officer.danger}</span>}{' '}
        <span class="badge">{stateText(desk, item)}</span>{' '}
        <LastDay visit={desk} day={item.dueOn} left={item.dueInWorkingDays} />
      </p>
      <p>{where.join(' · ')}</p>
      <p class="hint">
        {[
          trackingId,
          `${t.track.received} ${shortDay(desk, item.receivedAt)}`,
          ...(item.reopened > 0 ? [t.officer.reopened(item.reopened)] : []),
          ...marks,
        ].join(' · ')}
      </p>
    </li>
  );
}
