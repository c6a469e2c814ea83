/** A photo keeps what it shows and loses what it hides; what is no photo is refused, whatever it is. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotAnImage, sanitiseImage } from '../../../functions/sanitising/image/index.ts';
import { orientationOf, orientationOnly } from '../../../functions/sanitising/image/orientation.ts';
import type { ImageType } from '../../../functions/domain/complaint/attachments.ts';
import {
  exif,
  hidden,
  jpeg,
  jpegPicture,
  png,
  pngChunk,
  riff,
  segment,
  webp,
  webpChunk,
} from '../../support/images/images.ts';

const samples: [ImageType, Buffer, Buffer[]][] = [
  ['image/jpeg', jpeg(), jpegPicture()],
  ['image/png', png(), [png().subarray(8, 33), pngChunk('IDAT', Buffer.from('eJxjYAAAAAIAAQ==', 'base64'))]],
  ['image/webp', webp(), [webpChunk('VP8 ', Uint8Array.of(1, 2, 3))]],
];
const types = samples.map(([type]) => type);

/** The picture, or undefined when the file is refused; any other error is a fault. */
function tried(bytes: Uint8Array, type: ImageType): Uint8Array | undefined {
  try {
    return sanitiseImage(bytes, type);
  } catch (error) {
    if (error instanceof NotAnImage) return undefined;
    throw error;
  }
}

describe.each(samples)('%s', (type, file, picture) => {
  const clean = Buffer.from(sanitiseImage(file, type));

  test('loses every text that hides in it', () => {
    expect(file.includes(hidden)).toBe(true);
    for (const word of hidden.split(' ')) expect(clean.includes(word)).toBe(false);
    for (const word of ['xap', 'Photoshop', 'XMP', 'tEXt', 'tIME']) expect(clean.includes(word)).toBe(false);
  });

  test('keeps what draws it, byte for byte', () => {
    for (const part of picture) expect(clean.includes(part)).toBe(true);
  });

  test('keeps which way up it is held, and of Exif nothing else', () => {
    const at = clean.indexOf(Buffer.from('MM\0*', 'latin1'));
    expect(at).toBeGreaterThan(0);
    expect(orientationOf(clean.subarray(at))).toBe(orientationOf(exifOf(file)));
    expect(clean.subarray(at, at + 26)).toEqual(Buffer.from(orientationOnly(orientationOf(exifOf(file))!)));
  });

  test('is clean already when it has been sanitised', () =>
    expect(Buffer.from(sanitiseImage(clean, type))).toEqual(clean));

  test('is refused as any other type', () => {
    for (const other of types.filter((t) => t !== type)) expect(() => sanitiseImage(file, other)).toThrow(NotAnImage);
  });

  test('cut off anywhere is refused, or shows no more than before', () => {
    const cuts = Array.from({ length: file.length }, (_, at) => tried(file.subarray(0, at), type));
    expect(cuts.filter((result) => result && Buffer.from(result).includes('3.6954S'))).toEqual([]);
  });

  test('with any byte changed is an image or refused, and never another error', () => {
    const changed = fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const broken = Buffer.from(file);
      broken[at] = (broken[at] ?? 0) ^ by;
      return broken;
    });
    expect(() => fc.assert(fc.property(changed, (broken) => void tried(broken, type)))).not.toThrow();
  });
});

const exifOf = (file: Buffer): Buffer => {
  const starts = [file.indexOf('MM\0*', 0, 'latin1'), file.indexOf('II*\0', 0, 'latin1')].filter((at) => at >= 0);
  return file.subarray(Math.min(...starts));
};

describe('whatever is sent', () => {
  test('is an image or refused, quickly, and never anything else', () => {
    const starts = [
      [0xff, 0xd8],
      [...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
      [...Buffer.from('RIFF\x20\0\0\0WEBP', 'latin1')],
      [],
    ];
    const property = fc.property(
      fc.constantFrom(...types),
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 200 }),
      (type, start, rest) => void tried(Uint8Array.of(...start, ...rest), type),
    );
    expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow();
  });

  test.each([
    ['ten megabytes of restart markers', Buffer.alloc(10_000_000, Uint8Array.of(0xff, 0xd0))],
    ['ten megabytes of fill bytes', Buffer.alloc(10_000_000, 0xff)],
    ['a million empty segments', Buffer.alloc(4_000_000, Uint8Array.of(0xff, 0xfe, 0, 2))],
    ['ten megabytes of scan', Buffer.concat([segment(0xda, new Uint8Array(6)), Buffer.alloc(10_000_000, 0x11)])],
  ])('%s take less than two seconds of the processor', (_, bytes) => {
    const began = process.cpuUsage();
    tried(Buffer.concat([Uint8Array.of(0xff, 0xd8), bytes]), 'image/jpeg');
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000);
  });
});

describe('a JPEG', () => {
  const withSegments = (...segments: Uint8Array[]) =>
    Buffer.concat([Uint8Array.of(0xff, 0xd8), ...segments, ...jpegPicture(), Uint8Array.of(0xff, 0xd9)]);
  const icc = segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours'));
  const adobe = segment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1'));

  test('keeps its colours: profile and transform', () => {
    const clean = Buffer.from(sanitiseImage(withSegments(icc, adobe), 'image/jpeg'));
    expect([clean.includes(icc), clean.includes(adobe)]).toEqual([true, true]);
  });

  test.each(Array.from({ length: 16 }, (_, n) => n))('loses whatever lies in APP%i', (n) => {
    const clean = Buffer.from(sanitiseImage(withSegments(segment(0xe0 + n, Buffer.from(hidden))), 'image/jpeg'));
    expect(clean).toEqual(withSegments());
  });

  test('with many scans keeps them all, and one without an end gets it', () => {
    const scan = [segment(0xda, new Uint8Array(6)), Uint8Array.of(1, 0xff, 0, 2)];
    const progressive = withSegments().subarray(0, -2);
    const whole = Buffer.concat([progressive, ...scan, ...scan]);
    expect(Buffer.from(sanitiseImage(whole, 'image/jpeg'))).toEqual(Buffer.concat([whole, Uint8Array.of(0xff, 0xd9)]));
  });
});

test('a WebP that moves loses what hides within its frames', () => {
  const frame = (...chunks: Buffer[]) => webpChunk('ANMF', Buffer.concat([new Uint8Array(16), ...chunks]));
  const drawn = webpChunk('VP8L', Uint8Array.of(5, 6));
  const header = webpChunk('VP8X', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  const file = riff(header, webpChunk('ANIM', new Uint8Array(6)), frame(drawn, webpChunk('GPS!', Buffer.from(hidden))));
  expect(Buffer.from(sanitiseImage(file, 'image/webp'))).toEqual(
    riff(header, webpChunk('ANIM', new Uint8Array(6)), frame(drawn)),
  );
});

describe('the orientation', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])('%i is read in either byte order, and written so that it reads the same', (n) => {
    expect([orientationOf(exif(n)), orientationOf(exif(n, true)), orientationOf(orientationOnly(n))]).toEqual([
      n,
      n,
      n,
    ]);
  });

  test.each([0, 1, 9, 65_535])('%i is left out: upright needs no saying, and no other exists', (n) => {
    expect(orientationOf(exif(n))).toBeUndefined();
  });

  test('of any bytes is a number from 2 to 8 or nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom('MM\0*', 'II*\0', ''), fc.uint8Array({ maxLength: 60 }), (start, rest) => {
        const found = orientationOf(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
        expect(found === undefined || (found >= 2 && found <= 8)).toBe(true);
      }),
    );
  });
});
