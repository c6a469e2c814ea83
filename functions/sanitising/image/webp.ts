/** Sanitises a WebP: copies the chunks that draw it (RFC 9649), and no Exif, XMP or unknown chunks, within frames either. */
import { NotAnImage } from './not-an-image.ts';
import { orientationOf, orientationOnly } from './orientation.ts';

const inFile = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const inFrame = new Set(['VP8 ', 'VP8L', 'ALPH']);
const pictures = new Set(['VP8 ', 'VP8L', 'ANMF']);

/** Flags of Exif and XMP in a VP8X header. */
const exifFlag = 0x08;
const xmpFlag = 0x04;
/** Bytes of a frame's position, size and duration before its own chunks. */
const frameHeaderBytes = 16;

type Chunk = { type: string; data: Buffer };

/** Throws NotAnImage for a file that is no WebP with a picture in it. */
export function sanitiseWebp(file: Uint8Array): Uint8Array {
  const view = Buffer.from(file.buffer, file.byteOffset, file.length);
  if (view.length < 12 || view.toString('latin1', 0, 4) !== 'RIFF' || view.toString('latin1', 8, 12) !== 'WEBP')
    throw new NotAnImage('no WebP: it does not begin like one');
  const end = 8 + view.readUInt32LE(4);
  if (end > view.length) throw new NotAnImage('a WebP that is cut off');
  const chunks = chunksOf(view.subarray(12, end));
  if (!chunks.some(({ type }) => pictures.has(type))) throw new NotAnImage('a WebP without a picture');
  const exif = chunks.find(({ type }) => type === 'EXIF');
  const orientation = exif && orientationOf(exif.data);
  const kept = chunks.filter(({ type }) => inFile.has(type)).map((one) => stripped(one, orientation !== undefined));
  const extended = kept.some(({ type }) => type === 'VP8X');
  if (orientation !== undefined && extended)
    kept.push({ type: 'EXIF', data: Buffer.from(orientationOnly(orientation)) });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept.map(bytesOf)]);
  return Buffer.concat([Buffer.from('RIFF', 'latin1'), size(body.length), body]);
}

function chunksOf(body: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < body.length;) {
    if (at + 8 > body.length) throw new NotAnImage('a WebP chunk is cut off');
    const length = body.readUInt32LE(at + 4);
    if (at + 8 + length > body.length) throw new NotAnImage('a WebP chunk is cut off');
    chunks.push({ type: body.toString('latin1', at, at + 4), data: body.subarray(at + 8, at + 8 + length) });
    // One byte of padding follows an odd length.
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** Rewrites the header's flags: no XMP, and Exif only where the orientation is kept. */
function stripped({ type, data }: Chunk, withExif: boolean): Chunk {
  if (type === 'VP8X') {
    if (data.length < 10) throw new NotAnImage('a WebP header is cut off');
    const header = Buffer.from(data.subarray(0, 10));
    header[0] = ((data[0] ?? 0) & ~(exifFlag | xmpFlag)) | (withExif ? exifFlag : 0);
    return { type, data: header };
  }
  if (type !== 'ANMF') return { type, data };
  const frame = chunksOf(data.subarray(frameHeaderBytes)).filter((one) => inFrame.has(one.type));
  return { type, data: Buffer.concat([data.subarray(0, frameHeaderBytes), ...frame.map(bytesOf)]) };
}

function bytesOf({ type, data }: Chunk): Buffer {
  return Buffer.concat([Buffer.from(type, 'latin1'), size(data.length), data, Buffer.alloc(data.length % 2)]);
}

function size(length: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(length);
  return four;
}
