/** Intake over fakes. */
import { fileComplaint } from '../../functions/intake/file-complaint.ts';
import type { Deps } from '../../functions/intake/file-report.ts';
import { findDangerInAmbon } from './ambon.ts';
import { manualClock } from './fakes/clock.ts';
import { fakeDirectory } from './fakes/directory.ts';
import { fakeCipher, fakeMac } from './fakes/keys.ts';
import { fakeQuotaCounter } from './fakes/quotas.ts';
import { fakeComplaintStore, fakeFilingStore, fakeDuplicateCandidateReader, memoryTable } from './fakes/table.ts';

export const description = 'Lampu jalan padam sejak tiga malam.';

/** On Friday 13 March 2026, 23:50. `draws`: bytes of a salt, then of ids until one is free, for one report after another; the last is drawn again and again. */
export function intakeOffice({
  draws = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  ...over
}: Partial<Deps> & { draws?: number[] } = {}) {
  const table = memoryTable();
  const bytes = [...draws];
  const deps: Deps = {
    directory: fakeDirectory(),
    findDanger: findDangerInAmbon,
    store: fakeFilingStore(table),
    candidates: fakeDuplicateCandidateReader(table),
    onCandidatesUnread: () => undefined,
    quotas: fakeQuotaCounter(),
    cipher: fakeCipher,
    mac: fakeMac,
    clock: manualClock('2026-03-13 23:50'),
    random: (length) => new Uint8Array(length).fill(bytes.length > 1 ? bytes.shift()! : bytes[0]!),
    ...over,
  };
  const use = fileComplaint(deps);
  return {
    table,
    deps,
    use,
    /** Files by the client `app`. */
    file: (body: unknown, idempotencyKey?: string) => use({ apiKey: 'key-app', idempotencyKey, body }),
    stored: () => [...table.complaints.values()],
    store: fakeComplaintStore(table),
  };
}
