/** The directory's administration over memory: Ambon's seed, its officers, one API client and one subscription. */
import { loadCity } from '../../lib/city/index.ts';
import type { Officer } from '../../functions/domain/city/records.ts';
import type { SubscriptionSecrets } from '../../functions/domain/webhooks/subscription.ts';
import { cityHall } from './city-hall.ts';
import { apiKeys } from './fakes/directory.ts';
import { fakeEditor, fakeOpenItems, memoryDirectory } from './fakes/editor.ts';
import { fakeMac, fakeOfficerPhones } from './fakes/keys.ts';
import { officers } from './staff.ts';
import { fakeSecrets, subscription } from './subscriptions.ts';

/** On Friday 13 March 2026, 10:00. Random draws are 1, 2, 3 … */
export function directoryOffice(staff: readonly Officer[] = Object.values(officers)) {
  const hall = cityHall('2026-03-13 10:00', { officers: [...staff] });
  const memory = memoryDirectory(loadCity('ambon'));
  for (const officer of staff) memory.records.set(`officer/${officer.subject}`, officer);
  memory.records.set('client/app', apiKeys['key-app']);
  memory.records.set('subscription/news', subscription());
  const kept = new Map<string, SubscriptionSecrets>();
  const besides: unknown[] = [];
  const editor = fakeEditor(memory);
  let drawn = 0;
  const deps = {
    directory: hall.directory,
    clock: hall.clock,
    editor: {
      ...editor,
      put: async (...[edit, beside]: Parameters<typeof editor.put>) => {
        await editor.put(edit, beside);
        besides.push(beside);
      },
    },
    open: fakeOpenItems(hall.queues),
    endpoints: { problem: async (url: string) => (url.includes('bad') ? `${url} is not to be called` : undefined) },
    random: (length: number) => new Uint8Array(length).fill((drawn += 1)),
    mac: fakeMac,
    officerPhones: fakeOfficerPhones,
    secretCipher: fakeSecrets,
    keeper: {
      secretsOf: async (id: string) => structuredClone(kept.get(id)),
      keep: async (id: string, secrets: SubscriptionSecrets) => void kept.set(id, secrets),
    },
  };
  return { hall, memory, deps, kept, besides };
}
