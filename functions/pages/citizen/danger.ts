/** Asks the API whether the words of a form tell of people in danger. */
import type { DangerAnswer, Emergency } from '../../http/views/emergency-schema.ts';
import { callingOf } from '../shell/layout.tsx';
import { securityHeaders, type ApiResponse } from '../shell/respond.ts';
import { orUnavailable } from '../shell/unavailable.ts';
import { fieldOf, type Visit } from '../shell/visit.ts';

/** Returns whom to call; undefined without a danger, or when the API fails. */
export async function dangerIn(visit: Visit): Promise<Emergency | undefined> {
  const description = fieldOf(visit, 'description');
  if (description === '') return undefined;
  const found = await orUnavailable(visit.deps.api.post<DangerAnswer>('/v1/danger', { description }));
  return found.ok ? (found.body.emergency ?? undefined) : undefined;
}

/** Answers the script of the form: title and numbers, or an empty object. */
export async function sendDanger(visit: Visit): Promise<ApiResponse> {
  const found = await dangerIn(visit);
  return {
    status: 200,
    body: JSON.stringify(found ? callingOf(visit, found) : {}),
    headers: { 'content-type': 'application/json', ...securityHeaders, 'cache-control': 'no-store' },
  };
}
