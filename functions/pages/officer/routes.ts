/** Pages for officers. */
import type { Page } from '../shell/page-handler.ts';
import { act } from './act.ts';
import { verifyMany } from './bulk.tsx';
import { showComplaint } from './complaint.tsx';
import { officerPage } from './desk.ts';
import { downloadFile, showPhoto } from './files.ts';
import { sendEntry, showEntry } from './on-behalf.tsx';
import { queues } from './queues.tsx';
import { comeBack, goToIssuer, signOut } from './sign-in.tsx';

export const officerPages: Record<string, Page> = {
  'GET /petugas': officerPage(queues),
  'GET /petugas/masuk': goToIssuer,
  'GET /petugas/kembali': comeBack,
  'POST /petugas/keluar': signOut,
  'GET /petugas/laporan/{trackingId}': officerPage((desk) => showComplaint(desk)),
  'GET /petugas/laporan/{trackingId}/berkas': officerPage(downloadFile),
  'GET /petugas/laporan/{trackingId}/foto/{attachmentId}': officerPage(showPhoto),
  'POST /petugas/laporan/{trackingId}/{action}': officerPage(act),
  'POST /petugas/massal': officerPage(verifyMany),
  'GET /petugas/baru': officerPage(showEntry),
  'POST /petugas/baru': officerPage(sendEntry),
};
