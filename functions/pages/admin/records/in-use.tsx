/** Lists the side effects of an edit: records that still need this one, and posts left vacant. */
import type { WarningView } from '../../../http/views/administration-schemas.ts';
import type { Refusal } from '../../ports.ts';
import { shortDay } from '../../shell/dates.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { kinds, pathOf } from '../kinds.ts';
import { wordOf } from '../forms/in-words.ts';

/** Warnings of an edit that was stored. */
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

/** The records and complaints that block the end of this one. */
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
