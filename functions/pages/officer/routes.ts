/** Pages for officers. */
import type { Page } from '../page-handler.ts';
import { officerPage } from './desk.ts';
import { queues } from './queues.tsx';
import { comeBack, goToIssuer, signOut } from './sign-in.tsx';

export const officerPages: Record<string, Page> = {
  'GET /petugas': officerPage(queues),
  'GET /petugas/masuk': goToIssuer,
  'GET /petugas/kembali': comeBack,
  'POST /petugas/keluar': signOut,
};
