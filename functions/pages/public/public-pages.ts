/** Lists the pages for everybody. */
import type { PageHandler } from '../shell/page-handler.ts';
import { showOpenData } from './data.tsx';
import { showHome } from './home.tsx';
import { showList } from './list.tsx';
import { showMap } from './map.tsx';
import { showScore } from './score.tsx';

export const publicPages: Record<string, PageHandler> = {
  'GET /': showHome,
  'GET /laporan': showList,
  'GET /peta': showMap,
  'GET /kinerja': showScore,
  'GET /data': showOpenData,
};
