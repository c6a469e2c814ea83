/** Encodes list positions as opaque cursors, so that clients neither read nor construct them. */
import * as z from 'zod';

/** Schema of a cursor as a query parameter; `isPosition` checks that it is a position of this list. */
export const cursorOf = (isPosition: (text: string) => boolean) =>
  z
    .base64url()
    .transform((cursor) => Buffer.from(cursor, 'base64url').toString('utf8'))
    .refine(isPosition, 'not a cursor of this list')
    .optional();

/** Returns the cursor of the page after a position; null at the end of the list. */
export const cursorAt = (position: string | undefined): string | null =>
  position === undefined ? null : Buffer.from(position).toString('base64url');
