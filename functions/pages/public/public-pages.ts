/** Lists the pages for everybody. */
import type { PageHandler } from '../shell/page-handler.ts';
import { openData } from './data.tsx';
import { home } from './home.tsx';
import { list } from './list.tsx';
import { map } from './map.tsx';
import { score } from './score.tsx';

export const publicPages: Record<string, PageHandler> = {
  'GET /': home,
  'GET /laporan': list,
  'GET /peta': map,
  'GET /kinerja': score,
  'GET /data': openData,
};
