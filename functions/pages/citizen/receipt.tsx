/** The receipt: number, private link and its QR code, shown to the browser that filed the report. */
import { encode } from 'uqr';
import type { ApiResponse } from '../../http/api-handler.ts';
import type { ReporterView } from '../../http/views/view-schemas.ts';
import { dayOf } from '../shell/dates.ts';
import { Layout } from '../shell/layout.tsx';
import { absent, refused } from '../shell/refused.tsx';
import { html } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';
import { linkOf, pathOf, secretOf } from './private-link.ts';

export async function receipt(visit: Visit): Promise<ApiResponse> {
  const secret = secretOf(visit);
  if (secret === undefined) return absent(visit);
  const asked = visit.request.path['trackingId'] ?? '';
  const found = await visit.deps.api.get<ReporterView>(`/v1/complaints/${encodeURIComponent(asked)}`, { secret });
  if (!found.ok) return refused(visit, found);
  const { trackingId, expectedOn } = found.body;
  const { t, href, request } = visit;
  const link = linkOf(visit, trackingId, secret);
  const photo = request.query['foto'];
  return html(
    200,
    <Layout visit={visit} title={t.receipt.title}>
      {photo && (
        <p class={photo === 'ada' ? 'note' : 'note warn'} role="status">
          {photo === 'ada' ? t.receipt.photoKept : t.receipt.photoLost}
        </p>
      )}
      <p>{t.receipt.number}</p>
      <p class="number">{trackingId}</p>
      {expectedOn && <p>{t.receipt.expected(dayOf(visit, expectedOn))}</p>}
      <h2>{t.receipt.link}</h2>
      <p class="narrow">{t.receipt.linkHint}</p>
      <div class="secret">
        <p>
          <input type="text" readOnly value={link} aria-label={t.receipt.link} />
          <br />
          <a href={href(pathOf(trackingId))} class="button">
            {t.receipt.follow}
          </a>
        </p>
        <QrCode text={link} title={t.receipt.qr} />
      </div>
    </Layout>,
  );
}

/** One path: a square for each dark module, with the four light ones around it that readers need. */
export function QrCode({ text, title }: { text: string; title: string }) {
  const { size, data } = encode(text, { border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x},${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title} shape-rendering="crispEdges">
      <path d={dark.join('')} />
    </svg>
  );
}
