/** Cursors of lists: a position of the store, written so that no client takes it for something to read or make. */
import * as z from 'zod';

/** A cursor as a query parameter; `isPosition` says what can be a position of this list. */
export const cursorOf = (isPosition: (text: string) => boolean) =>
  z
    .base64url()
    .transform((cursor) => Buffer.from(cursor, 'base64url').toString('utf8'))
    .refine(isPosition, 'not a cursor of this list')
    .optional();

/** The cursor of the page behind a position; null at the end of the list. */
export const cursorAt = (position: string | undefined): string | null =>
  position === undefined ? null : Buffer.from(position).toString('base64url');
