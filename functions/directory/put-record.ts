/** Creates, edits or retires a record: PUT of the whole record over the version that was read. No record is deleted. */
import * as z from 'zod';
import type { RecordKind } from '../domain/administration/record-kinds.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { DirectoryEditor } from '../domain/administration/ports.ts';
import type { EndpointCheck } from '../domain/webhooks/ports.ts';
import { lineOfText } from '../http/views/text-schema.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { adminOf } from '../access/offices.ts';
import { kindNamed } from './kind-named.ts';
import { withPhone, type Deps as PhoneDeps } from './officer-phone.ts';
import { unstorable } from './storable.ts';
import { applyEdit, type Applied, type Deps as EditDeps } from './apply-edit.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & EditDeps & PhoneDeps & { endpoints: EndpointCheck };

/** Fields of the body besides the record's. */
export const editFields = {
  /** Version that the caller saw; absent or 0 creates a record. */
  expectedVersion: z.number().int().min(0).default(0),
  /** Decree, letter or other reason, kept with the edit. */
  reason: lineOfText(3, 200).optional(),
};

const putBody = z.looseObject(editFields);

type Request = { subject: string | undefined; path: string; id: string; body: unknown };

/** Stores a record. Throws as applyEdit does. */
export function putRecord(deps: Deps) {
  return async ({ subject, path, id, body }: Request): Promise<Applied & { created: boolean }> => {
    const by = await adminOf(deps, subject);
    const kind = kindNamed(path);
    const faults = unstorable(body);
    if (faults.length > 0) throw new InvalidInput(faults);
    const { expectedVersion, reason, ...sent } = readInput(putBody, body);
    const { fields, phone } = await recordFields(deps, kind, id, sent);
    if (kind === 'subscription') await checkEndpoints(deps.endpoints, sent);
    const applied = await applyEdit(deps, { kind, id, expectedVersion, fields, by, reason, beside: { phone } });
    return { ...applied, created: expectedVersion === 0 };
  };
}

/** Returns the fields to store: a client's keys are added, an officer's phone is hashed and encrypted. */
async function recordFields(deps: Deps, kind: RecordKind, id: string, sent: Record<string, unknown>) {
  if (kind === 'officer') return withPhone(deps, id, sent);
  return { fields: kind === 'client' ? await withKeys(deps.editor, id, sent) : sent, phone: undefined };
}

/** Keeps a client's keys, which have paths of their own. */
async function withKeys(editor: DirectoryEditor, id: string, sent: Record<string, unknown>) {
  if ('keys' in sent)
    throw new InvalidInput([{ field: 'keys', message: 'keys are created by POST /v1/admin/clients/{id}/keys' }]);
  const client = await editor.record('client' satisfies RecordKind, id);
  return { ...sent, keys: client?.keys ?? [] };
}

/** Checks the endpoints of a subscription by looking them up; no other check uses the network. */
async function checkEndpoints(endpoints: EndpointCheck, sent: Record<string, unknown>): Promise<void> {
  const { url, relay } = readInput(sentEndpoints, sent);
  const named = { url, 'relay.addstream.url': relay?.addstream?.url };
  for (const [field, value] of Object.entries(named)) {
    const message = value === undefined ? undefined : await endpoints.problem(value);
    if (message !== undefined) throw new InvalidInput([{ field, message }]);
  }
}

/** Endpoints as sent; the record's schema refuses other faults. */
const sentEndpoints = z.object({
  url: z.string().optional(),
  relay: z.object({ addstream: z.object({ url: z.string().optional() }).optional() }).optional(),
});
