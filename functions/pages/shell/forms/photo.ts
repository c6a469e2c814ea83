/** Sends a form's photo: an offer of the API, then the store. It goes through this function, since a browser without script cannot. */
import { ApiUnavailable, type Caller, type CityApi } from '../../ports.ts';
import type { UploadOffer } from '../../../http/views/attachment-schemas.ts';
import { fileOf, type Visit } from '../visit.ts';

/**
 * Whether the store has taken the form's photo; undefined where there is none.
 *
 * @param complaint path of the complaint in the API
 */
export async function sendPhoto(
  visit: Visit,
  api: CityApi,
  complaint: string,
  caller?: Caller,
): Promise<boolean | undefined> {
  const photo = fileOf(visit, 'foto');
  if (photo === undefined) return undefined;
  const { type, bytes } = photo;
  try {
    const body = { type, bytes: bytes.length };
    const offer = await api.post<UploadOffer>(`${complaint}/attachments`, body, caller);
    return offer.ok && (await api.sendPhoto(offer.body, bytes, type));
  } catch (error) {
    if (error instanceof ApiUnavailable) return false;
    throw error;
  }
}
