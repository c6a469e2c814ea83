/** Ids, types and limits of photos. */
import { expect, test } from 'vitest';
import {
  attachment,
  attachmentId,
  drawAttachmentId,
  imageTypeOf,
} from '../../../../functions/domain/complaint/attachments.ts';
import { jpeg, png, webp } from '../../../support/images/images.ts';
import { misjudged, type Edge } from '../../../support/schemas.ts';

test('an id is 16 characters that need no escaping, from 96 bits', () => {
  expect(attachmentId.safeParse(drawAttachmentId((n) => new Uint8Array(n).fill(255))).success).toBe(true);
});

test('the type of an image is what its first bytes say', () => {
  expect([jpeg(), png(), webp()].map(imageTypeOf)).toEqual(['image/jpeg', 'image/png', 'image/webp']);
  const riff = Buffer.from('RIFF0000WEBP');
  expect(imageTypeOf(riff)).toBe('image/webp');
  expect(imageTypeOf(Buffer.from('RIFF0000WEBPVP8 '))).toBe('image/webp');
  for (const other of ['', 'RIFF0000WAVE', 'XIFF0000WEBP', 'GIF89a', 'x\xFF\xD8\xFF', '\xFF\xD8', '\x89PNG\r\n'])
    expect(imageTypeOf(Buffer.from(other, 'latin1'))).toBeUndefined();
});

test.each<Edge>([
  ['id', ['A'.repeat(16), 'a-_9'.repeat(4)], ['A'.repeat(15), 'A'.repeat(17), '+'.repeat(16), undefined]],
  ['type', ['image/jpeg', 'image/png', 'image/webp'], ['image/gif', undefined]],
  ['bytes', [1], [0, 1.5, undefined]],
  ['sha256', ['x'], [undefined, 1]],
  ['x', [], [1]],
])('a photo in its event: %s', (...edge) =>
  expect(misjudged(attachment, { id: 'A'.repeat(16), type: 'image/png', bytes: 1, sha256: 'x' }, edge)).toEqual([]),
);
