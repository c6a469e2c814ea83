/** Pages for officers. */
import type { Page } from '../page-handler.ts';
import { officerPage } from './desk.ts';
import { queues } from './queues.tsx';

export const officerPages: Record<string, Page> = {
  'GET /petugas': officerPage(queues),
};
