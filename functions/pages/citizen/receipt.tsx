/** Shows the receipt with number, private link and QR code to the browser that filed the report. */
import type { ReporterView } from '../../http/views/view-schemas.ts';
import { linkOf, QrCode, ReceiptHead } from '../shell/forms/receipt.tsx';
import { Layout } from '../shell/layout.tsx';
import { absent, refused } from '../shell/refused.tsx';
import { html, type ApiResponse } from '../shell/respond.ts';
import type { Visit } from '../shell/visit.ts';
import { apiPathOf, pathOf, secretOf } from './private-link.ts';

export async function showReceipt(visit: Visit): Promise<ApiResponse> {
  const secret = secretOf(visit);
  if (secret === undefined) return absent(visit);
  const found = await visit.deps.api.get<ReporterView>(apiPathOf(visit.request.path['trackingId'] ?? ''), { secret });
  if (!found.ok) return refused(visit, found);
  const { trackingId, expectedOn, emergency } = found.body;
  const { t, href, request } = visit;
  const link = linkOf(visit, trackingId, secret);
  const photo = request.query['foto'];
  return html(
    200,
    <Layout visit={visit} title={t.receipt.title}>
      <ReceiptHead
        visit={visit}
        trackingId={trackingId}
        expectedOn={expectedOn}
        emergency={emergency}
        photoKept={photo ? photo === 'ada' : undefined}
      />
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
