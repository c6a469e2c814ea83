/** Lists the pages for officers. */
import type { PageHandler } from '../shell/page-handler.ts';
import { sendAction } from './complaint/send-action.ts';
import { verifyMany } from './queues/bulk.tsx';
import { showComplaint } from './complaint/complaint.tsx';
import { officerPage } from '../shell/session/officer-page.ts';
import { downloadFile, showPhoto } from './complaint/files.ts';
import { sendEntry, showEntry } from './on-behalf.tsx';
import { showQueues } from './queues/queues.tsx';
import { comeBack, goToIssuer, signOut } from './sign-in.tsx';

export const officerPages: Record<string, PageHandler> = {
  'GET /petugas': officerPage(showQueues),
  'GET /petugas/masuk': goToIssuer,
  'GET /petugas/kembali': comeBack,
  'POST /petugas/keluar': signOut,
  'GET /petugas/laporan/{trackingId}': officerPage((desk) => showComplaint(desk)),
  'GET /petugas/laporan/{trackingId}/berkas': officerPage(downloadFile),
  'GET /petugas/laporan/{trackingId}/foto/{attachmentId}': officerPage(showPhoto),
  'POST /petugas/laporan/{trackingId}/{action}': officerPage(sendAction),
  'POST /petugas/massal': officerPage(verifyMany),
  'GET /petugas/baru': officerPage(showEntry),
  'POST /petugas/baru': officerPage(sendEntry),
};
