/** Pages for who reports. */
import type { Page } from '../page-handler.ts';

export const citizenPages: Record<string, Page> = {};
