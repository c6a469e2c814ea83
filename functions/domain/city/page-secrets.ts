/** Secrets of the pages: the keys of officers' sessions, and the API key of the web form. One encrypted parameter holds them (docs/adr/026). */
import * as z from 'zod';

/** Name of the parameter of a stage `<city>-<stage>`. */
export const pageSecretsParameter = (slug: string): string => `/tanggap/${slug}/pages`;

/** 32 random bytes as base64url. */
const minKeyLength = 43;

/** Milliseconds after which a replaced session key ends: no session lasts longer (docs/adr/019). */
const sessionMs = 12 * 3_600_000;

/** Milliseconds until a new key encrypts. By then every function has read it, so that none meets a cookie that it cannot decrypt. */
const spreadMs = 2 * 60_000;

const sessionKey = z.object({
  key: z.string().min(minKeyLength),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().optional(),
});

export const pageSecrets = z.object({
  /** At most two, the newest last. */
  sessionKeys: z.array(sessionKey).default([]),
  webApiKey: z.string().min(1).optional(),
});
export type PageSecrets = z.infer<typeof pageSecrets>;

/** Returns the session keys in force. The first encrypts, all decrypt. */
export function sessionKeysAt({ sessionKeys }: PageSecrets, now: Date): string[] {
  const at = now.toISOString();
  const inForce = sessionKeys.filter(({ endsAt }) => endsAt === undefined || at < endsAt).toReversed();
  const begun = inForce.filter(({ startsAt }) => startsAt <= at);
  return [...begun, ...inForce.filter((key) => !begun.includes(key))].map(({ key }) => key);
}

/** Puts a new session key in place. The one before stays valid while its sessions last, or ends at once. */
export function replaceSessionKey(before: PageSecrets, key: string, now: Date, atOnce: boolean): PageSecrets {
  const after = (ms: number): string => new Date(now.getTime() + ms).toISOString();
  const previous = atOnce ? undefined : before.sessionKeys.at(-1);
  const kept = previous ? [{ ...previous, endsAt: after(sessionMs) }] : [];
  return { ...before, sessionKeys: [...kept, { key, startsAt: after(previous ? spreadMs : 0) }] };
}
