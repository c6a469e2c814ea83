/** Passes an officer's action on to the API. A refusal shows the page again with what was typed. */
import type { Refusal } from '../../ports.ts';
import type { ActionResult } from '../../../http/views/receipt-schemas.ts';
import { actionTicks, actionWords } from '../../../domain/complaint/action-fields.ts';
import { sendPhoto } from '../../shell/forms/photo.ts';
import type { Faults } from '../../shell/forms/form.tsx';
import { absent } from '../../shell/refused.tsx';
import { seeOther, type ApiResponse } from '../../shell/respond.ts';
import { fieldOf } from '../../shell/visit.ts';
import { showComplaint } from './complaint.tsx';
import { apiPathOf, deskPathOf } from '../paths.ts';
import type { Desk } from '../../shell/session/desk.ts';
import { lookAtIdentity } from './identity.tsx';
import { refusedDesk } from '../../shell/session/refused-desk.tsx';

/** Fields of a body that are texts, in the form under `<field>-<action>`: a page has a form for each action. */
const words = ['text', ...actionWords] as const;

export async function sendAction(desk: Desk): Promise<ApiResponse> {
  const { trackingId = '', action = '' } = desk.request.path;
  if (action === 'identitas') return lookAtIdentity(desk);
  if (action === 'foto') return addPhoto(desk, trackingId);
  if (!/^[a-z]+$/.test(action)) return absent(desk);
  const { api, t } = desk;
  const seen = Number(fieldOf(desk, 'versi'));
  const path = `${apiPathOf(trackingId)}/actions/${action}`;
  const answer = await api.post<ActionResult>(path, bodyOf(desk, action, seen));
  if (answer.ok) return seeOther(desk.href(deskPathOf(trackingId), { terkirim: action }));
  const { status, problem } = answer;
  const tried = { status, action, typed: typedIn(desk, action), faults: {} };
  if (status === 400) return showComplaint(desk, { ...tried, faults: faultsIn(desk, action, problem) });
  if (status === 409) return showComplaint(desk, { ...tried, seenVersion: seen });
  if (status === 403) return showComplaint(desk, { ...tried, note: t.desk.forbidden });
  return refusedDesk(desk, answer);
}

function bodyOf(desk: Desk, action: string, expectedVersion: number): Record<string, unknown> {
  const typed = typedIn(desk, action);
  const value = (name: string): string | undefined => typed[`${name}-${action}`];
  return {
    expectedVersion,
    ...Object.fromEntries(words.flatMap((name) => (value(name) ? [[name, value(name)]] : []))),
    ...Object.fromEntries(actionTicks.flatMap((name) => (value(name) ? [[name, true]] : []))),
  };
}

const typedIn = (desk: Desk, action: string): Record<string, string> =>
  Object.fromEntries(
    [...words, ...actionTicks].map((name) => [
      `${name}-${action}`,
      fieldOf(desk, `${name}-${action}`).replaceAll('\r\n', '\n'),
    ]),
  );

function faultsIn({ t }: Desk, action: string, { errors = [] }: Refusal): Faults {
  return Object.fromEntries(errors.map(({ field }) => [`${field}-${action}`, t.desk.fault[field] ?? t.error.generic]));
}

async function addPhoto(desk: Desk, trackingId: string): Promise<ApiResponse> {
  const { api, t } = desk;
  if (await sendPhoto(desk, api, apiPathOf(trackingId)))
    return seeOther(desk.href(deskPathOf(trackingId), { terkirim: 'foto' }));
  const faults = { foto: t.desk.fault['foto'] ?? t.error.generic };
  return showComplaint(desk, { status: 400, action: 'foto', typed: {}, faults });
}
