/** Lists the pages for admins, which auditors may read. The API refuses everybody else. */
import type { ApiResponse } from '../shell/respond.ts';
import type { Desk } from '../shell/session/desk.ts';
import { officerPage } from '../shell/session/officer-page.ts';
import type { PageHandler } from '../shell/page-handler.ts';
import { recordActions } from './sections/actions.tsx';
import { showHandover } from './records/handover.tsx';
import { kindAt, type Kind } from './kinds.ts';
import { listRecords } from './records/list.tsx';
import { showRecord } from './records/record.tsx';
import { absentPage } from './records/refused-page.tsx';
import { saveRecord, showNew } from './records/save.tsx';
import { showStart } from './records/start.tsx';

const ofKind = (page: (desk: Desk, kind: Kind) => Promise<ApiResponse>): PageHandler =>
  officerPage(async (desk) => {
    const kind = kindAt(desk.request.path['kind'] ?? '');
    return kind ? page(desk, kind) : absentPage(desk);
  });

const ofRecord = (page: (desk: Desk, kind: Kind, id: string) => Promise<ApiResponse>): PageHandler =>
  ofKind((desk, kind) => page(desk, kind, desk.request.path['id'] ?? ''));

export const adminPages: Record<string, PageHandler> = {
  'GET /kelola': officerPage(showStart),
  'GET /kelola/{kind}': ofKind((desk, kind) =>
    desk.request.query['baru'] === undefined ? listRecords(desk, kind) : showNew(desk, kind),
  ),
  'POST /kelola/{kind}': ofKind((desk, kind) => saveRecord(desk, kind, undefined)),
  'GET /kelola/{kind}/{id}': ofRecord(showRecord),
  'POST /kelola/{kind}/{id}': ofRecord(saveRecord),
  'GET /kelola/{kind}/{id}/serah-terima': ofRecord(async (desk, kind, id) =>
    kind.name === 'officer' ? showHandover(desk, kind, id) : absentPage(desk),
  ),
  'POST /kelola/{kind}/{id}/{action}': ofRecord(async (desk, kind, id) => {
    const action = recordActions[kind.name]?.[desk.request.path['action'] ?? ''];
    return action ? action(desk, kind, id) : absentPage(desk);
  }),
};
