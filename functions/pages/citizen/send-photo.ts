/** A photo from a form: an offer of the API, then the store. Browsers with script could send it there themselves; all can do this. */
import { ApiUnavailable } from '../../domain/page-ports.ts';
import type { UploadOffer } from '../../http/attachment-schemas.ts';
import type { FormFile } from '../../http/open311/form.ts';
import type { Visit } from '../visit.ts';

/** Whether the store has taken it. */
export async function sendPhoto(
  { deps: { api } }: Visit,
  trackingId: string,
  secret: string,
  { type, bytes }: FormFile,
): Promise<boolean> {
  try {
    const body = { type, bytes: bytes.length };
    const offer = await api.post<UploadOffer>(`/v1/complaints/${trackingId}/attachments`, body, { secret });
    return offer.ok && (await api.sendPhoto(offer.body, bytes, type));
  } catch (error) {
    if (error instanceof ApiUnavailable) return false;
    throw error;
  }
}
