/** Passes a reporter's action on to the API; the private link's cookie says who acts. */
import type { Refusal } from '../ports.ts';
import type { AttachmentLink } from '../../http/views/attachment-schemas.ts';
import type { ActionResult } from '../../http/views/receipt-schemas.ts';
import { absent, refused } from '../shell/refused.tsx';
import { seeOther, type ApiResponse } from '../shell/respond.ts';
import { fieldOf, type Visit } from '../shell/visit.ts';
import { apiPathOf, closeLink, pathOf, secretOf } from './private-link.ts';
import { sendPhoto } from '../shell/forms/photo.ts';
import { showTracking } from './track.tsx';

const actions = new Set(['reply', 'accept', 'object', 'rate', 'reopen', 'comment', 'privacy', 'withdraw']);

export async function sendAction(visit: Visit): Promise<ApiResponse> {
  const { trackingId = '', action = '' } = visit.request.path;
  if (action === 'tutup') return closeLink(visit, trackingId);
  const secret = secretOf(visit);
  if (secret === undefined) return absent(visit);
  const done = seeOther(visit.href(pathOf(trackingId), { terkirim: 'ya' }));
  if (action === 'photo')
    return (await sendPhoto(visit, visit.deps.api, apiPathOf(trackingId), { secret })) ? done : photoRefused(visit);
  if (!actions.has(action)) return absent(visit);
  const path = `${apiPathOf(trackingId)}/actions/${action}`;
  const answer = await visit.deps.api.post<ActionResult>(path, bodyOf(visit, action), { secret });
  if (answer.ok) return done;
  if (answer.status !== 400 && answer.status !== 409) return refused(visit, answer);
  return showTracking(visit, {
    status: answer.status,
    action,
    text: fieldOf(visit, `text-${action}`),
    fault: faultIn(visit, answer.status, answer.problem),
  });
}

function bodyOf(visit: Visit, action: string): Record<string, unknown> {
  if (action === 'privacy')
    return {
      anonymous: fieldOf(visit, 'anonymous') !== '',
      confidential: fieldOf(visit, 'confidential') !== '',
    };
  const text = fieldOf(visit, `text-${action}`).replaceAll('\r\n', '\n');
  return { ...(text && { text }), ...(action === 'rate' && { rating: Number(fieldOf(visit, 'rating')) }) };
}

function faultIn({ t }: Visit, status: number, { errors = [] }: Refusal): string {
  if (status === 409) return t.error.conflict;
  return errors.map(({ field }) => t.field[field] ?? t.error.generic)[0] ?? t.error.generic;
}

const photoRefused = (visit: Visit): Promise<ApiResponse> =>
  showTracking(visit, { status: 400, action: 'photo', text: '', fault: visit.t.report.photoHint });

/** Redirects to the photo, by a link that is good for minutes. */
export async function showPhoto(visit: Visit): Promise<ApiResponse> {
  const { trackingId = '', attachmentId = '' } = visit.request.path;
  const secret = secretOf(visit);
  if (secret === undefined) return absent(visit);
  const path = `${apiPathOf(trackingId)}/attachments/${encodeURIComponent(attachmentId)}`;
  const link = await visit.deps.api.get<AttachmentLink>(path, { secret });
  return link.ok ? seeOther(link.body.url) : refused(visit, link);
}
