/** Shows the officer's start page, the work queues, from at most two calls to the API at once. */
import type { AgencyList } from '../../../http/views/directory-schemas.ts';
import type { QueueItem, QueuePage } from '../../../http/views/view-schemas.ts';
import { Alert, LinkButton } from '../../shell/parts.tsx';
import { html, seeOther, type ApiResponse } from '../../shell/respond.ts';
import { withQuery } from '../../shell/visit.ts';
import { Console, DeskForm } from '../../shell/session/console.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { refusedDesk } from '../../shell/session/refused-desk.tsx';
import { deskPathOf } from '../paths.ts';
import { QueueNav, type Agencies } from './queue-nav.tsx';
import { QueueRow } from './queue-row.tsx';
import { askedOf, chosenIn, ofOwnAgencies, type Chosen } from './queue-views.ts';

/** Equals the number that is verified at once; a telephone scrolls through it in a few screens. */
const pageSize = '25';

export async function showQueues(desk: Desk): Promise<ApiResponse> {
  const { me, api, href, t, request } = desk;
  if (me.role === 'admin') return seeOther(href('/kelola'));
  const { nomor, lanjut } = request.query;
  if (nomor?.trim()) return seeOther(href(deskPathOf(nomor.trim())));
  const chosen = chosenIn(request.query, me);
  const path = withQuery('/v1/staff/complaints', { ...askedOf(chosen), limit: pageSize, cursor: lanjut });
  const [page, agencies] = await Promise.all([api.get<QueuePage>(path), agenciesFor(desk, chosen)]);
  if (!page.ok) return refusedDesk(desk, page);
  const { complaints, unreadable, next } = page.body;
  return html(
    200,
    <Console desk={desk} title={t.officer.queues}>
      <QueueNav desk={desk} chosen={chosen} agencies={agencies} />
      {unreadable > 0 && <Alert>{t.desk.unreadable(unreadable)}</Alert>}
      {complaints.length === 0 && <p class="note">{next === null ? t.officer.empty : t.officer.notYet}</p>}
      <Rows desk={desk} chosen={chosen} complaints={complaints} />
      {next !== null && (
        <LinkButton quiet href={href('/petugas', { ...request.query, lanjut: next })} rel="next">
          {t.list.more}
        </LinkButton>
      )}
    </Console>,
  );
}

/** Agencies to choose among: the officer's own, or all for an officer who reads all. None where the queue belongs to no agency. */
async function agenciesFor({ me, deps }: Desk, { agencyId }: Chosen): Promise<Agencies> {
  if (agencyId === undefined) return [];
  if (ofOwnAgencies(me)) return me.agencies;
  const all = await deps.api.get<AgencyList>('/v1/agencies');
  return all.ok ? all.body.agencies : [];
}

type RowsProps = { desk: Desk; chosen: Chosen; complaints: readonly QueueItem[] };

/** Complaints by urgency; a coordinator's new ones have boxes, to be verified together. */
function Rows({ desk, chosen, complaints }: RowsProps) {
  const { t, me } = desk;
  if (chosen.queue === 'koordinator' && chosen.view === 'baru' && me.role === 'coordinator' && complaints.length > 0)
    return (
      <DeskForm desk={desk} to="/petugas/massal" button={t.officer.verifyTicked}>
        <p>{t.officer.tickLead}</p>
        <ul class="cards">
          {complaints.map((item) => (
            <QueueRow desk={desk} item={item} tick />
          ))}
        </ul>
      </DeskForm>
    );
  const grouped = (['red', 'yellow', 'none'] as const).map(
    (flag) => [flag, complaints.filter((item) => item.flag === flag)] as const,
  );
  const filled = grouped.filter(([, items]) => items.length > 0);
  return (
    <>
      {filled.map(([flag, items]) => (
        <section>
          <h2>{t.officer.flag[flag]}</h2>
          <ul class="cards">
            {items.map((item) => (
              <QueueRow desk={desk} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
