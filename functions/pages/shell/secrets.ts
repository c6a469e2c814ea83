/** Keeps the pages' secrets for a minute, and answers what pages ask of them. */
import { sessionKeysAt, type PageSecrets } from '../../domain/city/page-secrets.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import { sessionKeys } from './session/cookie-cipher.ts';
import type { PageDeps } from './visit.ts';

/** Milliseconds for which a warm function keeps what it has read, as it keeps directory records. */
const keptMs = 60_000;

/** Reads the secrets when a page first needs one. While they cannot be read, those read last stay in use. */
export function openSecrets(
  read: () => Promise<PageSecrets>,
  clock: Clock,
): Pick<PageDeps, 'formOpen' | 'sessionKeys'> & { webKey: () => Promise<string> } {
  let kept: { secrets: PageSecrets; at: number } | undefined;
  const secrets = async (): Promise<PageSecrets> => {
    const at = clock.now().getTime();
    if (kept && Math.abs(at - kept.at) < keptMs) return kept.secrets;
    const before = kept?.secrets;
    const found = before ? await read().catch(() => before) : await read();
    kept = { secrets: found, at };
    return found;
  };
  return {
    formOpen: async () => (await secrets()).webApiKey !== undefined,
    webKey: async () => (await secrets()).webApiKey ?? '',
    sessionKeys: async () => {
      const [current, ...others] = sessionKeysAt(await secrets(), clock.now());
      return current === undefined ? undefined : sessionKeys(current, ...others);
    },
  };
}
