/** Forms as data: which fields a record has, and with what each is typed. What may stand in them only the API says. */
import type { Texts } from '../../words/id/citizen.ts';
import type { KindName } from '../kinds.ts';

export type Label = keyof Texts['admin']['field'];
/** Words for the values of a list, by value. */
export type Words = keyof Texts['admin']['value'] | 'action' | 'role';

type Common = {
  /** Name in the record. */
  name: string;
  label: Label;
  /** Nothing is sent in its place when it is empty; a list that must be there is sent empty. */
  optional?: boolean;
};

/** What is typed into one place. */
export type Leaf = Common &
  (
    | { type: 'text'; long?: boolean }
    /** A whole number. */
    | { type: 'number' }
    | { type: 'decimal' }
    | { type: 'date' }
    /** True or false; with `optional` it may be left open. */
    | { type: 'flag' }
    | { type: 'choice'; values: readonly string[]; words: Words }
    /** The id of one record of another kind. */
    | { type: 'record'; of: KindName }
    /** Never shown: typed anew, taken away (null), or left as it is. */
    | { type: 'unseen' }
  );

export type Field =
  | Leaf
  | (Common &
      (
        | { type: 'choices'; values: readonly string[]; words: Words }
        | { type: 'records'; of: KindName }
        /** Texts, one a line. */
        | { type: 'texts' }
        /** A number of one of several units, as `{ unit: number }`. */
        | { type: 'measure'; units: readonly string[] }
        | { type: 'group'; fields: readonly Field[] }
        | { type: 'rows'; fields: readonly Field[] }
        /** Texts by a key that is typed too. */
        | { type: 'map' }
      ));

/** A record, or a part of one, as JSON. */
export type Values = Record<string, unknown>;

/** Marks a row, or an unseen value, that goes. */
export const removeMark = '_hapus';

/** The fields of a row of a map. */
export const mapRow: readonly Leaf[] = [
  { name: 'key', label: 'key', type: 'text' },
  { name: 'value', label: 'value', type: 'text' },
];

/** The last day of a record: every kind but the calendar has it. */
export const validTo: Leaf = { name: 'validTo', label: 'validTo', type: 'date', optional: true };
