/**
 * Schemas of what is stored or waits in a queue, which a newer release of this major version may have written (ADR 024, docs/upgrade.md). They
 * keep members that this release does not know, so that a rewrite loses none, and read words that it does not know as UnknownWord.
 */
import * as z from 'zod';

declare const unknownWord: unique symbol;
/**
 * A word of an enum that this release does not know. The compiler accepts it as no known word and finds it in no table of known words:
 * `lookUp` asks a table, and each caller says what holds for an unknown word.
 */
export type UnknownWord = string & { readonly [unknownWord]: true };

/** Schema of an object that keeps unknown members. They are no part of its type: nothing here can depend on them. */
export const storedObject = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S> =>
  z.object(shape).catchall(unknownMember);

const unknownMember = z.unknown();

/** True for a schema that `storedObject` made, or one derived from it by `extend`, `omit` and the like. */
export const isStoredObject = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodObject && schema.def.catchall === unknownMember;

/** Schema of an enum that reads an unknown word too. */
export const openEnum = <E extends z.core.util.EnumLike>(words: z.ZodEnum<E>) => orElse(words, anyWord);

/** Schema of a union whose members are told apart by a word; `other` reads a member of an unknown word. */
export function orElse<K extends z.ZodType, O extends z.ZodType>(known: K, other: O): z.ZodUnion<[K, O]> {
  others.add(other);
  return z.union([known, other]);
}

/** Schema of one word that this release does not know. */
export const anyWord = z.string() as unknown as z.ZodType<UnknownWord, string>;

/** Schema of a record with a value for each word of an enum, which keeps values of unknown words. */
export const openRecord = <E extends z.core.util.EnumLike, V extends z.ZodType>(words: z.ZodEnum<E>, value: V) =>
  z.looseRecord(words, value);

/** As openRecord, but known words may be absent. */
export function openPartialRecord<E extends z.core.util.EnumLike, V extends z.ZodType>(words: z.ZodEnum<E>, value: V) {
  const partial = z.partialRecord(words, value);
  return z.clone(partial, { ...partial._zod.def, mode: 'loose' });
}

/** Returns the word if this release knows it; undefined for an unknown word. */
export const wordIn = <E extends z.core.util.EnumLike>(
  words: z.ZodEnum<E>,
  word: z.infer<z.ZodEnum<E>> | UnknownWord,
): z.infer<z.ZodEnum<E>> | undefined => words.safeParse(word).data;

/** Members of unions that read unknown words. */
const others = new WeakSet<z.core.$ZodType>();

/** True for a member of a union that reads unknown words. */
export const readsUnknown = (member: z.core.$ZodType): boolean => others.has(member);

/** Returns the entry of a table for a word; undefined for an unknown word. */
export const lookUp = <K extends string, V>(
  table: Readonly<Partial<Record<K, V>>>,
  word: K | UnknownWord,
): V | undefined => (Object.hasOwn(table, word) ? table[word as K] : undefined);
