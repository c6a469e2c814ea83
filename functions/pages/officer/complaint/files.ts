/** Serves what an officer takes away: a photo, and the file for the Ombudsman. */
import type { OmbudsmanFile } from '../../../domain/complaint/ombudsman-file.ts';
import type { AttachmentLink } from '../../../http/views/attachment-schemas.ts';
import { securityHeaders, seeOther, type ApiResponse } from '../../shell/respond.ts';
import { apiPathOf } from '../paths.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { refusedDesk } from '../../shell/session/refused-desk.tsx';

/** Redirects to the photo, by a link that is good for minutes. */
export async function showPhoto(desk: Desk): Promise<ApiResponse> {
  const { trackingId = '', attachmentId = '' } = desk.request.path;
  const path = `${apiPathOf(trackingId)}/attachments/${encodeURIComponent(attachmentId)}`;
  const link = await desk.api.get<AttachmentLink>(path);
  return link.ok ? seeOther(link.body.url) : refusedDesk(desk, link);
}

export async function downloadFile(desk: Desk): Promise<ApiResponse> {
  const path = `${apiPathOf(desk.request.path['trackingId'] ?? '')}/ombudsman-file`;
  const file = await desk.api.get<OmbudsmanFile>(path);
  if (!file.ok) return refusedDesk(desk, file);
  return {
    status: 200,
    body: JSON.stringify(file.body),
    headers: {
      ...securityHeaders,
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="ombudsman-${file.body.complaint.id}.json"`,
    },
  };
}
