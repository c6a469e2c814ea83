/** Describes a form as data: the fields of a record, and the control of each. Only the API judges the values. */
import type { RecordKind } from '../../../domain/administration/record-kinds.ts';

type Common = {
  /** Name in the record. */
  name: string;
  /** Key of its label, and of the words for its values. */
  label: string;
  /** True when an empty field is not sent. A list that must be there is sent empty. */
  optional?: boolean;
  /** Largest length of a text, or value of a number. */
  max?: number | undefined;
};

/** A field with one control. */
export type Leaf = Common &
  (
    | { type: 'text'; long?: boolean }
    /** A whole number. */
    | { type: 'number' }
    | { type: 'decimal' }
    | { type: 'date' }
    /** True or false; with `optional` it may be left open. */
    | { type: 'flag' }
    | { type: 'choice'; values: readonly string[] }
    /** The id of one record of another kind. */
    | { type: 'record'; of: RecordKind }
    /** Never shown: typed anew, taken away (null), or left as it is. */
    | { type: 'unseen' }
  );

export type Field =
  | Leaf
  | (Common &
      (
        | { type: 'choices'; values: readonly string[] }
        | { type: 'records'; of: RecordKind }
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
