/** What an edit leads to besides itself: what still needs the record, and what is vacant after it. */
import type { WarningView } from '../../../http/views/administration-schemas.ts';
import type { Refusal } from '../../ports.ts';
import { shortDay } from '../../shell/dates.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { kinds, pathOf } from '../kinds.ts';
import { wordOf } from '../forms/in-words.ts';

export function Warnings({ desk, warnings }: { desk: Desk; warnings: readonly WarningView[] }) {
  const { admin } = desk.t;
  return (
    <section class="note warn" role="alert">
      <p>
        <b>{admin.warnings}</b>
      </p>
      <ul>
        {warnings.map(({ code, office, agencyId, from, message }) => (
          <li>
            {[
              admin.warning[code] ?? message,
              office && wordOf(desk, 'office', office),
              agencyId,
              from && admin.since(shortDay(desk, from)),
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function InUse({ desk, problem }: { desk: Desk; problem: Refusal }) {
  const { admin } = desk.t;
  return (
    <section class="note warn" role="alert">
      <p>
        <b>{admin.inUse}</b>
      </p>
      <ul>
        {(problem.blockers ?? []).map(({ kind: name, id }) => {
          const kind = kinds.find((one) => one.name === name);
          return (
            <li>
              {kind ? admin.kind[kind.name]?.[0] : admin.complaint}{' '}
              {kind ? <a href={desk.href(pathOf(kind, id))}>{id}</a> : id}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
