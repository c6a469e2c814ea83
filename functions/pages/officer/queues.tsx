/** The officer's start page: work queues. */
import type { ApiResponse } from '../../http/api-handler.ts';
import { html, seeOther } from '../respond.ts';
import { Console } from './console-layout.tsx';
import type { Desk } from './desk.ts';

export async function queues(desk: Desk): Promise<ApiResponse> {
  if (desk.me.role === 'admin') return seeOther(desk.href('/kelola'));
  return html(
    200,
    <Console desk={desk} title={desk.t.officer.queues}>
      <p>{desk.me.name}</p>
    </Console>,
  );
}
