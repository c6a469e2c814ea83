/** Shows who reported, once, after the API has recorded the officer's reason. */
import type { IdentityView } from '../../../http/views/receipt-schemas.ts';
import { timeOf } from '../../shell/dates.ts';
import { Facts, LinkButton } from '../../shell/parts.tsx';
import { html, type ApiResponse } from '../../shell/respond.ts';
import { fieldOf } from '../../shell/visit.ts';
import { showComplaint } from './complaint.tsx';
import { apiPathOf, deskPathOf } from '../paths.ts';
import { Console } from '../../shell/session/console.tsx';
import { reasonField as field } from './identity-form.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { refusedDesk } from '../../shell/session/refused-desk.tsx';

export async function lookAtIdentity(desk: Desk): Promise<ApiResponse> {
  const { api, t, request } = desk;
  const trackingId = request.path['trackingId'] ?? '';
  const reason = fieldOf(desk, field);
  const path = `${apiPathOf(trackingId)}/identity?${new URLSearchParams({ reason })}`;
  const found = await api.get<IdentityView>(path);
  if (found.ok) return html(200, <Identity desk={desk} found={found.body} />);
  const { status } = found;
  const tried = { status, action: 'identitas', typed: { [field]: reason }, faults: {} };
  if (status === 400)
    return showComplaint(desk, { ...tried, faults: { [field]: t.desk.fault['reason'] ?? t.error.generic } });
  if (status === 403) return showComplaint(desk, { ...tried, note: t.desk.identity.refused });
  return refusedDesk(desk, found);
}

function Identity({ desk, found }: { desk: Desk; found: IdentityView }) {
  const {
    desk: { identity: words, back },
    report,
    track,
  } = desk.t;
  const { name, phone, email } = found.identity;
  return (
    <Console desk={desk} title={`${words.title}: ${track.of(found.trackingId)}`}>
      <p class="note warn">
        {words.shown} {timeOf(desk, found.accessedAt)}
      </p>
      <Facts
        facts={[
          [report.name, name ?? words.none],
          [words.phone, phone === null ? words.none : <a href={`tel:${phone}`}>{phone}</a>],
          [report.email, email ?? words.none],
        ]}
      />
      <LinkButton href={desk.href(deskPathOf(found.trackingId))}>{back}</LinkButton>
    </Console>
  );
}
