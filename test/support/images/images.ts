/** Images put together by hand, with what a telephone hides in them. None is a photo of anything. */
import { crc32 } from 'node:zlib';

/** What must not survive: a place, a name, a telephone. */
export const hidden = 'GPS 3.6954S 128.1814E Budi SM-A155F';

/** One segment of a JPEG. */
export const segment = (marker: number, payload: Uint8Array): Buffer =>
  Buffer.concat([Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff), payload]);

/** A TIFF block as Exif has it: the orientation, a pointer to a GPS directory, and text. */
export function exif(orientation: number, little = false): Buffer {
  const block = Buffer.alloc(38);
  const view = new DataView(block.buffer, block.byteOffset);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 2, little);
  for (const [at, tag, type, value] of [
    [10, 0x0112, 3, orientation],
    [22, 0x8825, 4, 38],
  ] as const) {
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, 1, little);
    if (type === 3) view.setUint16(at + 8, value, little);
    else view.setUint32(at + 8, value, little);
  }
  return Buffer.concat([block, Buffer.from(hidden)]);
}

const text = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** What draws, in order: tables, frame, scan and its data with a stuffed zero and a restart in it. */
export const jpegPicture = (): Buffer[] => [
  segment(0xdb, new Uint8Array(65).fill(1)),
  segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0)),
  segment(0xc4, new Uint8Array(20).fill(2)),
  segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  Buffer.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56),
];

/** A JPEG with Exif, XMP, IPTC, a comment, a thumbnail in its header, and a second picture after its end. */
export function jpeg({ orientation = 6, padding = 0 } = {}): Buffer {
  return Buffer.concat([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, text('JFIF\0', Uint8Array.of(1, 2, 0, 0, 72, 0, 72, 3, 1), hidden.slice(0, 9))),
    segment(0xe1, text('Exif\0\0', exif(orientation))),
    segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0', hidden)),
    segment(0xed, text('Photoshop 3.0\0', hidden)),
    segment(0xfe, text(hidden)),
    ...Array.from({ length: padding }, () => segment(0xfe, new Uint8Array(60_000))),
    ...jpegPicture(),
    Uint8Array.of(0xff, 0xd9),
    text(hidden),
  ]);
}

/** One chunk of a PNG. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG of one pixel, with text, time and Exif. */
export const png = (): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
    pngChunk('tEXt', text('Author\0', hidden)),
    pngChunk('eXIf', exif(8)),
    pngChunk('IDAT', Buffer.from('eJxjYAAAAAIAAQ==', 'base64')),
    pngChunk('iTXt', text('XML:com.adobe.xmp\0', hidden)),
    pngChunk('tIME', new Uint8Array(7)),
    pngChunk('IEND', new Uint8Array()),
    text(hidden),
  ]);

/** One chunk of a WebP. */
export function webpChunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
}

export function riff(...chunks: Uint8Array[]): Buffer {
  return webpChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

/** A WebP that says in its header that it has Exif and XMP, and does. */
export const webp = (): Buffer =>
  riff(
    webpChunk('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    webpChunk('VP8 ', Uint8Array.of(1, 2, 3)),
    webpChunk('EXIF', exif(3, true)),
    webpChunk('XMP ', text(hidden)),
  );
