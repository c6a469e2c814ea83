/** A photo from a form: an offer of the API, then the store. Browsers with script could send it there themselves; all can do this. */
import { ApiUnavailable, type Caller } from '../../ports.ts';
import type { UploadOffer } from '../../../http/views/attachment-schemas.ts';
import type { FormFile } from '../../../http/open311/form.ts';
import type { Visit } from '../visit.ts';

/** Where the API offers forms to the reporter. */
export const photosOf = (trackingId: string): string => `/v1/complaints/${encodeURIComponent(trackingId)}/attachments`;

/**
 * Whether the store has taken it.
 *
 * @param path where the API offers forms for this complaint
 */
export async function sendPhoto(
  { deps: { api } }: Visit,
  path: string,
  caller: Caller,
  { type, bytes }: FormFile,
): Promise<boolean> {
  try {
    const body = { type, bytes: bytes.length };
    const offer = await api.post<UploadOffer>(path, body, caller);
    return offer.ok && (await api.sendPhoto(offer.body, bytes, type));
  } catch (error) {
    if (error instanceof ApiUnavailable) return false;
    throw error;
  }
}
