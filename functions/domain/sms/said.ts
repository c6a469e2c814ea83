/** Reads what the words of an SMS say, once: every rule of the dialogue reads this value, and none splits the text again. */
import type { Area, City, Service } from '../city/records.ts';
import type { Line } from '../kernel/words.ts';
import { readPlaces, type Place } from '../recognition/place.ts';
import { hintsIn, type Hint } from './hints.ts';
import { serviceIn, tellingIn, type ServiceFound } from './substance.ts';

/** The city's words that the grammar reads. */
export type CityWords = {
  idPrefix: string;
  /** The city's name as it begins a report: "ambon". */
  keyword: string;
  areas: readonly Area[];
  services: readonly Service[];
};

/** Returns the last word of a city's name: Kota Ambon, Kabupaten Maluku Tengah are written to as AMBON and TENGAH. */
export const keywordOf = ({ name }: Pick<City, 'name'>): string => name.toLowerCase().split(' ').at(-1) ?? '';

/** What a text says: its place, its service, and how much besides. */
export type Said = {
  text: string;
  place: Place;
  /** The place, when the text answers "where?". */
  answer: Place;
  /** True when it begins with a word of place, as an answer to "where?" does. */
  pointsFirst: boolean;
  service: ServiceFound | undefined;
  /** What the words may ask for besides. */
  hints: ReadonlySet<Hint>;
  /** Number of different words that say something. */
  telling: number;
  /** The same, without names of places and the words that point to them. */
  besides: { service: ServiceFound | undefined; telling: number };
};

/** Two words say enough to act on: "lampu mati" is a report; "lampu" and "tolong pak" are none yet. */
const fewestWords = 2;
export const hasSubstance = ({ telling }: Pick<Said, 'telling'>): boolean => telling >= fewestWords;

type WordsRead = Pick<CityWords, 'areas' | 'services'> & { keyword?: string };

export function readWords({ text, words }: Line, { areas, services, keyword }: WordsRead): Said {
  const plain = words.map(({ word }) => word);
  // "di Ambon" says as little about the place as "di kota".
  const { besides, ...places } = readPlaces(
    plain.map((word) => (word === keyword ? 'kota' : word)),
    areas,
  );
  const rest = besides.join(' ');
  const service = serviceIn(text, services);
  return {
    text,
    ...places,
    service,
    hints: hintsIn(plain),
    telling: tellingIn(plain.filter((word) => word !== keyword)),
    besides: { service: rest === '' ? undefined : serviceIn(rest, services), telling: tellingIn(besides) },
  };
}
