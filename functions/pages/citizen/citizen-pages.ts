/** Lists the pages for reporters. */
import type { PageHandler } from '../shell/page-handler.ts';
import { sendDanger } from './danger.ts';
import { sendAction, showPhoto } from './send-action.ts';
import { sendJoin, showJoin } from './join.tsx';
import { openLink } from './private-link.ts';
import { showReceipt } from './receipt.tsx';
import { sendReport, showForm } from './report.tsx';
import { askNumber, showTracking } from './track.tsx';

export const citizenPages: Record<string, PageHandler> = {
  'GET /lapor': showForm,
  'POST /lapor': sendReport,
  'POST /lapor/bahaya': sendDanger,
  'GET /lacak': askNumber,
  'GET /lacak/{trackingId}': (visit) => showTracking(visit),
  'GET /lacak/{trackingId}/bukti': showReceipt,
  'GET /lacak/{trackingId}/foto/{attachmentId}': showPhoto,
  'POST /lacak/{trackingId}/{action}': sendAction,
  'GET /tautan/{trackingId}/{secret}': openLink,
  'GET /gabung/{trackingId}': showJoin,
  'POST /gabung/{trackingId}': sendJoin,
};
