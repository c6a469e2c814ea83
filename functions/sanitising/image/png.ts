/** Sanitises a PNG: copies the chunks that draw it (PNG third edition, 2025), and no text, time, Exif or private chunks. */
import { crc32 } from 'node:zlib';
import { NotAnImage } from './not-an-image.ts';
import { orientationOf, orientationOnly } from './orientation.ts';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Chunks of picture and animation, then of colour. Other chunks do not draw. */
const drawing = new Set(
  'IHDR PLTE IDAT tRNS acTL fcTL fdAT cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs'.split(' '),
);

/** Throws NotAnImage for a file that is no whole PNG. */
export function sanitisePng(file: Uint8Array): Uint8Array {
  if (!signature.equals(file.subarray(0, 8))) throw new NotAnImage('no PNG: it does not begin like one');
  const view = Buffer.from(file.buffer, file.byteOffset, file.length);
  const kept: Uint8Array[] = [signature];
  const seen = new Set<string>();
  let orientation: number | undefined;
  for (let at = 8; !seen.has('IEND');) {
    if (at + 12 > view.length) throw new NotAnImage('a PNG without an end');
    const length = view.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > view.length) throw new NotAnImage('a PNG chunk is cut off');
    if (crc32(view.subarray(at + 4, end - 4)) !== view.readUInt32BE(end - 4))
      throw new NotAnImage('a PNG chunk has a wrong checksum');
    const type = view.toString('latin1', at + 4, at + 8);
    if (seen.size === 0 && type !== 'IHDR') throw new NotAnImage('a PNG that does not begin with its header');
    seen.add(type);
    if (type === 'eXIf') orientation ??= orientationOf(view.subarray(at + 8, end - 4));
    if (drawing.has(type)) kept.push(view.subarray(at, end));
    at = end;
  }
  if (!seen.has('IDAT')) throw new NotAnImage('a PNG without a picture');
  if (orientation !== undefined) kept.push(chunk('eXIf', orientationOnly(orientation)));
  return Buffer.concat([...kept, chunk('IEND', new Uint8Array())]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
