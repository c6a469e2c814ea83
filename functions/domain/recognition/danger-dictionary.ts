/** Finds the words of the danger patterns that a typed word may be: as spelt, by its sound, by its stem, without vowels, or misspelt. */
import { distance } from '../kernel/edit-distance.ts';
import { bonesOf, leavesOutVowels, shorterByOne, soundOf, stemsOf } from './danger-sound.ts';

/** Shorter words and sounds are found as they are spelt only, because too many others are like them. */
const shortest = { sound: 4, stem: 5, bones: 4, vowelless: 3, misspelt: 6, glued: 8 } as const;
/** From this length on a word that is spelt as one of ours is also taken for those that sound like it. */
const longWord = 6;
/** Typed words remembered by a warm function. */
const mostRemembered = 20_000;

/** Words or stems by their spelling and by their sound, each with its number. */
type Index = { spelt: Map<string, number>; sound: Map<string, number[]> };
/** Words that are found although misspelt. */
type Core = { words: readonly string[]; bones: Map<string, string[]>; shorter: Map<string, string[]> };

export type Dictionary = {
  /** Returns the number of a word, of a stem (`~bakar`), or of any number (`#`); the first call adds it. */
  numberOf: (word: string) => number;
  /** Returns the numbers of the words that a typed word may be. */
  labels: (typed: string) => ReadonlySet<number>;
};

/**
 * @param misspelt words that are also found with a typing error, without vowels, or glued to another word
 * @param ordinary words that only look like ours, found as they are spelt only
 */
export function createDictionary(misspelt: readonly string[], ordinary: ReadonlySet<string>): Dictionary {
  const words: Index = { spelt: new Map(), sound: new Map() };
  const stems: Index = { spelt: new Map(), sound: new Map() };
  const bones = new Map<string, { word: string; number: number; sound: string }[]>();
  const core = coreOf(misspelt);
  const remembered = new Map<string, ReadonlySet<number>>();
  let count = 0;

  /** The word that was typed without vowels, and the stems that it is made of. */
  const whole = ({ word, number }: { word: string; number: number }): number[] => [
    number,
    ...[...stemsOf(word)].flatMap((stem) => stems.spelt.get(stem) ?? []),
  ];

  /** Those that are spelt or sound like a typed word. */
  function alike(typed: string): number[] {
    const once = typed.replaceAll(/(\p{L})\1+/gu, '$1');
    const forms = new Set([typed, once]);
    const stemForms = new Set([...forms].flatMap((form) => [...stemsOf(form)]));
    const spelt = [
      ...[...forms].flatMap((form) => words.spelt.get(form) ?? []),
      ...[...stemForms].flatMap((form) => stems.spelt.get(form) ?? []),
    ];
    if (ordinary.has(typed) || typed.length < shortest.sound || (spelt.length > 0 && typed.length < longWord))
      return spelt;
    const sound = soundOf(once);
    return [
      ...spelt,
      ...(words.sound.get(sound) ?? []),
      ...[...stemForms].flatMap((form) => stems.sound.get(soundOf(form)) ?? []),
      ...(bones.get(bonesOf(sound)) ?? []).filter((w) => leavesOutVowels(sound, w.sound)).flatMap(whole),
    ];
  }

  function labelsOf(typed: string): ReadonlySet<number> {
    if (/^\p{N}/u.test(typed)) return new Set(words.spelt.has('#') ? [numberOf('#')] : []);
    const found = alike(typed);
    if (found.length > 0 || ordinary.has(typed)) return new Set(found);
    return new Set(meant(typed, core).flatMap(alike));
  }

  function numberOf(word: string): number {
    const stem = word.startsWith('~');
    const index = stem ? stems : words;
    const spelt = stem ? word.slice(1) : word;
    const before = index.spelt.get(spelt);
    if (before !== undefined) return before;
    count += 1;
    index.spelt.set(spelt, count);
    const sound = soundOf(spelt);
    if (spelt.length >= (stem ? shortest.stem : shortest.sound)) push(index.sound, sound, count);
    const key = bonesOf(sound);
    if (!stem && key.length >= shortest.bones) push(bones, key, { word, number: count, sound });
    return count;
  }

  return {
    numberOf,
    labels(typed) {
      const before = remembered.get(typed);
      if (before) return before;
      const found = labelsOf(typed);
      if (remembered.size < mostRemembered) remembered.set(typed, found);
      return found;
    },
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const before = map.get(key);
  if (before) before.push(value);
  else map.set(key, [value]);
}

function coreOf(words: readonly string[]): Core {
  const core = { words, bones: new Map<string, string[]>(), shorter: new Map<string, string[]>() };
  for (const word of words) {
    const sound = soundOf(word);
    push(core.bones, bonesOf(sound), word);
    if (sound.length < shortest.misspelt) continue;
    for (const key of [sound, ...shorterByOne(sound)]) push(core.shorter, key, word);
  }
  return core;
}

/** Returns the words that a misspelt one may be meant as. A first letter is seldom wrong, and another one makes another word. */
function meant(typed: string, { words, bones, shorter }: Core): string[] {
  const sound = soundOf(typed);
  if (typed.length < shortest.sound) return [];
  const near = [sound, ...shorterByOne(sound)]
    .flatMap((key) => shorter.get(key) ?? [])
    .filter((word) => word[0] === typed[0] && distance(sound, soundOf(word), 1) <= 1);
  const key = bonesOf(sound);
  const short = (key.length < shortest.vowelless ? [] : (bones.get(key) ?? [])).filter((word) =>
    leavesOutVowels(sound, soundOf(word)),
  );
  const glued = words.filter((word) => word.length >= shortest.glued && typed.includes(word));
  return [...new Set([...near, ...short, ...glued])];
}
