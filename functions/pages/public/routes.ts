/** Pages for everybody. */
import type { Page } from '../page-handler.ts';
import { home } from './home.tsx';

export const publicPages: Record<string, Page> = {
  'GET /': home,
};
