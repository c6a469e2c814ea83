/** Finds a second matter in one text: "lampu mati di Passo dan sampah menumpuk di Batu Merah". */
import type { Service } from '../city/records.ts';
import { lineOf } from '../kernel/words.ts';
import { serviceIn, tellingIn } from './substance.ts';

const between = /[.;,]\s+|\s+(?:dan|trus|terus|lalu|juga|serta|sama|deng|dengan|lai)\s+/giu;

/** Returns the words of the second matter, where both halves say enough and name different services. */
export function secondMatter(text: string, { services }: { services: readonly Service[] }): string | undefined {
  for (const { index, 0: joint } of text.matchAll(between)) {
    const halves = [text.slice(0, index), text.slice(index + joint.length)];
    const [first, second] = halves.map((half) => ({
      service: serviceIn(half, services)?.service.code,
      telling: tellingIn(lineOf(half).words.map(({ word }) => word)),
    }));
    if (!first?.service || !second?.service || first.service === second.service) continue;
    if (first.telling > 1 && second.telling > 1) return halves[1];
  }
  return undefined;
}
