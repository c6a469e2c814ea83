/** Makes an officer's question or answer readable on a phone: scrubbed, in GSM-7, cut to what an SMS holds. */
import type { History } from '../complaint/ports.ts';
import { septets, toGsm7, truncateSeptets } from '../kernel/gsm7.ts';
import { scrubText } from '../recognition/scrub-text.ts';

/** Septets of two segments that belong together: 153 each. ISI alone may take two. */
export const readingSeptets = 306;

/** The newest question or answer. */
export type OfficerWords = { action: 'ask' | 'answer'; text: string };

/** Returns the newest question or answer whose text still exists, scrubbed and on one line. */
export function newestWords({ events, texts }: History): OfficerWords | undefined {
  const textOf = new Map(texts.map(({ version, text }) => [version, text['text']]));
  for (const { action, version } of events.toReversed()) {
    const text = textOf.get(version);
    if (text === undefined) continue;
    if (action === 'ask') return { action: 'ask', text: onOneLine(text) };
    if (action === 'answer') return { action: 'answer', text: onOneLine(text) };
  }
  return undefined;
}

const onOneLine = (text: string): string => toGsm7(scrubText(text)).replaceAll(/\s+/g, ' ').trim();

/** Cuts a text to a number of septets, with two dots where something is missing. */
export function cutTo(text: string, limit: number): string {
  return (septets(text) ?? 0) <= limit ? text : `${truncateSeptets(text, limit - 2).trimEnd()}..`;
}

/** Fewest septets for which first words are worth adding. */
const fewest = 20;

/** Adds the first words to an SMS, as many as its one segment has room for. */
export function withFirstWords(sms: string, words: string | undefined, limit: number): string {
  const left = limit - (septets(sms) ?? limit) - ' ""'.length;
  return words === undefined || left < fewest ? sms : `${sms} "${cutTo(words, left)}"`;
}
