/**
 * Finds the place a text names: a kelurahan or negeri by its names and streets in the directory, in the spellings people use, or a landmark
 * that an officer of the city would find.
 */
import type { Area } from '../city/records.ts';
import { wordsOf } from '../kernel/words.ts';
import { distance } from '../kernel/edit-distance.ts';
import { besideWords, notTold, placesAlone, nowhere, placeKinds } from './place-words.ts';

/** A recognised place. `named` is true when the text names a place, even if that is no single area of the directory. */
export type Place = { areaCode?: string; named: boolean };

/** Reduces a name to its sound, so that Wayame and Waiame, Passo and Paso, Batu Merah and Batumera are equal. */
const sound = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '')
    .replaceAll('y', 'i')
    .replaceAll(/(.)\1+/g, '$1')
    .replace(/(?<=[aiueo])[hk]$/, '');

/** Minimum length for one wrong letter; in shorter names another word is too similar. */
const longEnough = 7;
/** Names up to this length are also words (Ema, Naku, Soya), so a pointing word must precede them. */
const shortName = 4;
/** Shorter words are no name. */
const shortest = 3;
/** Maximum words of one name. */
const mostWords = 3;

type Name = { sound: string; areas: Area[]; street: boolean };

const indexes = new WeakMap<readonly Area[], Name[]>();

function namesOf(areas: readonly Area[]): Name[] {
  let names = indexes.get(areas);
  if (!names) {
    const all = areas.flatMap((area) => [
      ...area.name.split('/').map((name) => ({ name, area, street: false })),
      ...(area.alsoCalled ?? []).map((name) => ({ name, area, street: false })),
      ...(area.streets ?? []).map((name) => ({ name, area, street: true })),
    ]);
    const grouped = Map.groupBy(all, ({ name, street }) => `${street} ${sound(name)}`);
    names = [...grouped.values()].map((group) => ({
      sound: sound(group[0]!.name),
      areas: group.map((g) => g.area),
      street: group[0]!.street,
    }));
    indexes.set(areas, names);
  }
  return names;
}

/** A name found in a text; `at` holds the indexes of its words. */
type Hit = { name: Name; before: string | undefined; at: readonly number[] };

/** The places in a text. */
export type PlaceReading = {
  place: Place;
  /** The place, when the text answers "where?": a kind of place or a pointer is enough; "di rumah" and "tidak tahu" are none. */
  answer: Place;
  /** The words without names of areas and streets, landmarks, and the words that point to them. */
  besides: string[];
  /** True when the text begins with a word of place, as an answer to "where?" does. */
  pointsFirst: boolean;
};

/** Finds the places that words name. */
export function readPlaces(words: readonly string[], areas: readonly Area[]): PlaceReading {
  const hits = hitsIn(words, namesOf(areas));
  const place = placeAt(hits, words);
  const [first] = words;
  return {
    place,
    answer: { ...place, named: place.named || words.some((word, i) => pointsTo(word, words[i + 1])) },
    besides: besidePlaces(words, hits),
    pointsFirst: first !== undefined && (besideWords.has(first) || pointers.test(first)),
  };
}

/** Finds the place that a text names. */
export const findPlace = (text: string, areas: readonly Area[]): Place =>
  readPlaces(
    wordsOf(text).map(({ word }) => word),
    areas,
  ).place;

function placeAt(hits: readonly Hit[], words: readonly string[]): Place {
  const found = new Set(hits.flatMap((hit) => (hit.name.street ? [] : areasMeant(hit).map((a) => a.code))));
  // A street counts only when no area is named: "Jalan Rijali, Batu Meja" lies in Batu Meja.
  const byStreet = new Set(hits.flatMap((hit) => (hit.name.street ? hit.name.areas.map((a) => a.code) : [])));
  const certain = [found, byStreet].find((codes) => codes.size > 0);
  const [only] = certain ?? [];
  return {
    ...(certain?.size === 1 && only !== undefined ? { areaCode: only } : {}),
    named: hits.length > 0 || namesLandmark(words),
  };
}

/** True for a kind of place ("pasar"), a number of RT or RW, and a word of place before another word ("depan ruko"). */
function pointsTo(word: string, next: string | undefined): boolean {
  if (placesAlone.has(word)) return true;
  if (next === undefined || notTold.has(next)) return false;
  if (/^r[tw]$/.test(word)) return /^\d+$/.test(next);
  return (
    (besideWords.has(word) || pointers.test(word)) &&
    next.length >= shortest &&
    (placesAlone.has(next) || !nowhere.has(next))
  );
}

const streetWords = /^(jalan|jln|jl|jalang)$/;
const pointers = /^(di|ke|dari|desa|negeri|negri|kelurahan|kel|dekat|kampung|daerah|arah)$/;

/** Finds names in the text, the longest first at each word, and exact matches before near ones. */
function hitsIn(words: readonly string[], names: readonly Name[]): Hit[] {
  const hits: Hit[] = [];
  const taken = new Set<number>();
  for (const like of [isSaid, isNear]) {
    for (let from = 0; from < words.length; from += 1) {
      const before = words[from - 1];
      // A district may bear the name of one of its areas.
      if (before !== undefined && /^(kecamatan|kec|camat)$/.test(before)) continue;
      const kind = names.filter((n) => n.street === streetWords.test(before ?? ''));
      for (let count = Math.min(mostWords, words.length - from); count > 0; count -= 1) {
        const window = Array.from({ length: count }, (_, i) => from + i);
        if (window.some((i) => taken.has(i))) continue;
        const heard = sound(words.slice(from, from + count).join(''));
        const name = kind.find((n) => like(heard, n.sound, before));
        if (!name) continue;
        hits.push({ name, before, at: window });
        for (const i of window) taken.add(i);
        break;
      }
    }
  }
  return hits;
}

const isSaid = (heard: string, name: string, before: string | undefined): boolean =>
  heard === name && (name.length > shortName || pointers.test(before ?? ''));

const isNear = (heard: string, name: string): boolean =>
  name.length >= longEnough && heard[0] === name[0] && distance(heard, name, 1) === 1;

const kindSaid: Readonly<Record<string, Area['kind']>> = {
  kelurahan: 'kelurahan',
  kel: 'kelurahan',
  negeri: 'desa-negeri',
  negri: 'desa-negeri',
  desa: 'desa-negeri',
};

/** Resolves a name that two areas share, by the word before it: kelurahan or negeri. */
function areasMeant({ name, before }: Hit): Area[] {
  if (name.areas.length === 1) return name.areas;
  const meant = name.areas.filter((a) => a.kind === kindSaid[before ?? '']);
  return meant.length === 1 ? meant : name.areas;
}

/** Returns true for a word of place followed by a word that identifies it: "depan gereja", "pasar mardika", "jalan pattimura", "di tantui". */
function namesLandmark(words: readonly string[]): boolean {
  return words.some((word, i) => {
    const next = words[i + 1];
    if (next === undefined || nowhere.has(next) || !/^\p{L}{3,}/u.test(next)) return false;
    if (besideWords.has(word) || (placeKinds.has(word) && !besideWords.has(next))) return true;
    return word === 'di' && next.length > shortName && !besideWords.has(next) && !placeKinds.has(next);
  });
}

function besidePlaces(words: readonly string[], hits: readonly Hit[]): string[] {
  const named = new Set(hits.flatMap((hit) => hit.at));
  const left: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    const next = words[i + 1];
    const beside = besideWords.has(word);
    if (named.has(i) || (pointers.test(word) && !beside)) continue;
    const kindAt = placeKinds.has(word) ? i : beside && next !== undefined && placeKinds.has(next) ? i + 1 : undefined;
    const name = kindAt === undefined ? undefined : words[kindAt + 1];
    // "samping terminal mardika" and "jalan pattimura" are places; "jalan rusak" is a problem.
    const naming = name !== undefined && !nowhere.has(name) && !besideWords.has(name) && !pointers.test(name);
    if (kindAt !== undefined && (beside || naming)) i = naming ? kindAt + 1 : kindAt;
    else if (beside) i += 1;
    else left.push(word);
  }
  return left;
}
