/** Photos within an Open311 form. */
import { describe, expect, test } from 'vitest';
import { imageTypeOf } from '../../../functions/domain/complaint/attachments.ts';
import { photosOf } from '../../../functions/intake/store-photos.ts';
import { jpeg, png, webp } from '../../support/images/images.ts';

describe('photos within a form', () => {
  const file = (field: string, bytes: Uint8Array) => ({ field, name: 'foto', type: 'text/plain', bytes });

  test('are known by what they begin like; empty fields are none', () => {
    const { photos, faults } = photosOf([
      file('photo1', jpeg()),
      file('a', png()),
      file('b', webp()),
      file('c', new Uint8Array()),
    ]);
    expect(photos.map(({ type }) => type)).toEqual(['image/jpeg', 'image/png', 'image/webp']);
    expect(faults).toEqual([]);
  });

  test('that are none, and the sixth, are faults of their fields', () => {
    const six = Array.from({ length: 6 }, (_, n) => file(`photo${n}`, jpeg()));
    expect(photosOf(six).faults).toEqual([{ field: 'photo5', message: 'at most 5 photos' }]);
    expect(photosOf(six.slice(1)).faults).toEqual([]);
    expect(photosOf([file('photo1', Buffer.from('GIF89a'))])).toEqual({
      photos: [],
      faults: [{ field: 'photo1', message: 'must be a JPEG, PNG or WebP image' }],
    });
    expect(imageTypeOf(new Uint8Array())).toBeUndefined();
  });
});
